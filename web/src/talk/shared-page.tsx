// What a link that only reads shows, without an account: one KPI, and no way anywhere else. The key stands behind the #
// of the address, which browsers send to nobody.
import "../style/goals.css";
import "../style/talk.css";
import { useEffect, useState } from "preact/hooks";
import { ApiError, send } from "../base/api";
import { formatMoment } from "../base/format";
import { t } from "../base/messages";
import type { CalendarName } from "../base/types";
import { targetText, valueText } from "../goals/kpi-table";
import { GoalMark } from "../goals/marks";
import type { Kpi } from "../goals/types";
import { Sparkline } from "../overview/sparkline";
import { asError } from "../settings/form";
import { Mark } from "../shell/mark";
import { DisplayMenu } from "../view/display-menu";
import { Own } from "../view/own";
import { ProblemNotice, Skeleton } from "../view/states";
import { useTitle } from "../view/title";

interface Shared {
  kind: string;
  title: string;
  organization: string;
  shared_by: string;
  calendar: CalendarName;
  expires_at: string;
  kpi?: Kpi;
  /** Of a review. */
  minute?: string;
}

function SharedKpi({ kpi }: { kpi: Kpi }) {
  return (
    <>
      <p class="quiet"><bdi>{kpi.perspective_title}</bdi> · <bdi>{kpi.metric_title}</bdi></p>
      <p class="kpi-now"><Own class="value">{valueText(kpi, kpi.now)}</Own> <GoalMark status={kpi.status} certain={kpi.now?.certain ?? true} /></p>
      {kpi.now?.target && <p><Own>{t("Target {target} in {period}", { target: targetText(kpi, kpi.now), period: kpi.now.value.label })}</Own></p>}
      {kpi.goal && <p><strong>{t("Goal")}</strong>: <bdi>{kpi.goal}</bdi></p>}
      {kpi.criterion && <p><strong>{t("Criterion")}</strong>: <bdi>{kpi.criterion}</bdi></p>}
      <p class="kpi-trend"><Sparkline series={kpi.periods.map(({ value }) => ({ period_start: value.period_start, value: value.value, complete: value.complete }))} /></p>
      <div class="table-box" tabIndex={0} role="region" aria-label={t("Periods")}>
        <table class="numbers">
          <thead>
            <tr><th scope="col">{t("Period")}</th><th scope="col" class="end">{t("Value")}</th><th scope="col" class="end">{t("Target")}</th><th scope="col">{t("Status")}</th></tr>
          </thead>
          <tbody>
            {[...kpi.periods].reverse().map((judged) => (
              <tr key={judged.value.period_start}>
                <th scope="row"><Own>{judged.value.label}</Own>{" "}{!judged.value.complete && <span class="still-open">{t("not over")}</span>}</th>
                <td class="end"><Own>{valueText(kpi, judged)}</Own></td>
                <td class="end"><Own>{targetText(kpi, judged)}</Own></td>
                <td><GoalMark status={judged.status} certain={judged.certain} /></td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function Content() {
  const [shared, setShared] = useState<Shared>();
  const [error, setError] = useState<ApiError>();
  const [tries, setTries] = useState(0);
  useTitle(shared?.title ?? t("Shared with you"));
  useEffect(() => {
    setError(undefined);
    send<Shared>("POST", "/shared", { key: location.hash.slice(1) }).then(setShared, (problem: unknown) => setError(asError(problem)));
  }, [tries]);
  if (error) return <><h1>{t("This link does not work")}</h1><ProblemNotice error={error} retry={() => setTries((n) => n + 1)} /></>;
  if (!shared) return <><h1>{t("Shared with you")}</h1><Skeleton lines={10} /></>;
  return (
    <>
      <h1><bdi>{shared.title}</bdi></h1>
      {shared.kpi && <SharedKpi kpi={shared.kpi} />}
      {shared.minute && <div class="shared-minute" dir="auto">{shared.minute}</div>}
      <p class="quiet"><Own>{t("Shared by {name}; this page can be seen until {when}.", { name: shared.shared_by, when: formatMoment(shared.expires_at, shared.calendar) })}</Own></p>
    </>
  );
}

export function SharedPage() {
  return (
    <div class="enter-page">
      <header class="top">
        <span class="home"><Mark /><span class="home-name">{t("Mizan")}</span></span>
        <DisplayMenu />
      </header>
      <main id="content" tabIndex={-1}><div class="page shared-page">{<Content />}</div></main>
    </div>
  );
}
