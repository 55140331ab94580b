// What there is to be found: pages, metrics, kinds of data, values to filter by, and what can be done at once.
import { useEffect, useMemo, useState } from "preact/hooks";
import { address, choose, href, linkTo } from "../base/address";
import { request, useAnswer } from "../base/api";
import { changePreferences } from "../base/look";
import { isOpenTo, useMe, type Me } from "../base/me";
import { language, languageNames, languages, t } from "../base/messages";
import type { Theme } from "../base/preferences";
import { keepReading } from "../base/reading";
import type { Kind, MetricSummary, SliceValues } from "../base/types";
import { customerPath, type CustomerList } from "../customers/types";
import { perspectiveTitle, sliceTitle } from "../base/words";
import { areaPath, areas, areaTitle } from "./areas";
import type { Entry } from "./find";
import { errorText, notify } from "./notices";

const searchedSlices = ["brand", "segment", "team", "channel", "country", "plan", "campaign", "product", "touchpoint"];

interface SliceValue {
  slice: string;
  value: string;
}

/** A slice's values are asked of a metric that has it; the first ones may have no facts yet. */
export async function valuesOf(slice: string, metrics: readonly MetricSummary[]): Promise<SliceValue[]> {
  for (const metric of metrics.filter((other) => other.slices.includes(slice)).slice(0, 3)) {
    const answer = await request<SliceValues>(`/metrics/${encodeURIComponent(metric.id)}/slices/${slice}`).catch(() => null);
    const values = (answer?.values ?? []).flatMap((row) => (row.value ? [{ slice, value: row.value }] : []));
    if (values.length > 0) return values;
  }
  return [];
}

function useSliceValues(metrics: readonly MetricSummary[] | undefined, wanted: boolean): SliceValue[] {
  const [values, setValues] = useState<SliceValue[]>([]);
  useEffect(() => {
    if (!metrics || !wanted) return undefined;
    let left = false;
    for (const slice of searchedSlices)
      void valuesOf(slice, metrics).then((more) => { if (!left) setValues((before) => [...before, ...more]); });
    return () => { left = true; };
  }, [metrics, wanted]);
  return values;
}

/** Filters the view that is open, where it shows numbers, else the overview. */
function filteredView({ slice, value }: SliceValue): string {
  const { path, query } = address();
  const others = query.getAll("where").filter((filter) => !filter.startsWith(`${slice}=`));
  return linkTo(path.startsWith("/metric/") ? path : "/", { where: [...others, `${slice}=${value}`] });
}

function pageEntries(me: Me | undefined): Entry[] {
  return areas.filter((area) => isOpenTo(me, area.needs)).flatMap((area) => [
    { key: area.name, group: "page" as const, title: areaTitle(area), to: linkTo(areaPath(area)), words: area.title },
    ...(area.pages ?? []).filter((page) => isOpenTo(me, page.needs)).map((page) => ({
      key: page.path, group: "page" as const, title: t(page.title), detail: areaTitle(area), words: `${page.title} ${page.words ?? ""}`, to: linkTo(page.path),
    })),
  ]);
}

function actionEntries(): Entry[] {
  const themes: [Theme, string][] = [["light", t("Light colours")], ["dark", t("Dark colours")], ["contrast", t("High contrast")], ["auto", t("Colours as the device has them")]];
  return [
    ...languages.filter((other) => other !== language()).map((other): Entry => ({
      key: `language ${other}`, group: "action", title: languageNames[other], detail: t("Language"), words: `language ${other}`,
      run: () => {
        if (address().query.has("lang")) choose({ lang: null }, "replace");
        keepReading({ language: other }).catch((error: unknown) => notify(errorText(error)));
      },
    })),
    ...themes.map(([theme, title]): Entry => ({ key: `theme ${theme}`, group: "action", title, words: `theme ${theme}`, run: () => changePreferences({ theme }) })),
    { key: "all", group: "action", title: t("Remove all filters"), words: "clear filters", run: () => choose({ where: null, from: null, to: null, at: null }) },
  ];
}

interface Goals {
  kpis: { id: string; title: string; metric_title: string; owner: string | null }[];
  objectives: { id: string; title: string; owner: string | null }[];
}

/** KPIs and objectives; asked for with the first letter, as they are judged anew. */
function useGoals(wanted: boolean): Entry[] {
  const kpis = useAnswer<Pick<Goals, "kpis">>(wanted ? "/kpis" : null).data?.kpis ?? [];
  const objectives = useAnswer<Pick<Goals, "objectives">>(wanted ? "/objectives" : null).data?.objectives ?? [];
  return [
    ...kpis.map((kpi): Entry => ({
      key: `kpi ${kpi.id}`, group: "goal", title: kpi.title, detail: t("KPI"), words: `${kpi.id} ${kpi.metric_title} ${kpi.owner ?? ""}`, to: linkTo(`/goals/kpi/${kpi.id}`),
    })),
    ...objectives.map((objective): Entry => ({
      key: `objective ${objective.id}`, group: "goal", title: objective.title, detail: t("Objective"), words: `${objective.id} ${objective.owner ?? ""}`, to: linkTo(`/goals/objective/${objective.id}`),
    })),
  ];
}

/** Customers, by the server: there may be more than a page could hold. Asked when the typing rests. */
function useCustomers(text: string, open: boolean): Entry[] {
  const [asked, setAsked] = useState("");
  useEffect(() => {
    const later = window.setTimeout(() => setAsked(text.trim()), 200);
    return () => window.clearTimeout(later);
  }, [text]);
  const wanted = open && asked.length > 1;
  const answer = useAnswer<CustomerList>(wanted ? `/customers?limit=8&q=${encodeURIComponent(asked)}` : null);
  return wanted ? (answer.data?.customers ?? []).map((customer): Entry => ({
    key: `customer ${customer.customer}`, group: "customer", title: customer.name ?? customer.customer, detail: customer.name ? customer.customer : "",
    words: customer.customer, to: linkTo(customerPath(customer.customer)),
  })) : [];
}

export function useEntries(text: string): Entry[] {
  const me = useMe();
  const metrics = useAnswer<{ metrics: MetricSummary[] }>("/metrics").data?.metrics;
  const kinds = useAnswer<{ kinds: Kind[] }>("/kinds").data?.kinds;
  const values = useSliceValues(metrics, text.trim().length > 0);
  const goals = useGoals(text.trim().length > 0);
  const customers = useCustomers(text, isOpenTo(me, "read-facts"));
  return useMemo(() => [
    ...pageEntries(me),
    ...(metrics ?? []).map((metric): Entry => ({
      key: `metric ${metric.id}`, group: "metric", title: metric.title, detail: perspectiveTitle(metric.perspective),
      words: `${metric.id.replace(/_/g, " ")} ${metric.id} ${metric.help}`, to: linkTo(`/metric/${metric.id}`),
    })),
    ...goals,
    ...customers,
    ...values.map((found): Entry => ({
      key: `${found.slice}=${found.value}`, group: "slice", title: found.value, detail: sliceTitle(found.slice), words: found.slice, to: filteredView(found),
    })),
    ...(isOpenTo(me, "write-facts") ? (kinds ?? []) : []).map((kind): Entry => ({
      key: `kind ${kind.name}`, group: "kind", title: kind.title, detail: t("Data"), words: `${kind.name.replace(/_/g, " ")} ${kind.help}`,
      to: href("/data", new URLSearchParams({ kind: kind.name })),
    })),
    ...actionEntries(),
  ], [me, metrics, kinds, values, goals.length, customers.map((entry) => entry.key).join(), language()]);
}
