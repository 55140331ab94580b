// The organization's KPIs, and committing to another.
import { useState } from "preact/hooks";
import { go } from "../base/address";
import { forgetAnswers, useAnswer } from "../base/api";
import { t } from "../base/messages";
import { Empty, ProblemNotice, Skeleton } from "../view/states";
import { useTitle } from "../view/title";
import { KpiForm } from "./kpi-form";
import { Scorecard } from "./kpi-table";
import type { Kpi } from "./types";

function Kpis({ kpis }: { kpis: Kpi[] }) {
  const [adding, setAdding] = useState(false);
  return (
    <section>
      {kpis.length > 0 && <Scorecard kpis={kpis} />}
      {kpis.length === 0 && !adding && (
        <Empty title={t("No KPI yet")}>
          <p>{t("A KPI is a metric that you commit to: with a goal, a target, a frequency and an owner. Begin with one that your meeting asks for every week.")}</p>
        </Empty>
      )}
      {!adding && <button type="button" class="button" onClick={() => setAdding(true)}>{t("Add a KPI")}</button>}
      {adding && <KpiForm onDone={(id) => { forgetAnswers(); go(`/goals/kpi/${id}`); }} />}
    </section>
  );
}

export function KpisPage() {
  useTitle(t("Goals"));
  const [fresh, setFresh] = useState(0);
  const { data, error } = useAnswer<{ kpis: Kpi[] }>("/kpis", fresh);
  return (
    <>
      <h1>{t("KPIs")}</h1>
      {error && <ProblemNotice error={error} retry={() => setFresh((n) => n + 1)} />}
      {!error && !data && <Skeleton lines={12} />}
      {data && <Kpis kpis={data.kpis} />}
    </>
  );
}
