// One KPI: where it stands, its series by the target of each time, whether it is SMART, its targets and its history.
import "../style/metric.css";
import { useState } from "preact/hooks";
import { choose, href, address, changed, useAddress } from "../base/address";
import { forgetAnswers, useAnswer } from "../base/api";
import { isOpenTo, useMe } from "../base/me";
import { t } from "../base/messages";
import { MeasurementsOf } from "../metric/measurements";
import { ProblemNotice, Skeleton } from "../view/states";
import { useTitle } from "../view/title";
import { Talk } from "../talk/comments";
import { KpiChart } from "./kpi-chart";
import { KpiChange } from "./kpi-form";
import { KpiHead } from "./kpi-head";
import { KpiHistory } from "./kpi-history";
import { KpiObjectives } from "./kpi-objectives";
import { KpiSegments } from "./kpi-segments";
import { KpiSmart } from "./kpi-smart";
import { KpiTargets } from "./kpi-targets";
import type { KpiShown, Objective } from "./types";

const targetFields = new Set(["target", "to"]);

export function KpiPage({ id }: { id: string }) {
  const [fresh, setFresh] = useState(0);
  const answer = useAnswer<KpiShown>(`/kpis/${encodeURIComponent(id)}`, fresh);
  const objectives = useAnswer<{ objectives: Objective[] }>(answer.data?.kpi.objective ? "/objectives?closed=true" : null, fresh);
  const mend = useAddress().query.get("mend");
  const maySet = isOpenTo(useMe(), "goals");
  useTitle(answer.data?.kpi.title ?? t("KPI"));
  const again = () => { forgetAnswers(); setFresh((n) => n + 1); };
  if (answer.error) return <ProblemNotice error={answer.error} retry={again} />;
  if (!answer.data) return <><h1>{t("KPI")}</h1><Skeleton lines={10} /></>;
  const { kpi, smart, targets, versions } = answer.data;
  const changing = maySet && !kpi.retired && mend !== null && !targetFields.has(mend);
  const close = () => choose({ mend: null }, "replace");
  const done = () => { close(); again(); };
  return (
    <>
      <h1><bdi>{kpi.title}</bdi></h1>
      <KpiHead kpi={kpi} objectiveTitle={objectives.data?.objectives.find((one) => one.id === kpi.objective)?.title ?? null} />
      {maySet && !changing && !kpi.retired && (
        <p class="no-print"><a class="button" href={href(address().path, changed(address().query, { mend: "goal" }))}>{t("Change the definition")}</a></p>
      )}
      {changing && (
        <section class="no-print">
          <h2>{t("Change the definition")}</h2>
          <KpiChange kpi={kpi} field={mend} onDone={done} onCancel={close} />
        </section>
      )}
      <KpiChart kpi={kpi} targets={targets} versions={versions} />
      <KpiObjectives kpi={kpi} />
      <KpiSegments kpi={kpi} />
      <KpiSmart smart={smart} mayMend={maySet && !kpi.retired} />
      <KpiTargets key={`targets-${fresh}`} kpi={kpi} targets={targets} maySet={maySet} focus={mend !== null && targetFields.has(mend) ? mend : null} onDone={done} />
      <MeasurementsOf id={kpi.metric} />
      <KpiHistory kpi={kpi} versions={versions} />
      <Talk kind="kpi" id={id} title={kpi.title} />
    </>
  );
}
