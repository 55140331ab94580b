// The server that mail is sent through, and what waits in its queue.
import { useState } from "preact/hooks";
import { send, useAnswer, type ApiError } from "../base/api";
import { plainNumber } from "../base/format";
import { useMe } from "../base/me";
import { t } from "../base/messages";
import { notify } from "../shell/notices";
import { ProblemNotice, Skeleton } from "../view/states";
import { asError, Form, FormField, problemOf, TextField } from "./form";

interface Mail {
  host: string;
  port: number;
  tls: "none" | "starttls" | "tls";
  user: string;
  has_password: boolean;
  sender: string;
  page: string;
  waiting: number;
  failed: number;
  problem: string | null;
}

export function MailSettings() {
  const [fresh, setFresh] = useState(0);
  const answer = useAnswer<Mail>("/mail", fresh);
  if (answer.error) return <ProblemNotice error={answer.error} />;
  if (!answer.data) return <Skeleton lines={6} />;
  const { host, waiting, failed, problem } = answer.data;
  return (
    <>
      {!host && <p class="notice">{t("No mail is sent yet. With a mail server, invitations and links for new passwords go out by themselves.")}</p>}
      {host && <p>{t("Waiting: {waiting}. Given up: {failed}.", { waiting: plainNumber(waiting), failed: plainNumber(failed) })}</p>}
      {problem && <p class="problem"><bdi>{problem}</bdi></p>}
      {host && <MailTest key={`test ${fresh}`} />}
      <MailForm key={fresh} mail={answer.data} onSaved={() => setFresh((n) => n + 1)} />
    </>
  );
}

interface Outcome {
  to: string;
  sent: boolean;
  problem: string | null;
  hint: string | null;
}

/** A mail to oneself through the server as it is kept, and how it went, in words. */
function MailTest() {
  const me = useMe();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  const run = async () => {
    setBusy(true);
    setOutcome(null);
    setError(null);
    try {
      setOutcome(await send<Outcome>("POST", "/mail/test"));
    } catch (problem) {
      setError(asError(problem));
    }
    setBusy(false);
  };
  return (
    <section class="panel" aria-labelledby="test-title">
      <h2 id="test-title">{t("Does it work?")}</h2>
      <p>{me?.mail ? t("A mail to {mail} shows it, sent through the server that is kept here.", { mail: me.mail }) : t("Your account has no mail address to send to.")}</p>
      <button type="button" class="button" disabled={busy || !me?.mail} onClick={() => void run()}>{t("Send a test mail")}</button>
      <div role="status">
        {busy && <p class="quiet">{t("Asking the server; it may take half a minute …")}</p>}
        {outcome?.sent && <p><strong>{t("The server took the mail for {mail}. It should arrive within minutes; look among unwanted mail too.", { mail: outcome.to })}</strong></p>}
      </div>
      {outcome && !outcome.sent && <div class="problem" role="alert"><p class="problem-text"><bdi>{outcome.problem}</bdi></p>{outcome.hint && <p><bdi>{outcome.hint}</bdi></p>}</div>}
      {error && <ProblemNotice error={error} />}
    </section>
  );
}

function MailForm({ mail, onSaved }: { mail: Mail; onSaved: () => void }) {
  const [change, setChange] = useState<Partial<Record<"host" | "port" | "tls" | "user" | "password" | "sender" | "page", string>>>({});
  const now: Record<string, string> = { host: mail.host, port: String(mail.port || 587), tls: mail.host ? mail.tls : "starttls", user: mail.user, password: "", sender: mail.sender, page: mail.page || location.origin };
  const value = (name: keyof typeof change) => change[name] ?? now[name] ?? "";
  const set = (name: keyof typeof change) => (text: string) => setChange((before) => ({ ...before, [name]: text }));
  const save = async () => {
    await send("PUT", "/mail", {
      host: value("host"), port: Number(value("port")), tls: value("tls"), user: value("user"), sender: value("sender"), page: value("page"),
      ...(change.password !== undefined && { password: change.password }),
    });
    notify(t("Saved."));
    onSaved();
  };
  const text = (name: keyof typeof change, label: string, error: Parameters<typeof problemOf>[0], more: { type?: "text" | "email" | "password" | "url" | "number"; help?: string } = {}) => (
    <TextField label={label} value={value(name)} onChange={set(name)} latin autocomplete="off" problem={problemOf(error, name)} {...more} />
  );
  return (
    <Form action={t("Save")} idle={!value("host") || !value("sender")} fields={["host", "port", "tls", "user", "password", "sender", "page"]} onSubmit={save}>
      {(error) => (
        <>
          {text("host", t("Mail server"), error, { help: t("Its name, as your provider gives it: smtp.example.com") })}
          {text("port", t("Port"), error, { type: "number" })}
          <FormField label={t("Encryption")} problem={problemOf(error, "tls")}>
            {(attributes) => (
              <select {...attributes} value={value("tls")} onChange={(event) => set("tls")(event.currentTarget.value)}>
                <option value="starttls" selected={value("tls") === "starttls"}>{t("STARTTLS (usual with port 587)")}</option>
                <option value="tls" selected={value("tls") === "tls"}>{t("TLS (usual with port 465)")}</option>
                <option value="none" selected={value("tls") === "none"}>{t("none: to the own machine, or an internal address that was allowed")}</option>
              </select>
            )}
          </FormField>
          {text("user", t("User"), error, { help: t("Empty where the server asks for none.") })}
          {text("password", t("Password"), error, { type: "password", help: mail.has_password ? t("One is kept; write another to change it.") : "" })}
          {text("sender", t("Sender"), error, { type: "email", help: t("The address that mail comes from.") })}
          {text("page", t("Address of this page"), error, { type: "url", help: t("What links in mail begin with.") })}
        </>
      )}
    </Form>
  );
}
