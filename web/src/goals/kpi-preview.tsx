// The metric as it is being chosen: its latest value, what stands behind it, and its series.
import { useAnswer } from "../base/api";
import { formatValue, sampleText } from "../base/format";
import { t } from "../base/messages";
import type { Values } from "../base/types";
import { Sparkline } from "../overview/sparkline";
import { Own } from "../view/own";
import { problemText } from "../view/states";
import type { KpiDraft } from "./kpi-draft";

export function KpiPreview({ draft }: { draft: KpiDraft }) {
  const question = new URLSearchParams({ period: draft.period });
  if (draft.variant) question.set("variant", draft.variant);
  if (draft.calendar) question.set("calendar", draft.calendar);
  for (const filter of draft.filters) question.append("where", filter);
  for (const parameter of draft.parameters) question.append("set", parameter);
  const answer = useAnswer<Values>(draft.metric ? `/metrics/${draft.metric}/values?${question}` : null);
  if (answer.error) return <p class="help kpi-preview" role="status"><bdi>{problemText(answer.error)}</bdi></p>;
  if (!answer.data) return <p class="help kpi-preview" role="status">{draft.metric ? t("One moment …") : ""}</p>;
  const { rows, unit, currency } = answer.data;
  const row = [...rows].reverse().find(({ value }) => value !== null);
  const series = rows.slice(-24).map(({ period_start, value, complete }) => ({ period_start, value, complete }));
  if (!row || row.value === null) return <p class="help kpi-preview" role="status">{t("There are no data for this yet.")}</p>;
  return (
    <div class={answer.stale ? "kpi-preview stale" : "kpi-preview"} role="status">
      <p><Own>{row.label}</Own>: <strong><Own>{formatValue(row.value, { unit, currency })}</Own></strong>{" "}
        {row.sample_size !== null && <Own class="quiet">{sampleText(row.sample_size)}</Own>}{" "}
        {row.small_sample && <span class="quiet">{t("Too few to judge by.")}</span>}{" "}
        {!row.complete && <span class="still-open">{t("not over")}</span>}</p>
      <Sparkline series={series} />
    </div>
  );
}
