// What an objective serves and needs, and what serves and needs it.
import { useState } from "preact/hooks";
import { linkTo } from "../base/address";
import { send, useAnswer } from "../base/api";
import { isOpenTo, useMe } from "../base/me";
import { N_, t } from "../base/messages";
import { Form, FormField } from "../settings/form";
import { errorText, notify } from "../shell/notices";
import type { LinkedObjective, LinkGroup, Objective } from "./types";

const groups: { name: LinkGroup; title: string; kind: "contributes" | "depends"; outward: boolean }[] = [
  { name: "contributes_to", title: N_("Contributes to"), kind: "contributes", outward: true },
  { name: "depends_on", title: N_("Cannot be reached unless"), kind: "depends", outward: true },
  { name: "helped_by", title: N_("Supported by"), kind: "contributes", outward: false },
  { name: "needed_by", title: N_("Needed by"), kind: "depends", outward: false },
];

function LinkForm({ objective, onDone }: { objective: Objective; onDone: () => void }) {
  const others = (useAnswer<{ objectives: Objective[] }>("/objectives").data?.objectives ?? []).filter(({ id }) => id !== objective.id);
  const [name, setName] = useState<LinkGroup>("contributes_to");
  const [chosen, setChosen] = useState("");
  const other = chosen || others[0]?.id || "";
  const save = async () => {
    const group = groups.find((one) => one.name === name) ?? groups[0];
    const [from, to] = group?.outward ? [objective.id, other] : [other, objective.id];
    await send("POST", `/objectives/${from}/links`, { other: to, kind: group?.kind });
    onDone();
  };
  return (
    <Form action={t("Align")} onSubmit={save} idle={!other}>
      {() => (
        <>
          <FormField label={t("This objective")}>
            {(attributes) => (
              <select {...attributes} value={name} onChange={(event) => setName(event.currentTarget.value as LinkGroup)}>
                {groups.map((group) => <option key={group.name} value={group.name}>{t(group.title)}</option>)}
              </select>
            )}
          </FormField>
          <FormField label={t("Other objective")}>
            {(attributes) => (
              <select {...attributes} value={other} onChange={(event) => setChosen(event.currentTarget.value)}>
                {others.map(({ id, title }) => <option key={id} value={id} translate={false}>{title}</option>)}
              </select>
            )}
          </FormField>
        </>
      )}
    </Form>
  );
}

export function Alignment({ objective, onChange }: { objective: Objective; onChange: () => void }) {
  const me = useMe();
  const [adding, setAdding] = useState(false);
  const mayChange = isOpenTo(me, "goals");
  const shown = groups.filter(({ name }) => objective.links[name].length > 0);
  const remove = async (kind: string, outward: boolean, other: LinkedObjective) => {
    const [from, to] = outward ? [objective.id, other.id] : [other.id, objective.id];
    try {
      await send("DELETE", `/objectives/${from}/links/${kind}/${to}`);
      onChange();
    } catch (error) {
      notify(errorText(error));
    }
  };
  return (
    <section>
      <h2>{t("Alignment")}</h2>
      {shown.length === 0 && <p class="quiet">{t("It is tied to no other objective.")}</p>}
      <dl class="alignment">
        {shown.map(({ name, title, kind, outward }) => (
          <div key={name}>
            <dt>{t(title)}</dt>
            {objective.links[name].map((other) => (
              <dd key={other.id}>
                <a href={linkTo(`/goals/objective/${other.id}`)}><bdi>{other.title}</bdi></a>
                {name === "depends_on" && !other.reached && <strong class="blocking"> {t("not reached yet")}</strong>}
                {other.closed && <span class="quiet"> {other.reached ? t("closed, reached") : t("closed")}</span>}
                {mayChange && <button type="button" class="link-button" aria-label={t("Remove the tie to {title}", { title: other.title })} onClick={() => void remove(kind, outward, other)}>{t("Remove")}</button>}
              </dd>
            ))}
          </div>
        ))}
      </dl>
      {mayChange && !adding && <button type="button" class="button" onClick={() => setAdding(true)}>{t("Align with another objective")}</button>}
      {adding && <LinkForm objective={objective} onDone={() => { setAdding(false); onChange(); }} />}
    </section>
  );
}
