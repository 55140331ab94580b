// One objective: how far it has come and why, what it is tied to, the work for it, what was said and changed.
import { useState } from "preact/hooks";
import { linkTo } from "../base/address";
import { forgetAnswers, useAnswer } from "../base/api";
import { isOpenTo, useMe } from "../base/me";
import { isolate, t } from "../base/messages";
import { Dialog } from "../shell/dialog";
import { Talk } from "../talk/comments";
import { ProblemNotice, Skeleton } from "../view/states";
import { useTitle } from "../view/title";
import { Alignment } from "./alignment";
import { CarryForm, CloseForm, RemoveForm } from "./closing";
import { History } from "./history";
import { Initiatives } from "./initiatives";
import { KeyResults, ScoreRule } from "./key-results";
import { GoalMark } from "./marks";
import { ObjectiveEdit } from "./objective-form";
import { ObjectiveHead } from "./objective-head";
import type { Objective } from "./types";

type Act = "edit" | "close" | "carry" | "remove";

function Actions({ objective, onChange }: { objective: Objective; onChange: () => void }) {
  const [open, setOpen] = useState<Act | null>(null);
  const done = () => { setOpen(null); onChange(); };
  const mayCarry = !objective.carried_to && objective.key_results.some(({ score }) => score === null || score < 1);
  const titles: Record<Act, string> = { edit: t("Edit"), close: t("Close"), carry: t("Carry over"), remove: t("Remove") };
  const acts: Act[] = [...(objective.closed ? [] : (["edit", "close"] as const)), ...(mayCarry ? (["carry"] as const) : []), ...(objective.closed ? [] : (["remove"] as const))];
  return (
    <>
      <p class="row-actions objective-actions no-print">
        {acts.map((act) => <button key={act} type="button" class={`button act-${act}`} onClick={() => setOpen(act)}>{titles[act]}</button>)}
      </p>
      {open && (
        <Dialog title={`${titles[open]}: ${isolate(objective.title)}`} onClose={() => setOpen(null)}>
          {open === "edit" && <ObjectiveEdit objective={objective} onDone={done} />}
          {open === "close" && <CloseForm objective={objective} onDone={done} />}
          {open === "carry" && <CarryForm objective={objective} />}
          {open === "remove" && <RemoveForm objective={objective} />}
        </Dialog>
      )}
    </>
  );
}

function Carried({ objective }: { objective: Objective }) {
  return (
    <>
      {objective.carried_from && <p>{t("It goes on with what was left of an earlier one:")} <a href={linkTo(`/goals/objective/${objective.carried_from}`)}><bdi>{objective.carried_from}</bdi></a></p>}
      {objective.carried_to && <p>{t("What was left goes on here:")} <a href={linkTo(`/goals/objective/${objective.carried_to}`)}><bdi>{objective.carried_to}</bdi></a></p>}
    </>
  );
}

export function ObjectivePage({ id }: { id: string }) {
  const me = useMe();
  const [fresh, setFresh] = useState(0);
  const { data, error } = useAnswer<Objective>(`/objectives/${encodeURIComponent(id)}`, fresh);
  const again = () => { forgetAnswers(); setFresh((n) => n + 1); };
  useTitle(data?.title ?? t("Objective"));
  if (error) return <ProblemNotice error={error} retry={again} />;
  if (!data) return <><h1>{t("Objective")}</h1><Skeleton lines={10} /></>;
  return (
    <>
      <header class="objective-head">
        <h1><bdi>{data.title}</bdi></h1>
        <span>{data.closed && <span class="objective-closed">{t("closed")}</span>} <GoalMark status={data.status} /></span>
      </header>
      <ObjectiveHead objective={data} />
      <Carried objective={data} />
      {isOpenTo(me, "goals") && <Actions objective={data} onChange={again} />}
      <KeyResults objective={data} onChange={again} />
      {data.key_results.length > 0 && <ScoreRule objective={data} />}
      <Initiatives objective={data} onChange={again} />
      <Alignment objective={data} onChange={again} />
      <History objective={data} fresh={fresh} />
      <Talk kind="objective" id={id} title={data.title} />
    </>
  );
}
