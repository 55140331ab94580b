// Goals: the scorecard of KPIs and the objectives that they serve.
import "../style/goals.css";
import { useState } from "preact/hooks";
import { go } from "../base/address";
import { forgetAnswers, useAnswer } from "../base/api";
import { t } from "../base/messages";
import { Empty, ProblemNotice, Skeleton } from "../view/states";
import { useTitle } from "../view/title";
import { KpiForm } from "./kpi-form";
import { KpiPage } from "./kpi-page";
import { Scorecard } from "./kpi-table";
import { ObjectiveForm } from "./objective-form";
import { Objectives } from "./objectives";
import type { Kpi, Objective } from "./types";

function Kpis({ kpis }: { kpis: Kpi[] }) {
  const [adding, setAdding] = useState(false);
  return (
    <section>
      <h2>{t("KPIs")}</h2>
      {kpis.length > 0 && <Scorecard kpis={kpis} />}
      {kpis.length === 0 && !adding && (
        <Empty title={t("No KPI yet")}>
          <p>{t("A KPI is a metric that you commit to: with a goal, a target, a frequency and an owner. Begin with one that your meeting asks for every week.")}</p>
        </Empty>
      )}
      {!adding && <button type="button" class="button" onClick={() => setAdding(true)}>{t("Commit to a KPI")}</button>}
      {adding && <KpiForm onDone={(id) => { forgetAnswers(); go(`/goals/kpi/${id}`); }} />}
    </section>
  );
}

function AllObjectives({ objectives, kpis, onChange }: { objectives: Objective[]; kpis: Kpi[]; onChange: () => void }) {
  const [adding, setAdding] = useState(false);
  return (
    <section>
      <h2>{t("Objectives")}</h2>
      <Objectives objectives={objectives} kpis={kpis} onChange={onChange} />
      {objectives.length === 0 && !adding && (
        <Empty title={t("No objective yet")}>
          <p>{t("An objective says what is to be reached by when; its key results are bound to numbers and move by themselves.")}</p>
        </Empty>
      )}
      {!adding && <button type="button" class="button" onClick={() => setAdding(true)}>{t("Set an objective")}</button>}
      {adding && <ObjectiveForm onDone={() => { setAdding(false); onChange(); }} />}
    </section>
  );
}

function GoalsOverview() {
  useTitle(t("Goals"));
  const [fresh, setFresh] = useState(0);
  const kpis = useAnswer<{ kpis: Kpi[] }>("/kpis", fresh);
  const objectives = useAnswer<{ objectives: Objective[] }>("/objectives", fresh);
  const again = () => { forgetAnswers(); setFresh((n) => n + 1); };
  const error = kpis.error ?? objectives.error;
  return (
    <div class="page goals">
      <h1>{t("Goals")}</h1>
      {error && <ProblemNotice error={error} retry={again} />}
      {!error && (!kpis.data || !objectives.data) && <Skeleton lines={12} />}
      {kpis.data && objectives.data && (
        <>
          <Kpis kpis={kpis.data.kpis} />
          <AllObjectives objectives={objectives.data.objectives} kpis={kpis.data.kpis} onChange={again} />
        </>
      )}
    </div>
  );
}

export function GoalsPage({ rest }: { rest: string[] }) {
  const [section, id] = rest;
  return section === "kpi" && id ? <KpiPage key={id} id={id} /> : <GoalsOverview />;
}
