// All objectives: a list by level, or a tree of what contributes to what.
import { useState } from "preact/hooks";
import { choose, go, linkTo, useAddress } from "../base/address";
import { useAnswer } from "../base/api";
import { isOpenTo, useMe } from "../base/me";
import { t } from "../base/messages";
import { Segments } from "../view/choice";
import { Empty, ProblemNotice, Skeleton } from "../view/states";
import { useTitle } from "../view/title";
import { KeyResultLine } from "./key-results";
import { GoalMark } from "./marks";
import { ObjectiveForm } from "./objective-form";
import { ObjectiveHead } from "./objective-head";
import type { Objective } from "./types";

function ObjectiveCard({ objective }: { objective: Objective }) {
  return (
    <article class="objective">
      <header class="objective-head">
        <h2><a href={linkTo(`/goals/objective/${objective.id}`)}><bdi>{objective.title}</bdi></a></h2>
        <span>{objective.closed && <span class="objective-closed">{t("closed")}</span>} <GoalMark status={objective.status} /></span>
      </header>
      <ObjectiveHead objective={objective} />
      {objective.key_results.length === 0 && <p class="quiet">{t("No key result yet: nothing shows whether it is reached.")}</p>}
      <ul class="key-results">
        {objective.key_results.map((result) => <li key={result.number} class="key-result"><KeyResultLine result={result} /></li>)}
      </ul>
    </article>
  );
}

/** Under each objective those that contribute to it; one that serves two stands under both. */
function Branch({ objective, all, above }: { objective: Objective; all: Objective[]; above: string[] }) {
  const below = all.filter(({ links, id }) => !above.includes(id) && links.contributes_to.some((other) => other.id === objective.id));
  return (
    <li class="branch">
      <p class="branch-head"><a href={linkTo(`/goals/objective/${objective.id}`)}><bdi>{objective.title}</bdi></a> <GoalMark status={objective.status} /></p>
      {objective.links.depends_on.map((other) => (
        <p key={other.id} class={other.reached ? "quiet" : "blocked"}>{t("Cannot be reached unless")}: <a href={linkTo(`/goals/objective/${other.id}`)}><bdi>{other.title}</bdi></a></p>
      ))}
      {below.length > 0 && <ul>{below.map((other) => <Branch key={other.id} objective={other} all={all} above={[...above, objective.id]} />)}</ul>}
    </li>
  );
}

function Tree({ objectives }: { objectives: Objective[] }) {
  const ids = objectives.map(({ id }) => id);
  const roots = objectives.filter(({ links }) => !links.contributes_to.some(({ id }) => ids.includes(id)));
  return <ul class="tree">{roots.map((objective) => <Branch key={objective.id} objective={objective} all={objectives} above={[]} />)}</ul>;
}

function AllObjectives({ objectives, view }: { objectives: Objective[]; view: string }) {
  const me = useMe();
  const [adding, setAdding] = useState(false);
  return (
    <section>
      {view === "tree" ? <Tree objectives={objectives} />
        : <div class="objectives">{objectives.map((objective) => <ObjectiveCard key={objective.id} objective={objective} />)}</div>}
      {objectives.length === 0 && !adding && (
        <Empty title={t("No objective yet")}>
          <p>{t("An objective says what is to be reached by when; its key results are bound to numbers and move by themselves.")}</p>
        </Empty>
      )}
      {isOpenTo(me, "goals") && !adding && <button type="button" class="button" onClick={() => setAdding(true)}>{t("Set an objective")}</button>}
      {adding && <ObjectiveForm onDone={(id) => go(linkTo(`/goals/objective/${id}`))} />}
    </section>
  );
}

export function ObjectivesPage() {
  useTitle(`${t("Objectives")} · ${t("Goals")}`);
  const { query } = useAddress();
  const [fresh, setFresh] = useState(0);
  const closed = query.get("closed") === "true", view = query.get("view") === "tree" ? "tree" : "list";
  const { data, error } = useAnswer<{ objectives: Objective[] }>(closed ? "/objectives?closed=true" : "/objectives", fresh);
  return (
    <>
      <h1>{t("Objectives")}</h1>
      <div class="choices no-print">
        <Segments label={t("View")} value={view} onChoose={(to) => choose({ view: to === "list" ? null : to })}
          options={[{ value: "list", title: t("List") }, { value: "tree", title: t("Alignment") }]} />
        <Segments label={t("Which")} value={closed ? "all" : "open"} onChoose={(to) => choose({ closed: to === "all" ? "true" : null })}
          options={[{ value: "open", title: t("Open ones") }, { value: "all", title: t("Closed ones too") }]} />
      </div>
      {error && <ProblemNotice error={error} retry={() => setFresh((n) => n + 1)} />}
      {!error && !data && <Skeleton lines={12} />}
      {data && <AllObjectives objectives={data.objectives} view={view} />}
    </>
  );
}
