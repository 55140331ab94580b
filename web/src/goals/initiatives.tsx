// The work that should move key results, and whether they moved.
import { useState } from "preact/hooks";
import { request, send } from "../base/api";
import { formatDay, ownNumbers } from "../base/format";
import { isOpenTo, useMe } from "../base/me";
import { t } from "../base/messages";
import { useOrganization } from "../base/organization";
import { Form, FormField, problemOf, TextField } from "../settings/form";
import { Dialog } from "../shell/dialog";
import { DayField } from "../view/day-field";
import { Own } from "../view/own";
import { Conflict, useEditing, type Fields, type Version } from "./conflict";
import { OwnerWarning } from "./owner";
import type { Initiative, Objective } from "./types";
import { stateNames, stateTitle } from "./words";

const none: Fields = { title: "", owner: "", from: "", to: "", state: "planned", moves: "0", outcome: "" };

function versionOf(objective: Objective, number: number | undefined): Version {
  const found = objective.initiatives.find((other) => other.number === number);
  return {
    revision: objective.revision,
    fields: found ? { title: found.title, owner: found.owner ?? "", from: found.from, to: found.to, state: found.state, moves: String(found.key_result ?? 0), outcome: found.outcome ?? "" } : none,
  };
}

function InitiativeForm({ objective, initiative, onDone }: { objective: Objective; initiative: Initiative | undefined; onDone: () => void }) {
  const path = `/objectives/${objective.id}`;
  const organization = useOrganization();
  const calendar = organization?.calendar ?? "gregorian", today = organization?.today ?? "";
  const [base] = useState(() => versionOf(objective, initiative?.number));
  const [fields, setFields] = useState<Fields>(initiative ? base.fields : { ...none, from: today, moves: String(objective.key_results[0]?.number ?? 0) });
  const set = (name: string) => (value: string | null) => setFields({ ...fields, [name]: value ?? "" });
  const text = (field: string, value: string) => (field === "state" ? stateTitle(value) : field === "from" || field === "to" ? formatDay(value, calendar)
    : field === "moves" ? (objective.key_results.find(({ number }) => String(number) === value)?.title ?? t("none")) : value);
  const { save, met } = useEditing(base, async () => versionOf(await request<Objective>(path), initiative?.number), async (version) => {
    const { title, owner, from, to, state, moves, outcome } = version.fields;
    const body = { title, owner, ...(from && { from }), ...(to && { to }), state, key_result: Number(moves), outcome };
    await (initiative ? send("PATCH", `${path}/initiatives/${initiative.number}`, { ...body, revision: version.revision }) : send("POST", `${path}/initiatives`, body));
    onDone();
  });
  if (met) return <Conflict met={met} base={base} text={text} onSave={save} />;
  return (
    <Form action={initiative ? t("Save") : t("Add the initiative")} onSubmit={() => save(fields)} idle={!fields.title || !fields.to} fields={["title", "owner", "key_result"]}>
      {(error) => (
        <>
          <TextField label={t("What is done")} value={fields.title ?? ""} onChange={set("title")} required problem={problemOf(error, "title")} />
          <TextField label={t("Owner")} help={t("One person or team, by name, mail address or key.")} value={fields.owner ?? ""} onChange={set("owner")} problem={problemOf(error, "owner")} />
          <FormField label={t("Should move key result")} problem={problemOf(error, "key_result")}>
            {(attributes) => (
              <select {...attributes} value={fields.moves} onChange={(event) => set("moves")(event.currentTarget.value)}>
                {objective.key_results.map(({ number, title }) => <option key={number} value={String(number)} translate={false}>{title}</option>)}
                <option value="0">{t("none")}</option>
              </select>
            )}
          </FormField>
          <FormField label={t("State")}>
            {(attributes) => (
              <select {...attributes} value={fields.state} onChange={(event) => set("state")(event.currentTarget.value)}>
                {stateNames.map((name) => <option key={name} value={name}>{stateTitle(name)}</option>)}
              </select>
            )}
          </FormField>
          <DayField label={t("First day")} value={fields.from || null} calendar={calendar} start={today} onChoose={set("from")} />
          <DayField label={t("Last day")} value={fields.to || null} calendar={calendar} start={today} onChoose={set("to")} />
          {(fields.state === "done" || fields.state === "dropped") && <TextField label={t("What came of it")} value={fields.outcome ?? ""} onChange={set("outcome")} />}
        </>
      )}
    </Form>
  );
}

function InitiativeRow({ objective, initiative, onEdit }: { objective: Objective; initiative: Initiative; onEdit: (() => void) | null }) {
  const calendar = useOrganization()?.calendar ?? "gregorian";
  const moves = objective.key_results.find(({ number }) => number === initiative.key_result);
  return (
    <li class={`initiative effect-${initiative.effect?.verdict ?? "none"}`}>
      <p class="initiative-head"><strong><bdi>{initiative.title}</bdi></strong> <span class={`initiative-state initiative-${initiative.state}`}>{stateTitle(initiative.state)}</span>
        {initiative.late && <strong class="blocking"> {t("late")}</strong>}</p>
      <p class="quiet">
        <Own>{t("{from} to {to}", { from: formatDay(initiative.from, calendar, "short"), to: formatDay(initiative.to, calendar, "short") })}</Own>
        {initiative.owner && <> · <bdi>{initiative.owner}</bdi></>}
        {moves && <> · {t("should move:")} <bdi>{moves.title}</bdi></>}
      </p>
      <OwnerWarning state={initiative.owner_state} />
      {initiative.effect && <p class="initiative-effect"><bdi>{ownNumbers(initiative.effect.words)}</bdi></p>}
      {initiative.outcome && <p><bdi>{initiative.outcome}</bdi></p>}
      {onEdit && <button type="button" class="link-button" aria-label={t("Edit {name}", { name: initiative.title })} onClick={onEdit}>{t("Edit")}</button>}
    </li>
  );
}

export function Initiatives({ objective, onChange }: { objective: Objective; onChange: () => void }) {
  const me = useMe();
  const [open, setOpen] = useState<{ initiative: Initiative | undefined } | null>(null);
  const mayChange = isOpenTo(me, "goals") && !objective.closed;
  return (
    <section>
      <h2>{t("Initiatives")}</h2>
      {objective.initiatives.length === 0 && <p class="quiet">{t("No work is named that should move a key result.")}</p>}
      <ul class="initiatives">
        {objective.initiatives.map((initiative) => (
          <InitiativeRow key={initiative.number} objective={objective} initiative={initiative} onEdit={mayChange ? () => setOpen({ initiative }) : null} />
        ))}
      </ul>
      {mayChange && <button type="button" class="button" onClick={() => setOpen({ initiative: undefined })}>{t("Add an initiative")}</button>}
      {open && (
        <Dialog title={open.initiative?.title ?? t("Add an initiative")} onClose={() => setOpen(null)}>
          <InitiativeForm objective={objective} initiative={open.initiative} onDone={() => { setOpen(null); onChange(); }} />
        </Dialog>
      )}
    </section>
  );
}
