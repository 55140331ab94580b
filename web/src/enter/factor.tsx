// A second factor before everything else: the code of who has codes, or setting them up where the organization asks for it.
import "../style/settings.css";
import { useState } from "preact/hooks";
import { Enrolment } from "../account/enrolment";
import { send } from "../base/api";
import type { Me } from "../base/me";
import { t } from "../base/messages";
import { Form, problemOf, TextField } from "../settings/form";
import { signOut } from "../shell/account-menu";
import { useTitle } from "../view/title";
import { Door } from "./page";

function Code({ onDone }: { onDone: () => void }) {
  const [code, setCode] = useState("");
  useTitle(t("One-time code"));
  const submit = async () => {
    await send("POST", "/session/confirm", { code: code.replace(/\s/g, "") });
    onDone();
  };
  return (
    <Form action={t("Sign in")} idle={!code} fields={["code"]} onSubmit={submit}>
      {(error) => (
        <>
          <h1>{t("One-time code")}</h1>
          <TextField label={t("One-time code")} autocomplete="one-time-code" value={code} onChange={setCode} latin required problem={problemOf(error, "code")}
            help={t("The six digits that your app shows, or a recovery code.")} />
        </>
      )}
    </Form>
  );
}

function SetUp({ onDone }: { onDone: () => void }) {
  useTitle(t("Set up one-time codes"));
  return (
    <>
      <h1>{t("Set up one-time codes")}</h1>
      <p>{t("Your organization asks for a second factor: besides the password, a code of six digits that an app on your phone shows. It takes a minute, once.")}</p>
      <Enrolment onDone={onDone} />
    </>
  );
}

export function FactorPage({ me, onDone }: { me: Me; onDone: () => void }) {
  return (
    <Door>
      {me.needs === "code" ? <Code onDone={onDone} /> : <SetUp onDone={onDone} />}
      <p class="quiet enter-who"><bdi>{me.mail ?? me.name}</bdi> · <button type="button" class="link-button" onClick={() => void signOut()}>{t("Sign out")}</button></p>
    </Door>
  );
}
