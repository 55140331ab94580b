// Slices that have targets of their own, each judged on its own values.
import { formatDay } from "../base/format";
import { t } from "../base/messages";
import { useChoices } from "../base/organization";
import { sliceTitle } from "../base/words";
import { Sparkline } from "../overview/sparkline";
import { Own } from "../view/own";
import { targetText, valueText } from "./kpi-table";
import { GoalMark } from "./marks";
import type { Kpi } from "./types";

export function SegmentName({ segment }: { segment: string }) {
  const [slice = "", ...value] = segment.split("=");
  return <>{sliceTitle(slice)}: <bdi>{value.join("=") || t("without")}</bdi></>;
}

export function KpiSegments({ kpi }: { kpi: Kpi }) {
  const { calendar } = useChoices();
  if (kpi.segments.length === 0) return null;
  return (
    <section>
      <h2>{t("By segment")}</h2>
      <div class="table-box" tabIndex={0} role="region" aria-label={t("By segment")}>
        <table class="numbers scorecard">
          <thead>
            <tr><th scope="col">{t("Segment")}</th><th scope="col">{t("Status")}</th><th scope="col" class="end">{t("Value")}</th>
              <th scope="col" class="end">{t("Target")}</th><th scope="col">{t("Since")}</th><th scope="col">{t("Trend")}</th></tr>
          </thead>
          <tbody>
            {kpi.segments.map((one) => (
              <tr key={one.segment}>
                <th scope="row"><SegmentName segment={one.segment} /></th>
                <td><GoalMark status={one.status} certain={one.now?.certain ?? true} /></td>
                <td class="end"><Own>{valueText(kpi, one.now)}</Own></td>
                <td class="end"><Own>{targetText(kpi, one.now)}</Own></td>
                <td><Own>{one.since ? formatDay(one.since, calendar) : ""}</Own></td>
                <td class="kpi-trend"><Sparkline series={one.periods.map(({ value }) => ({ period_start: value.period_start, value: value.value, complete: value.complete }))} /></td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
