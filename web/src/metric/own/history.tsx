// An own metric: what may be done with it, and every form that it had.
import { useState } from "preact/hooks";
import { go, linkTo } from "../../base/address";
import { send, useAnswer } from "../../base/api";
import { formatMoment } from "../../base/format";
import { rich, t } from "../../base/messages";
import type { Metric } from "../../base/types";
import { Form, TextField } from "../../settings/form";
import { Dialog } from "../../shell/dialog";
import { notify } from "../../shell/notices";
import { Own } from "../../view/own";
import { useMetricChoices } from "../question";
import { useMayDefine } from "./may";

interface Revision {
  revision: number;
  changed_at: string;
  changed_by: string;
  reason: string | null;
  definition: string | null;
}

function Retire({ metric, onClose }: { metric: Metric; onClose: () => void }) {
  const [reason, setReason] = useState("");
  return (
    <Dialog title={t("Retire this metric?")} onClose={onClose}>
      <p>{rich("{title} goes out of the catalogue. Its history stays.", { title: <bdi>{metric.title}</bdi> })}</p>
      <Form action={t("Retire")} onSubmit={async () => {
        await send("DELETE", `/metrics/${encodeURIComponent(metric.id)}${reason ? `?${new URLSearchParams({ reason })}` : ""}`);
        notify(t("Retired."));
        go(linkTo("/metric"));
      }}>
        {() => <TextField label={t("Why (kept in its history)")} value={reason} onChange={setReason} />}
      </Form>
    </Dialog>
  );
}

/** Beside the title: what may be done. Of a shipped metric: to begin one's own from it. */
export function OwnActions({ metric }: { metric: Metric }) {
  const [retiring, setRetiring] = useState(false);
  if (!useMayDefine()) return null;
  if (!metric.own) return <p class="own-actions"><a href={linkTo("/metric/new", { from: metric.id })}>{t("Begin a metric of our own from it")}</a></p>;
  return (
    <p class="own-actions">
      <a class="button" href={linkTo(`/metric/${metric.id}/edit`)}>{t("Edit")}</a>
      <button type="button" class="button" onClick={() => setRetiring(true)}>{t("Retire")}</button>
      {retiring && <Retire metric={metric} onClose={() => setRetiring(false)} />}
    </p>
  );
}

export function OwnHistory({ id }: { id: string }) {
  const [open, setOpen] = useState(false);
  const { calendar } = useMetricChoices();
  const answer = useAnswer<{ revisions: Revision[] }>(open ? `/metrics/${encodeURIComponent(id)}/history` : null);
  return (
    <details class="query" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t("Its history")}</summary>
      <ol class="own-history">
        {(answer.data?.revisions ?? []).map((one) => (
          <li key={one.revision}>
            <p>
              {rich("Revision {number}: {name}, {when}", { number: one.revision, name: <bdi>{one.changed_by}</bdi>, when: <Own>{formatMoment(one.changed_at, calendar)}</Own> })}
              {one.reason && <>: <bdi>{one.reason}</bdi></>}
            </p>
            {one.definition ? <pre dir="ltr" tabIndex={0}><code>{one.definition}</code></pre> : <p class="quiet">{t("It was retired.")}</p>}
          </li>
        ))}
      </ol>
    </details>
  );
}
