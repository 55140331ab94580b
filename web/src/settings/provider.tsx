// The provider of accounts (OpenID Connect) by which people may sign in: how it is found, and whether it would do.
import { useState } from "preact/hooks";
import { Secret } from "../account/secret";
import { send, useAnswer, type ApiError } from "../base/api";
import { plainNumber } from "../base/format";
import { t } from "../base/messages";
import { Dialog } from "../shell/dialog";
import { notify } from "../shell/notices";
import { ProblemNotice, Skeleton } from "../view/states";
import { asError, Form, problemOf, TextField } from "./form";

interface Provider {
  issuer: string;
  client: string;
  has_secret: boolean;
  title: string;
  acr: string;
  page: string;
}

const fields = ["issuer", "client", "secret", "title", "acr", "page"] as const;
type Field = (typeof fields)[number];

export function ProviderSettings() {
  const [fresh, setFresh] = useState(0);
  const answer = useAnswer<Provider>("/provider/settings", fresh);
  if (answer.error) return <ProblemNotice error={answer.error} />;
  if (!answer.data) return <Skeleton lines={6} />;
  return (
    <>
      {answer.data.issuer
        ? <p>{t("People may sign in with {provider}.", { provider: answer.data.title })}</p>
        : <p class="notice">{t("People sign in with a password alone. With a provider of OpenID Connect they may use the account that they have there.")}</p>}
      <p class="quiet">{t("Who comes needs an account here already: they are known by the mail address that the provider has verified. Signing in with a password stays possible.")}</p>
      <ProviderForm key={fresh} provider={answer.data} onSaved={() => setFresh((n) => n + 1)} />
    </>
  );
}

function ProviderForm({ provider, onSaved }: { provider: Provider; onSaved: () => void }) {
  const [change, setChange] = useState<Partial<Record<Field, string>>>({});
  const [removing, setRemoving] = useState(false);
  const { answer, error: unasked, busy, look } = useLook();
  const now: Record<Field, string> = { ...provider, secret: "", page: provider.page || location.origin };
  const value = (name: Field) => change[name] ?? now[name];
  const save = async () => {
    await send("PUT", "/provider/settings", {
      issuer: value("issuer").trim(), client: value("client").trim(), title: value("title").trim(), acr: value("acr").trim(), page: value("page").trim(),
      ...(change.secret !== undefined && { secret: change.secret }),
    });
    notify(t("Saved."));
    onSaved();
  };
  const text = (name: Field, label: string, error: ApiError | null, help: string, type: "text" | "url" | "password" = "text") => (
    <TextField label={label} value={value(name)} latin={name !== "title"} autocomplete={type === "password" ? "new-password" : "off"} type={type}
      onChange={(next) => setChange((before) => ({ ...before, [name]: next }))} problem={problemOf(error, name)} help={help} />
  );
  return (
    <>
      <Form action={t("Save")} idle={!value("issuer") || !value("client") || !value("title")} fields={fields} onSubmit={save}
        extra={(
          <>
            <button type="button" class="button act-look" disabled={busy || !value("issuer")} onClick={() => void look(value("issuer").trim())}>{t("Look at the provider")}</button>
            {provider.issuer && <button type="button" class="button act-remove" onClick={() => setRemoving(true)}>{t("Remove")}</button>}
          </>
        )}>
        {(error) => (
          <>
            {text("issuer", t("Issuer"), error, t("The provider’s address, to the last sign as it writes it itself."), "url")}
            {text("client", t("Client ID"), error, t("Our name there, given when we were registered."))}
            {text("secret", t("Client secret"), error, provider.has_secret ? t("One is kept, sealed; write another to change it.") : t("Empty where we were registered as a public client."), "password")}
            {text("title", t("What the provider is called"), error, t("On the button of the page where people sign in."))}
            {text("acr", t("Required way of signing in (acr)"), error, t("Empty: any. Else the names that the provider has for its ways, with spaces between: one of them is required, and a second factor is then the provider’s affair."))}
            {text("page", t("Address of this page"), error, t("Where people reach it; the provider sends them back there."), "url")}
            <Secret label={t("Register this address at the provider, to come back to")} text={`${value("page").trim().replace(/\/$/, "")}/api/v1/provider/return`} />
          </>
        )}
      </Form>
      <div role="status">{busy && <p class="quiet">{t("Asking the provider; it may take half a minute …")}</p>}</div>
      {unasked && <ProblemNotice error={unasked} />}
      {answer && <Seen answer={answer} acr={value("acr")} />}
      {removing && <Remove title={provider.title} onClose={() => setRemoving(false)} onRemoved={onSaved} />}
    </>
  );
}

interface Look {
  works: boolean;
  authorize: string | null;
  token: string | null;
  keys_at: string | null;
  keys: number;
  algorithms: string[];
  acr_values: string[];
  problem: string | null;
  hint: string | null;
}

/** Asks the provider through the server, whether it is kept yet or not. */
function useLook() {
  const [answer, setAnswer] = useState<Look | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  const look = async (issuer: string) => {
    setBusy(true);
    setAnswer(null);
    setError(null);
    try {
      setAnswer(await send<Look>("POST", "/provider/look", { issuer }));
    } catch (problem) {
      setError(asError(problem));
    }
    setBusy(false);
  };
  return { answer, error, busy, look };
}

function Seen({ answer, acr }: { answer: Look; acr: string }) {
  const unknown = answer.acr_values.length ? acr.split(/\s+/).filter((word) => word && !answer.acr_values.includes(word)) : [];
  const rows: [string, string][] = [
    [t("Browsers are sent to"), answer.authorize ?? ""], [t("Codes are handed in at"), answer.token ?? ""], [t("Signing keys"), answer.keys ? `${answer.keys_at} (${plainNumber(answer.keys)})` : ""],
    [t("Signs with"), answer.algorithms.join(" ")], [t("Ways of signing in (acr)"), answer.acr_values.join(" ")],
  ];
  const shown = rows.filter(([, value]) => value);
  return (
    <section class="panel provider-seen" aria-labelledby="seen-title">
      <h2 id="seen-title">{t("What the provider answered")}</h2>
      {answer.works
        ? <p role="status"><strong>{t("It is a provider that people can sign in with.")}</strong></p>
        : <div class="problem" role="alert"><p class="problem-text"><bdi>{answer.problem}</bdi></p>{answer.hint && <p><bdi>{answer.hint}</bdi></p>}</div>}
      {unknown.length > 0 && <p class="notice">{t("It does not name this way of signing in:")} <bdi dir="ltr">{unknown.join(" ")}</bdi></p>}
      {shown.length > 0 && <dl>{shown.map(([name, value]) => <div key={name}><dt>{name}</dt><dd><bdi dir="ltr">{value}</bdi></dd></div>)}</dl>}
    </section>
  );
}

function Remove({ title, onClose, onRemoved }: { title: string; onClose: () => void; onRemoved: () => void }) {
  const remove = async () => {
    await send("PUT", "/provider/settings", { issuer: "", client: "", secret: "", title: "", acr: "", page: "" });
    notify(t("Removed."));
    onRemoved();
  };
  return (
    <Dialog title={t("Remove {provider}", { provider: title })} onClose={onClose}>
      <Form action={t("Remove")} onSubmit={remove} extra={<button type="button" class="button" onClick={onClose}>{t("Cancel")}</button>}>
        {() => <p>{t("Nobody signs in there any more; the secret is forgotten. Who has no password here needs a link from an administrator. Sessions that are open stay.")}</p>}
      </Form>
    </Dialog>
  );
}
