// Where a KPI stands: its value, how far from the target, since when, and how sure; and what it is.
import type { ComponentChildren } from "preact";
import { linkTo } from "../base/address";
import { formatDay, formatDistance, formatValue, listText } from "../base/format";
import { t, tn } from "../base/messages";
import { useChoices } from "../base/organization";
import { sliceTitle } from "../base/words";
import { Own } from "../view/own";
import { targetText, valueText } from "./kpi-table";
import { GoalMark } from "./marks";
import { OwnerWarning } from "./owner";
import type { Judged, Kpi } from "./types";

/** How far, in the unit of the metric; and what more is needed to be sure. */
export function Standing({ kpi, judged, since }: { kpi: Kpi; judged: Judged | null; since: string | null }) {
  const { calendar } = useChoices();
  if (!judged) return null;
  const format = { unit: kpi.unit, currency: kpi.currency };
  const { gap, target } = judged;
  return (
    <>
      {target && <p><Own>{t("Target {target} in {period}", { target: targetText(kpi, judged), period: judged.value.label })}</Own>{" "}
        {gap !== null && gap < 0 && <Own class="quiet">{t("(short by {gap})", { gap: formatDistance(-gap, format) })}</Own>}
        {gap !== null && gap > 0 && <Own class="quiet">{t("(better by {gap})", { gap: formatDistance(gap, format) })}</Own>}</p>}
      {since && target && <p class="quiet"><Own>{t("Since {day}.", { day: formatDay(since, calendar) })}</Own></p>}
      {judged.answers_missing > 0 && <p>{tn("{count} answer more is needed before it can be judged.", "{count} answers more are needed before it can be judged.", judged.answers_missing)}</p>}
      {judged.answers_missing === 0 && judged.answers_needed > 0 && (
        <p class="quiet">{tn("The interval reaches into another status; about {count} answer in a period would tell.",
          "The interval reaches into another status; about {count} answers in a period would tell.", judged.answers_needed)}</p>
      )}
    </>
  );
}

function Line({ title, children }: { title: string; children: ComponentChildren }) {
  return <div><dt>{title}</dt><dd>{children}</dd></div>;
}

function Definition({ kpi, objectiveTitle }: { kpi: Kpi; objectiveTitle: string | null }) {
  const { calendar } = useChoices();
  const texts: [string, string | null][] = [
    [t("Goal"), kpi.goal], [t("Criterion"), kpi.criterion], [t("Owner"), kpi.owner], [t("Source"), kpi.by_hand ? null : kpi.source],
    [t("Entered by hand"), kpi.by_hand ? kpi.entry ?? t("yes") : null], [t("People"), kpi.people], [t("Money"), kpi.money], [t("Tools"), kpi.tools],
  ];
  const population = kpi.filters.map((filter) => {
    const [slice = "", ...value] = filter.split("=");
    return t("{slice}: {value}", { slice: sliceTitle(slice), value: value.join("=") || t("without") });
  });
  return (
    <dl class="kpi-facts">
      {kpi.objective && <Line title={t("Objective")}><a href={linkTo(`/goals/objective/${kpi.objective}`)}><bdi>{objectiveTitle ?? kpi.objective}</bdi></a></Line>}
      {texts.map(([title, text]) => text && <Line key={title} title={title}><bdi>{text}</bdi></Line>)}
      {population.length > 0 && <Line title={t("Population")}>{listText(population)}</Line>}
      {kpi.fresh_days > 0 && <Line title={t("Late after days")}><Own>{tn("{count} day", "{count} days", kpi.fresh_days)}</Own></Line>}
      {kpi.review && <Line title={t("Next review")}><Own>{formatDay(kpi.review, calendar)}</Own></Line>}
    </dl>
  );
}

export function KpiHead({ kpi, objectiveTitle }: { kpi: Kpi; objectiveTitle: string | null }) {
  const { now, limits } = kpi;
  const format = { unit: kpi.unit, currency: kpi.currency };
  return (
    <header class="kpi-head">
      <p class="quiet"><bdi>{kpi.perspective_title}</bdi> · {kpi.result ? t("a result (KRI)") : t("a performance (KPI)")} · {kpi.leading ? t("leading") : t("lagging")}
        {" · "}<a href={linkTo(`/metric/${kpi.metric}`)}><bdi>{kpi.metric_title}</bdi></a></p>
      {kpi.problem && <p class="problem" role="alert">{t("It cannot be measured any more:")} <bdi>{kpi.problem}</bdi></p>}
      <p class="kpi-now"><Own class="value">{valueText(kpi, now)}</Own> <GoalMark status={kpi.status} certain={now?.certain ?? true} /></p>
      <Standing kpi={kpi} judged={now} since={kpi.since} />
      {limits && <p class="quiet"><Own>{t("By itself it varies between {low} and {high}.", { low: formatValue(limits.lower, format), high: formatValue(limits.upper, format) })}</Own>
        {limits.trial && <> {t("Few periods: a first view.")}</>}</p>}
      <Definition kpi={kpi} objectiveTitle={objectiveTitle} />
      <OwnerWarning state={kpi.owner_state} />
    </header>
  );
}
