// The scorecard: KPIs by perspective, each with its value, target, status and trend.
import { linkTo } from "../base/address";
import { formatValue } from "../base/format";
import { t } from "../base/messages";
import { Sparkline } from "../overview/sparkline";
import { Own } from "../view/own";
import { GoalMark } from "./marks";
import type { Judged, Kpi } from "./types";

type Measured = Pick<Kpi, "unit" | "currency">;

export function targetText(kpi: Measured, judged: Judged | null): string {
  if (!judged?.target) return "–";
  const { low, high } = judged.target;
  const one = (value: number) => formatValue(value, { unit: kpi.unit, currency: kpi.currency });
  return low === high ? one(low) : t("{low} to {high}", { low: one(low), high: one(high) });
}

export function valueText(kpi: Measured, judged: Judged | null): string {
  const value = judged?.value.value;
  return value === null || value === undefined ? t("No data") : formatValue(value, { unit: kpi.unit, currency: kpi.currency });
}

function KpiRow({ kpi }: { kpi: Kpi }) {
  const series = kpi.periods.map(({ value }) => ({ period_start: value.period_start, value: value.value, complete: value.complete }));
  return (
    <tr>
      <th scope="row"><a href={linkTo(`/goals/kpi/${kpi.id}`)}><bdi>{kpi.title}</bdi></a>{kpi.owner && <span class="quiet owner"> <bdi>{kpi.owner}</bdi></span>}</th>
      <td><GoalMark status={kpi.status} certain={kpi.now?.certain ?? true} /></td>
      <td class="end"><Own>{valueText(kpi, kpi.now)}</Own></td>
      <td class="end"><Own>{targetText(kpi, kpi.now)}</Own></td>
      <td class="kpi-trend"><Sparkline series={series} /></td>
      <td><Own>{kpi.now?.value.label ?? ""}</Own></td>
    </tr>
  );
}

export function Scorecard({ kpis }: { kpis: Kpi[] }) {
  return (
    <div class="table-box" tabIndex={0} role="region" aria-label={t("KPIs")}>
      <table class="numbers scorecard">
        <thead>
          <tr>
            <th scope="col">{t("KPI")}</th>
            <th scope="col">{t("Status")}</th>
            <th scope="col" class="end">{t("Value")}</th>
            <th scope="col" class="end">{t("Target")}</th>
            <th scope="col">{t("Trend")}</th>
            <th scope="col">{t("Period")}</th>
          </tr>
        </thead>
        {[...new Set(kpis.map(({ perspective }) => perspective))].map((perspective) => {
          const rows = kpis.filter((kpi) => kpi.perspective === perspective);
          return (
            <tbody key={perspective}>
              <tr class="group"><th scope="rowgroup" colSpan={6}><bdi>{rows[0]?.perspective_title}</bdi></th></tr>
              {rows.map((kpi) => <KpiRow key={kpi.id} kpi={kpi} />)}
            </tbody>
          );
        })}
      </table>
    </div>
  );
}
