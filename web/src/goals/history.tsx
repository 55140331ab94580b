// What was said at check-ins, and who changed what: the latest first.
import { useAnswer } from "../base/api";
import { formatDay, formatMoment, plainNumber } from "../base/format";
import { t } from "../base/messages";
import { useOrganization } from "../base/organization";
import type { CalendarName } from "../base/types";
import { Own } from "../view/own";
import { ProblemNotice, Skeleton } from "../view/states";
import { numberText } from "./key-results";
import { percentText } from "./marks";
import type { KeyResult, Objective, ObjectiveHistory } from "./types";
import { changeTitle, fieldTitle, kindTitle, levelTitle, stateTitle } from "./words";

function CheckIns({ objective, history, calendar }: { objective: Objective; history: ObjectiveHistory; calendar: CalendarName }) {
  const sorted = [...history.check_ins].sort((a, b) => b.at.localeCompare(a.at));
  const valueText = (number: number, value: number) => {
    const result = objective.key_results.find((other) => other.number === number);
    if (result?.kind === "milestone") return value === 1 ? t("reached") : t("not reached yet");
    return result ? numberText(result, value) : plainNumber(value);
  };
  if (sorted.length === 0) return <p class="quiet">{t("Nobody has checked in yet.")}</p>;
  return (
    <ol class="timeline">
      {sorted.map((made) => (
        <li key={`${made.key_result} ${made.at}`}>
          <p class="quiet"><Own>{formatMoment(made.at, calendar)}</Own> · <bdi>{made.by}</bdi> · <bdi>{made.title}</bdi></p>
          <p>
            {made.value !== null && <Own>{t("Stands at {value}.", { value: valueText(made.key_result, made.value) })} </Own>}
            {made.confidence !== null && <Own>{t("Confidence: {share}", { share: percentText(made.confidence) })} </Own>}
            {made.words && <bdi>{made.words}</bdi>}
          </p>
        </li>
      ))}
    </ol>
  );
}

/** A field of a change as the page says it. `result`: the key result that the change is of, for its unit. */
function fieldText(objective: Objective, result: KeyResult | undefined, field: string, value: string, calendar: CalendarName): string {
  if (value === "") return t("nothing");
  if (field === "from" || field === "to") return formatDay(value, calendar, "short");
  if (field === "level") return levelTitle(value);
  if (field === "state") return stateTitle(value);
  if (field === "kind") return kindTitle(value);
  if (field === "committed") return value === "true" ? t("yes") : t("no");
  if (field === "start" || field === "target") return result ? numberText(result, Number(value)) : plainNumber(Number(value));
  if (field === "weight" || field === "score") return plainNumber(Number(value));
  if (field === "contributes" || field === "depends") return Object.values(objective.links).flat().find(({ id }) => id === value)?.title ?? value;
  return value;
}

/** The key result that a change is of, while it is still there under that name or with that KPI. */
function resultOf(objective: Objective, { fields }: ObjectiveHistory["changes"][number]): KeyResult | undefined {
  const said = (name: string) => fields.filter(({ field }) => field === name).flatMap(({ before, after }) => [before, after]).filter(Boolean);
  return objective.key_results.find(({ title }) => said("key-result").includes(title)) ?? objective.key_results.find(({ kpi }) => kpi && said("kpi").includes(kpi));
}

function Changes({ objective, history, calendar }: { objective: Objective; history: ObjectiveHistory; calendar: CalendarName }) {
  return (
    <ol class="timeline">
      {history.changes.map((change) => {
        const text = (field: string, value: string) => fieldText(objective, resultOf(objective, change), field, value, calendar);
        return (
          <li key={change.revision}>
            <p><strong>{changeTitle(change.what)}</strong> <span class="quiet"><Own>{formatMoment(change.at, calendar)}</Own> · <bdi>{change.by}</bdi></span></p>
            {change.reason && <p><bdi>{change.reason}</bdi></p>}
            <ul class="field-changes">
              {change.fields.map(({ field, before, after }) => (
                <li key={field}>{fieldTitle(field)}: {before !== "" && <><del><bdi>{text(field, before)}</bdi></del>{" "}</>}<ins><bdi>{text(field, after)}</bdi></ins></li>
              ))}
            </ul>
          </li>
        );
      })}
    </ol>
  );
}

export function History({ objective, fresh }: { objective: Objective; fresh: number }) {
  const calendar = useOrganization()?.calendar ?? "gregorian";
  const { data, error } = useAnswer<ObjectiveHistory>(`/objectives/${encodeURIComponent(objective.id)}/history`, fresh);
  return (
    <>
      <section>
        <h2>{t("Check-ins")}</h2>
        {error && <ProblemNotice error={error} />}
        {!data && !error && <Skeleton lines={3} />}
        {data && <CheckIns objective={objective} history={data} calendar={calendar} />}
      </section>
      <section>
        <h2>{t("History")}</h2>
        {data && <Changes objective={objective} history={data} calendar={calendar} />}
      </section>
    </>
  );
}
