// Signing in; and the page behind a link that works once: the first owner's, an invitation, another password.
import { useEffect, useState } from "preact/hooks";
import { address } from "../base/address";
import { ApiError, send } from "../base/api";
import { t } from "../base/messages";
import { DisplayMenu } from "../view/display-menu";
import { ProblemNotice } from "../view/states";
import { Field } from "./field";

interface Link {
  purpose: "welcome" | "invitation" | "reset";
  name: string | null;
  mail: string | null;
}

/** The page as it was asked for, now with a session. */
function begin(welcome: boolean): void {
  if (welcome) location.replace("/");
  else location.reload();
}

function SignIn() {
  const [error, setError] = useState<ApiError>();
  const [busy, setBusy] = useState(false);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    setBusy(true);
    send("POST", "/session", { mail: form.get("mail"), password: form.get("password") })
      .then(() => begin(false), (problem: ApiError) => { setError(problem); setBusy(false); });
  };
  return (
    <form class="enter" onSubmit={submit}>
      <h1>{t("Sign in")}</h1>
      {error && <ProblemNotice error={error} />}
      <Field name="mail" type="email" label={t("Mail address")} complete="username" />
      <Field name="password" type="password" label={t("Password")} complete="current-password" />
      <button type="submit" class="button" disabled={busy}>{t("Sign in")}</button>
    </form>
  );
}

function titleOf(link: Link): string {
  if (link.purpose === "welcome") return t("Welcome to Mizan");
  return link.purpose === "reset" ? t("Choose a new password") : t("Welcome, {name}", { name: link.name ?? "" });
}

function Welcome({ link, linkKey }: { link: Link; linkKey: string }) {
  const [error, setError] = useState<ApiError>();
  const [busy, setBusy] = useState(false);
  const owner = link.purpose === "welcome";
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    setBusy(true);
    send("POST", "/welcome", { key: linkKey, ...Object.fromEntries(form) })
      .then(() => begin(true), (problem: ApiError) => { setError(problem); setBusy(false); });
  };
  return (
    <form class="enter" onSubmit={submit}>
      <h1>{titleOf(link)}</h1>
      {owner && <p>{t("This makes the first account, the owner's: it may do everything, and let others in.")}</p>}
      {error && <ProblemNotice error={error} />}
      {owner && <Field name="name" label={t("Your name")} complete="name" />}
      {owner && <Field name="mail" type="email" label={t("Mail address")} complete="username" />}
      {!owner && link.mail && <p class="quiet"><bdi>{link.mail}</bdi></p>}
      <Field name="password" type="password" label={t("Password")} complete="new-password" least={8}
        hint={t("At least 8 characters; 15 or more are better. A few words that do not belong together make a good one.")} />
      <button type="submit" class="button" disabled={busy}>{t("Begin")}</button>
    </form>
  );
}

function WelcomeLoader() {
  const [key] = useState(() => address().query.get("key") ?? "");
  const [link, setLink] = useState<Link>();
  const [error, setError] = useState<ApiError>();
  useEffect(() => {
    send<Link>("POST", "/welcome/check", { key }).then(setLink, setError);
  }, [key]);
  if (error)
    return (
      <section class="enter">
        <h1>{t("This link does not work")}</h1>
        <ProblemNotice error={error} />
        <p><a href="/">{t("Sign in")}</a></p>
      </section>
    );
  return link ? <Welcome link={link} linkKey={key} /> : <p role="status" class="skeleton" aria-label={t("Loading")} />;
}

export function EnterPage({ welcome }: { welcome: boolean }) {
  return (
    <>
      <header class="top">
        <span class="home"><span class="home-name">{t("Mizan")}</span></span>
        <DisplayMenu />
      </header>
      <main id="content" tabIndex={-1}>{welcome ? <WelcomeLoader /> : <SignIn />}</main>
    </>
  );
}
