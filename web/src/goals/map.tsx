// The strategy map: what drives what as the organization believes, and beside each arrow whether the facts show it.
import { useEffect, useRef, useState } from "preact/hooks";
import { linkTo } from "../base/address";
import { ApiError, forgetAnswers, send, useAnswer } from "../base/api";
import { daysText, formatValue, ownNumbers, plainNumber } from "../base/format";
import { isOpenTo, useMe } from "../base/me";
import { isolate, N_, t, tn } from "../base/messages";
import type { PeriodLength } from "../base/types";
import { asError, Form, FormField, problemOf } from "../settings/form";
import { Own } from "../view/own";
import { Empty, ProblemNotice, Skeleton } from "../view/states";
import { useTitle } from "../view/title";
import { linkKey, MapPicture, supportShapes } from "./map-draw";
import type { MapKpi, StrategyLink, StrategyMap, Support } from "./scorecard-types";

const legend: [Support, string][] = [
  ["shown", N_("The facts support it")], ["not-shown", N_("The facts do not show it")], ["against", N_("The facts speak against it")],
  ["too-few", N_("Too few periods to tell")],
];

function lagText(count: number, period: PeriodLength): string {
  switch (period) {
    case "week": return tn("{count} week", "{count} weeks", count);
    case "month": return tn("{count} month", "{count} months", count);
    case "quarter": return tn("{count} quarter", "{count} quarters", count);
    case "year": return tn("{count} year", "{count} years", count);
    default: return daysText(count);
  }
}

function SupportMark({ support, title }: { support: Support; title: string }) {
  return (
    <span class={`support support-${support}`}>
      <svg viewBox="0 0 16 16" aria-hidden="true"><path d={supportShapes[support]} /></svg>
      <span>{title}</span>
    </span>
  );
}

interface LinksProps {
  map: StrategyMap;
  chosen: StrategyLink | null;
  onRemove?: ((link: StrategyLink) => void) | undefined;
}

