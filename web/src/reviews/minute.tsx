// What can be done with a minute: print it, keep it, send it.
import { useState } from "preact/hooks";
import { send } from "../base/api";
import { language, t, tn } from "../base/messages";
import { Form, FormField, problemOf } from "../settings/form";
import type { Review } from "./types";

export function MinuteTools({ review, maySend }: { review: Review; maySend: boolean }) {
  const [sending, setSending] = useState(false);
  const [to, setTo] = useState("");
  const [sent, setSent] = useState(0);
  const addresses = to.split(/[\s,;،؛]+/).filter(Boolean);
  const mail = async () => {
    const { queued } = await send<{ queued: number }>("POST", `/reviews/${review.number}/mail`, { to: addresses });
    setSent(queued);
    setTo("");
    setSending(false);
  };
  const keep = async () => {
    const answer = await fetch(`/api/v1/reviews/${review.number}/minute`, { headers: { "Accept-Language": language() } });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await answer.blob());
    link.download = `review-${review.number}.md`;
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return (
    <div class="no-print minute-tools">
      <div class="actions">
        <button type="button" class="button" onClick={() => window.print()}>{t("Print")}</button>
        <button type="button" class="button" onClick={() => void keep()}>{t("Save as text")}</button>
        {maySend && <button type="button" class="button" aria-expanded={sending} onClick={() => { setSending(!sending); setSent(0); }}>{t("Send by mail")}</button>}
        <span role="status" class="quiet">{sent > 0 && tn("Sent to {count} member.", "Sent to {count} members.", sent)}</span>
      </div>
      {sending && (
        <Form action={t("Send")} onSubmit={mail} idle={addresses.length === 0} fields={["to"]}>
          {(error) => (
            <FormField label={t("Mail addresses of members")} help={t("Members who see the whole organization; each gets it in their language.")} problem={problemOf(error, "to")}>
              {(attributes) => <input {...attributes} type="text" dir="ltr" class="latin" value={to} onInput={(event) => setTo(event.currentTarget.value)} />}
            </FormField>
          )}
        </Form>
      )}
    </div>
  );
}
