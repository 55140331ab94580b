// What an objective is, in short: for the list and for its own page.
import { linkTo } from "../base/address";
import { formatDay } from "../base/format";
import { t } from "../base/messages";
import { useOrganization } from "../base/organization";
import { Own } from "../view/own";
import { ProgressBar } from "./marks";
import { OwnerWarning } from "./owner";
import type { Objective } from "./types";
import { levelTitle } from "./words";

export function ObjectiveFacts({ objective }: { objective: Objective }) {
  const calendar = useOrganization()?.calendar ?? "gregorian";
  return (
    <p class="quiet">
      {levelTitle(objective.level)}{objective.of && <> · <bdi>{objective.of}</bdi></>}{objective.owner && <> · <bdi>{objective.owner}</bdi></>}
      {objective.period_label && <> · <Own>{objective.period_label}</Own></>}
      {" · "}<Own>{t("due {day}", { day: formatDay(objective.to, calendar) })}</Own>
      {" · "}{objective.committed ? t("committed") : t("aspirational")}
    </p>
  );
}

/** What it waits for, by title. */
export function Blocks({ objective }: { objective: Objective }) {
  if (objective.blocked_by.length === 0) return null;
  const titleOf = (id: string) => objective.links.depends_on.find((other) => other.id === id)?.title ?? id;
  return (
    <p class="blocked">{t("Cannot be reached unless this is:")}{" "}
      {objective.blocked_by.map((id) => <a key={id} href={linkTo(`/goals/objective/${id}`)}><bdi>{titleOf(id)}</bdi></a>)}</p>
  );
}

export function ObjectiveHead({ objective }: { objective: Objective }) {
  return (
    <>
      <ObjectiveFacts objective={objective} />
      <OwnerWarning state={objective.owner_state} />
      {objective.why && <p><bdi>{objective.why}</bdi></p>}
      <ProgressBar share={objective.score} expected={objective.closed ? 1 : objective.expected} label={objective.title} />
      <Blocks objective={objective} />
      {objective.closed && objective.learned && <p><strong>{t("What was learned")}</strong>: <bdi>{objective.learned}</bdi></p>}
    </>
  );
}
