// Names, places and weights of perspectives, and the weights of the KPIs within one.
import { useState } from "preact/hooks";
import { send } from "../base/api";
import { plainNumber } from "../base/format";
import { t } from "../base/messages";
import { asError, Form, FormField, problemOf, TextField } from "../settings/form";
import type { ScoredPerspective } from "./scorecard-types";
import { idFrom } from "./words";

interface EditorProps {
  scored: ScoredPerspective;
  places: number;
  onDone: () => void;
  onCancel: () => void;
  /** Another changed it meanwhile: what they made of it is to be shown beside the form. */
  onConflict: () => void;
}

function Cancel({ onCancel }: { onCancel: () => void }) {
  return <button type="button" class="button" onClick={onCancel}>{t("Cancel")}</button>;
}

function PlaceField({ place, places, onChange }: { place: number; places: number; onChange: (place: number) => void }) {
  return (
    <FormField label={t("Place from the top")} help={t("Results stand above what drives them.")}>
      {(attributes) => (
        <select {...attributes} value={String(place)} onChange={(event) => onChange(Number(event.currentTarget.value))}>
          {Array.from({ length: places }, (_, i) => <option key={i} value={String(i + 1)}>{plainNumber(i + 1)}</option>)}
        </select>
      )}
    </FormField>
  );
}

export function PerspectiveEditor({ scored: now, places, onDone, onCancel, onConflict }: EditorProps) {
  // As it was when the form was opened: what another changes meanwhile is a conflict, and not written over.
  const [scored] = useState(now);
  const [title, setTitle] = useState(scored.title);
  const [weight, setWeight] = useState(String(scored.weight));
  const [place, setPlace] = useState(scored.place);
  const [weights, setWeights] = useState<Record<string, string>>({});
  const [removing, setRemoving] = useState(false);
  const path = `/perspectives/${encodeURIComponent(scored.id)}`;

  const save = async () => {
    const changes = { ...(title !== scored.title && { title }), ...(Number(weight) !== scored.weight && { weight: Number(weight) }),
      ...(place !== scored.place && { place }) };
    const changed = scored.kpis.map(({ kpi, weight: before }) => ({ kpi: kpi.id, weight: Number(weights[kpi.id] ?? before), revision: kpi.revision, before }))
      .filter((one) => one.weight !== one.before).map(({ before: _, ...one }) => one);
    if (Object.keys(changes).length > 0 || changed.length > 0)
      await send("PATCH", path, { ...changes, revision: scored.revision, ...(changed.length > 0 && { kpi_weights: changed }) })
        .catch((error: unknown) => { if (asError(error).problem.status === 409) onConflict(); throw error; });
    onDone();
  };
  const remove = async () => {
    await send("DELETE", path);
    onDone();
  };

  if (removing)
    return (
      <Form action={t("Remove the perspective")} onSubmit={remove} extra={<Cancel onCancel={() => setRemoving(false)} />}>
        {() => <p>{t("Its KPIs have to be moved or retired before; nothing else is lost.")}</p>}
      </Form>
    );
  return (
    <Form action={t("Save")} onSubmit={save} fields={["title", "weight", "place"]} idle={weight === ""}
      extra={<><Cancel onCancel={onCancel} /><button type="button" class="link-button" onClick={() => setRemoving(true)}>{t("Remove the perspective")}</button></>}>
      {(error) => (
        <>
          <TextField label={t("Title")} value={title} onChange={setTitle} problem={problemOf(error, "title")}
            help={scored.own_title ? undefined : t("Its own name, in each reader's language; another stands as it is written.")} />
          <TextField type="number" label={t("Its weight in the whole")} value={weight} onChange={setWeight} latin problem={problemOf(error, "weight")}
            help={t("Weights need not sum to 1: what has weight 2 counts as much as two of weight 1.")} />
          <PlaceField place={place} places={places} onChange={setPlace} />
          {scored.kpis.map(({ kpi, weight: before }) => (
            <TextField key={kpi.id} type="number" label={t("Weight of {kpi}", { kpi: kpi.title })} latin value={weights[kpi.id] ?? String(before)}
              onChange={(text) => setWeights((all) => ({ ...all, [kpi.id]: text }))} />
          ))}
        </>
      )}
    </Form>
  );
}

export function NewPerspective({ onDone, onCancel }: { onDone: () => void; onCancel: () => void }) {
  const [title, setTitle] = useState("");
  const [weight, setWeight] = useState("1");
  const add = async () => {
    await send("POST", "/perspectives", { id: idFrom(title, "perspective"), title, weight: Number(weight) });
    onDone();
  };
  return (
    <Form action={t("Add the perspective")} onSubmit={add} idle={!title || weight === ""} fields={["title", "id", "weight"]} extra={<Cancel onCancel={onCancel} />}>
      {(error) => (
        <>
          <TextField label={t("Title")} value={title} onChange={setTitle} required problem={problemOf(error, "title") ?? problemOf(error, "id")} />
          <TextField type="number" label={t("Its weight in the whole")} value={weight} onChange={setWeight} latin problem={problemOf(error, "weight")} />
        </>
      )}
    </Form>
  );
}
