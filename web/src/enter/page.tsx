// Signing in; and the page behind a link that works once: the first owner's, an invitation, another password.
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { address } from "../base/address";
import { ApiError, send, useAnswer } from "../base/api";
import { t } from "../base/messages";
import { Form, problemOf, TextField } from "../settings/form";
import { Mark } from "../shell/mark";
import { DisplayMenu } from "../view/display-menu";
import { ProblemNotice } from "../view/states";
import { useTitle } from "../view/title";

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
  useTitle(t("Sign in"));
  const [mail, setMail] = useState("");
  const [password, setPassword] = useState("");
  const [code, setCode] = useState<string | null>(null);
  const [forgotten, setForgotten] = useState(false);
  const provider = useAnswer<{ title: string | null }>("/provider").data?.title;
  if (forgotten) return <Forgotten mail={mail} onBack={() => setForgotten(false)} />;
  const submit = async () => {
    try {
      await send("POST", "/session", { mail, password, ...(code !== null && { code: code.replace(/\s/g, "") }) });
    } catch (error) {
      // The password was right and a code is asked for: that is a step, not a mistake.
      if (code === null && error instanceof ApiError && error.problem.where === "code") {
        setCode("");
        requestAnimationFrame(() => document.querySelector<HTMLInputElement>("[autocomplete=one-time-code]")?.focus());
        return;
      }
      throw error;
    }
    begin(false);
  };
  return (
    <Form action={t("Sign in")} idle={!mail || !password} fields={["code"]} onSubmit={submit}>
      {(error) => (
        <>
          <h1>{t("Sign in")}</h1>
          <TextField label={t("Mail address")} type="email" autocomplete="username" value={mail} onChange={setMail} latin required />
          <TextField label={t("Password")} type="password" autocomplete="current-password" value={password} onChange={setPassword} latin required
            help={<button type="button" class="link-button" onClick={() => setForgotten(true)}>{t("Forgot your password?")}</button>} />
          {code !== null && (
            <TextField label={t("One-time code")} autocomplete="one-time-code" value={code} onChange={setCode} latin required problem={problemOf(error, "code")}
              help={t("The six digits that your app shows, or a recovery code.")} />
          )}
          {provider && <p><a href="/api/v1/provider/begin">{t("Sign in with {provider}", { provider })}</a></p>}
        </>
      )}
    </Form>
  );
}

/** A link by mail. What is said is the same whether there is such an account or not. */
function Forgotten({ mail: known, onBack }: { mail: string; onBack: () => void }) {
  const [mail, setMail] = useState(known);
  const [sent, setSent] = useState(false);
  const back = <button type="button" class="link-button" onClick={onBack}>{t("Back to signing in")}</button>;
  if (sent)
    return (
      <>
        <h1>{t("Check your mail")}</h1>
        <p role="status">{t("If there is an account with this address, a link for a new password is on its way. Where this server sends no mail, an administrator can give you one.")}</p>
        {back}
      </>
    );
  return (
    <Form action={t("Send me a link")} idle={!mail} fields={["mail"]} extra={back} onSubmit={async () => { await send("POST", "/password/reset", { mail }); setSent(true); }}>
      {(error) => (
        <>
          <h1>{t("Choose a new password")}</h1>
          <TextField label={t("Mail address")} type="email" autocomplete="username" value={mail} onChange={setMail} latin required problem={problemOf(error, "mail")} />
        </>
      )}
    </Form>
  );
}

function titleOf(link: Link): string {
  if (link.purpose === "welcome") return t("Welcome to Mizan");
  return link.purpose === "reset" ? t("Choose a new password") : t("Welcome, {name}", { name: link.name ?? "" });
}

function Welcome({ link, linkKey }: { link: Link; linkKey: string }) {
  useTitle(titleOf(link));
  const owner = link.purpose === "welcome";
  const [name, setName] = useState("");
  const [mail, setMail] = useState("");
  const [password, setPassword] = useState("");
  const submit = async () => {
    await send("POST", "/welcome", { key: linkKey, password, ...(owner && { name, mail }) });
    begin(true);
  };
  return (
    <Form action={t("Begin")} idle={!password || (owner && (!name || !mail))} fields={["name", "mail", "password"]} onSubmit={submit}>
      {(error) => (
        <>
          <h1>{titleOf(link)}</h1>
          {owner && <p>{t("This makes the first account, the owner's: it may do everything, and let others in.")}</p>}
          {owner && <TextField label={t("Your name")} autocomplete="name" value={name} onChange={setName} maxLength={100} required problem={problemOf(error, "name")} />}
          {owner && <TextField label={t("Mail address")} type="email" autocomplete="username" value={mail} onChange={setMail} latin required problem={problemOf(error, "mail")} />}
          {!owner && link.mail && <p class="quiet"><bdi>{link.mail}</bdi></p>}
          <TextField label={t("Password")} type="password" autocomplete="new-password" value={password} onChange={setPassword} latin required problem={problemOf(error, "password")}
            help={t("At least 8 characters; 15 or more are better. A few words that do not belong together make a good one.")} />
        </>
      )}
    </Form>
  );
}

/** Behind the #, which no server and no proxy is told; links of before have it in the query. */
const keyOfAddress = () => new URLSearchParams(location.hash.slice(1)).get("key") ?? address().query.get("key") ?? "";

function WelcomeLoader() {
  const [key] = useState(keyOfAddress);
  const [link, setLink] = useState<Link>();
  const [error, setError] = useState<ApiError>();
  useEffect(() => {
    send<Link>("POST", "/welcome/check", { key }).then(setLink, setError);
  }, [key]);
  useEffect(() => {
    const another = () => location.reload(); // another link in the same window
    window.addEventListener("hashchange", another);
    return () => window.removeEventListener("hashchange", another);
  }, []);
  if (error)
    return (
      <>
        <h1>{t("This link does not work")}</h1>
        <ProblemNotice error={error} />
        <p><a href="/">{t("Sign in")}</a></p>
      </>
    );
  return link ? <Welcome link={link} linkKey={key} /> : <p role="status" class="skeleton" aria-label={t("Loading")} />;
}

/** What stands around the pages before one is in. */
export function Door({ children }: { children: ComponentChildren }) {
  return (
    <div class="enter-page">
      <header class="top">
        <span class="home"><Mark /><span class="home-name">{t("Mizan")}</span></span>
        <DisplayMenu />
      </header>
      <main id="content" tabIndex={-1}><div class="enter">{children}</div></main>
    </div>
  );
}

export function EnterPage({ welcome }: { welcome: boolean }) {
  return <Door>{welcome ? <WelcomeLoader /> : <SignIn />}</Door>;
}
