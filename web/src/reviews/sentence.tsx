// What a review says first, in plain words.
import { listText } from "../base/format";
import { richn, t, tn } from "../base/messages";
import { Own } from "../view/own";
import type { Review } from "./types";

export function Lead({ review }: { review: Review }) {
  const { kpis, key_results: results, last_actions: last } = review;
  if (kpis.length === 0) return <p class="lead">{t("There was no KPI yet when this was prepared.")}</p>;
  const signals = kpis.filter((kpi) => kpi.change === "signal");
  const short = kpis.filter((kpi) => kpi.status === "off-track" || kpi.status === "at-risk");
  const unlikely = results.filter((result) => result.chance !== null && result.chance < 0.5);
  const undone = last.filter((action) => action.state === "open");
  const names = listText(signals.slice(0, 3).map((kpi) => kpi.title));
  return (
    <p class="lead">
      {signals.length === 0
        ? t("No KPI changed by more than its usual variation.")
        : richn("{count} KPI changed by more than its usual variation: {names}.", "{count} KPIs changed by more than their usual variation: {names}.", signals.length, { names: <Own>{names}</Own> })}
      {" "}
      {short.length === 0 ? t("None is short of its target.")
        : tn("{count} KPI is short of its target.", "{count} KPIs are short of their targets.", short.length)}
      {unlikely.length > 0 && <>{" "}{tn("{count} key result is more likely missed than reached.", "{count} key results are more likely missed than reached.", unlikely.length)}</>}
      {undone.length > 0 && <>{" "}{tn("{count} action of last time is still open.", "{count} actions of last time are still open.", undone.length)}</>}
    </p>
  );
}
