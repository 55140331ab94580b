// One objective.
import { useState } from "preact/hooks";
import { forgetAnswers, useAnswer } from "../base/api";
import { t } from "../base/messages";
import { ProblemNotice, Skeleton } from "../view/states";
import { useTitle } from "../view/title";
import { Talk } from "../talk/comments";
import { ObjectiveCard } from "./objectives";
import type { Kpi, Objective } from "./types";

export function ObjectivePage({ id }: { id: string }) {
  const [fresh, setFresh] = useState(0);
  const kpis = useAnswer<{ kpis: Kpi[] }>("/kpis", fresh);
  const { data, error } = useAnswer<Objective>(`/objectives/${encodeURIComponent(id)}`, fresh);
  const again = () => { forgetAnswers(); setFresh((n) => n + 1); };
  useTitle(data?.title ?? t("Objective"));
  if (error) return <ProblemNotice error={error} retry={again} />;
  if (!data) return <><h1>{t("Objective")}</h1><Skeleton lines={10} /></>;
  return (
    <>
      <h1><bdi>{data.title}</bdi></h1>
      <ObjectiveCard objective={data} objectives={[data]} kpis={kpis.data?.kpis ?? []} onChange={again} />
      <Talk kind="objective" id={id} title={data.title} />
    </>
  );
}
