// The way from a KPI to its objectives, and to a proposed one where it falls short.
import { linkTo } from "../base/address";
import { useAnswer } from "../base/api";
import { isOpenTo, useMe } from "../base/me";
import { t } from "../base/messages";
import { GoalMark } from "./marks";
import type { Kpi, Objective } from "./types";

export function KpiObjectives({ kpi }: { kpi: Kpi }) {
  const me = useMe();
  const { data } = useAnswer<{ objectives: Objective[] }>(`/objectives?closed=true&kpi=${encodeURIComponent(kpi.id)}`);
  const isShort = kpi.status === "at-risk" || kpi.status === "off-track";
  return (
    <section class="kpi-objectives">
      <h2>{t("Objectives that it measures")}</h2>
      {data?.objectives.length === 0 && <p class="quiet">{t("No objective is measured by it.")}</p>}
      <ul class="plain">
        {data?.objectives.map((objective) => (
          <li key={objective.id}><a href={linkTo(`/goals/objective/${objective.id}`)}><bdi>{objective.title}</bdi></a>{" "}
            {objective.closed ? <span class="objective-closed">{t("closed")}</span> : <GoalMark status={objective.status} />}</li>
        ))}
      </ul>
      {isShort && isOpenTo(me, "goals") && <a class="button primary" href={linkTo(`/goals/propose/${kpi.id}`)}>{t("Propose an objective for it")}</a>}
    </section>
  );
}