/** The twin of the picture for those who do not see it, and for whoever wants the numbers. */
function LinkTable({ map, chosen, onRemove }: LinksProps) {
  const titleOf = (id: string) => map.kpis.find((kpi) => kpi.id === id)?.title ?? id;
  const correlation = (value: number | null) => (value === null ? "–" : formatValue(value, { unit: "score" }));
  return (
    <div class="table-box" tabIndex={0} role="region" aria-label={t("What drives what")}>
      <table class="numbers links">
        <thead>
          <tr><th scope="col">{t("Cause")}</th><th scope="col">{t("Effect")}</th><th scope="col">{t("What the facts say")}</th>
            <th scope="col" class="end">{t("Correlation")}</th><th scope="col" class="end">{t("Lag")}</th><th scope="col" class="end">{t("Pairs")}</th>
            {onRemove && <th scope="col"><span class="hidden-text">{t("Remove")}</span></th>}</tr>
        </thead>
        <tbody>
          {map.links.map((link) => (
            <tr key={linkKey(link)} aria-current={chosen && linkKey(chosen) === linkKey(link) ? "true" : undefined}>
              <th scope="row"><a href={linkTo(`/goals/kpi/${link.cause}`)}><bdi>{titleOf(link.cause)}</bdi></a></th>
              <td><a href={linkTo(`/goals/kpi/${link.effect}`)}><bdi>{titleOf(link.effect)}</bdi></a></td>
              <td><SupportMark support={link.support} title={link.support_title} /><p class="quiet"><bdi>{ownNumbers(link.words)}</bdi></p></td>
              <td class="end"><Own>{correlation(link.correlation)}</Own></td>
              <td class="end"><Own>{link.lag === null ? "–" : lagText(link.lag, link.period)}</Own></td>
              <td class="end"><Own>{link.pairs === null ? "–" : plainNumber(link.pairs)}</Own></td>
              {onRemove && (
                <td><button type="button" class="link-button" onClick={() => onRemove(link)}
                  aria-label={t("Remove: {cause} drives {effect}", { cause: titleOf(link.cause), effect: titleOf(link.effect) })}>{t("Remove")}</button></td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ObjectiveList({ map }: { map: StrategyMap }) {
  const kpiOf = (id: string) => map.kpis.find((kpi) => kpi.id === id)?.title ?? id;
  const titleOf = (id: string) => map.objectives.find((objective) => objective.id === id)?.title ?? id;
  return (
    <ul class="map-objectives">
      {map.objectives.map(({ id, title }) => {
        const measured = map.measures.filter(({ objective }) => objective === id).map(({ kpi }) => kpi);
        const links = map.objective_links.filter(({ objective }) => objective === id);
        return (
          <li key={id}>
            <a href={linkTo(`/goals/objective/${id}`)}><bdi>{title}</bdi></a>
            <ul class="quiet">
              {measured.map((kpi) => <li key={kpi}>{t("is measured by {kpi}", { kpi: kpiOf(kpi) })}</li>)}
              {links.map(({ other, kind }) => (
                <li key={`${kind} ${other}`}>{kind === "depends" ? t("depends on {objective}", { objective: titleOf(other) }) : t("contributes to {objective}", { objective: titleOf(other) })}</li>
              ))}
            </ul>
          </li>
        );
      })}
    </ul>
  );
}

function LinkForm({ kpis, onAdd }: { kpis: MapKpi[]; onAdd: (cause: string, effect: string) => Promise<void> }) {
  const [cause, setCause] = useState(kpis[0]?.id ?? "");
  const [effect, setEffect] = useState(kpis[1]?.id ?? "");
  const choice = (label: string, value: string, set: (id: string) => void, problem: string | undefined) => (
    <FormField label={label} problem={problem}>
      {(attributes) => (
        <select {...attributes} value={value} onChange={(event) => set(event.currentTarget.value)}>
          {kpis.map(({ id, title }) => <option key={id} value={id}>{isolate(title)}</option>)}
        </select>
      )}
    </FormField>
  );
  return (
    <Form action={t("Add the link")} onSubmit={() => onAdd(cause, effect)} fields={["result", "kpi"]} idle={!cause || !effect}>
      {(error) => (
        <>
          {choice(t("This KPI"), cause, setCause, problemOf(error, "kpi"))}
          {choice(t("drives this one"), effect, setEffect, problemOf(error, "result"))}
        </>
      )}
    </Form>
  );
}

function ChosenLink({ map, link, onRemove, onClose }: { map: StrategyMap; link: StrategyLink; onRemove?: LinksProps["onRemove"]; onClose: () => void }) {
  const titleOf = (id: string) => map.kpis.find((kpi) => kpi.id === id)?.title ?? id;
  return (
    <div class="notice map-chosen-link">
      <p><strong>{t("{cause} drives {effect}", { cause: titleOf(link.cause), effect: titleOf(link.effect) })}</strong></p>
      <p><bdi>{ownNumbers(link.words)}</bdi></p>
      <p class="actions">
        {onRemove && <button type="button" class="button" onClick={() => onRemove(link)}>{t("Remove the link")}</button>}
        <button type="button" class="button" onClick={onClose}>{t("Close")}</button>
      </p>
    </div>
  );
}

/** Draws and takes away links; says what was done, and what went wrong. */
function useLinks(map: StrategyMap | undefined, again: () => void) {
  const [said, setSaid] = useState("");
  const [problem, setProblem] = useState<ApiError | null>(null);
  const titleOf = (id: string) => map?.kpis.find((kpi) => kpi.id === id)?.title ?? id;
  const change = async (work: () => Promise<unknown>, words: string) => {
    setProblem(null);
    await work();
    setSaid(words);
    again();
  };
  const add = (cause: string, effect: string) => change(() => send("POST", `/kpis/${encodeURIComponent(cause)}/drives`, { result: effect }),
    t("{cause} drives {effect} now.", { cause: titleOf(cause), effect: titleOf(effect) }));
  const remove = (link: StrategyLink) => change(() => send("DELETE", `/kpis/${encodeURIComponent(link.cause)}/drives/${encodeURIComponent(link.effect)}`),
    t("{cause} no longer drives {effect}.", { cause: titleOf(link.cause), effect: titleOf(link.effect) }));
  const caught = (work: Promise<void>) => { work.catch((error: unknown) => setProblem(asError(error))); };
  return { said, problem, add, tryAdd: (cause: string, effect: string) => caught(add(cause, effect)), tryRemove: (link: StrategyLink) => caught(remove(link)) };
}

function MapEditor({ map, mayEdit, again }: { map: StrategyMap; mayEdit: boolean; again: () => void }) {
  const [objectives, setObjectives] = useState(false);
  const [key, setKey] = useState<string | null>(null);
  const [cause, setCause] = useState<string | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const { said, problem, add, tryAdd, tryRemove } = useLinks(map, again);
  const chosen = map.links.find((link) => linkKey(link) === key) ?? null;
  useEffect(() => {
    const stop = (event: KeyboardEvent) => { if (event.key === "Escape") setCause(null); };
    document.addEventListener("keydown", stop);
    return () => document.removeEventListener("keydown", stop);
  }, []);
  const pick = (kpi: MapKpi) => {
    if (cause !== null && cause !== kpi.id) tryAdd(cause, kpi.id);
    setCause(cause === null ? kpi.id : null);
  };
  const remove = mayEdit ? (link: StrategyLink) => { setKey(null); tryRemove(link); heading.current?.focus(); } : undefined;
  return (
    <>
      <section class="map-section">
        <p>{t("Arrows go from cause to effect, as you believe it. The mark on each says whether the facts show it.")}</p>
        <ul class="map-legend">{legend.map(([support, title]) => <li key={support}><SupportMark support={support} title={t(title)} /></li>)}</ul>
        {map.objectives.length > 0 && (
          <label class="map-choice"><input type="checkbox" checked={objectives} onChange={(event) => setObjectives(event.currentTarget.checked)} /> {t("With the objectives")}</label>
        )}
        <p role="status" class="map-said">
          {cause === null ? said : t("Choose what {kpi} drives. Escape stops.", { kpi: map.kpis.find(({ id }) => id === cause)?.title ?? cause })}
        </p>
        {problem && <ProblemNotice error={problem} />}
        <MapPicture map={map} objectives={objectives} chosen={chosen} onChoose={(link) => setKey(linkKey(link) === key ? null : linkKey(link))} cause={cause}
          onPick={mayEdit ? pick : undefined} />
        {chosen && <ChosenLink map={map} link={chosen} onRemove={remove} onClose={() => setKey(null)} />}
      </section>
      <section>
        <h2 tabIndex={-1} ref={heading}>{t("What drives what")}</h2>
        {map.links.length > 0 ? <LinkTable map={map} chosen={chosen} onRemove={remove} /> : <p>{t("No link yet: say which KPI drives which.")}</p>}
        {mayEdit && map.kpis.length > 1 && <LinkForm kpis={map.kpis} onAdd={add} />}
      </section>
      {map.objectives.length > 0 && (
        <section>
          <h2>{t("Objectives and what measures them")}</h2>
          <ObjectiveList map={map} />
        </section>
      )}
    </>
  );
}

export function MapPage() {
  useTitle(t("Strategy map"));
  const [fresh, setFresh] = useState(0);
  const mayEdit = isOpenTo(useMe(), "goals");
  const { data, error } = useAnswer<StrategyMap>("/scorecard/map", fresh);
  const again = () => { forgetAnswers(); setFresh((n) => n + 1); };
  return (
    <>
      <h1>{t("Strategy map")}</h1>
      {error && <ProblemNotice error={error} retry={again} />}
      {!error && !data && <Skeleton lines={12} />}
      {data && data.kpis.length === 0 && (
        <Empty title={t("No KPI yet")}>
          <p>{t("The map shows which KPI drives which, from learning and growth up to what is earned.")}</p>
          <p><a href={linkTo("/goals")}>{t("Add a KPI")}</a></p>
        </Empty>
      )}
      {data && data.kpis.length > 0 && <MapEditor map={data} mayEdit={mayEdit} again={again} />}
    </>
  );
}
