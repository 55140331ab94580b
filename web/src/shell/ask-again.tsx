// The password again, or what stands for it: asked by whichever request the server answers so, which is then sent once more.
import { useEffect, useState } from "preact/hooks";
import { onReauthenticate, send, useAnswer } from "../base/api";
import type { Me } from "../base/me";
import { t } from "../base/messages";
import { Form, problemOf, TextField } from "../settings/form";
import { Dialog } from "./dialog";

/** Who has neither password nor codes here signs in anew where they did. */
function AtProvider() {
  const provider = useAnswer<{ title: string | null }>("/provider").data?.title;
  return (
    <>
      <p>{t("This changes how you come in. Sign in again first; it then stays open for ten minutes.")}</p>
      {provider && <p><a class="button primary" href="/api/v1/provider/begin?again=true">{t("Sign in with {provider}", { provider })}</a></p>}
    </>
  );
}

function Proof({ me, onDone }: { me: Me; onDone: () => void }) {
  const [text, setText] = useState("");
  useEffect(() => document.querySelector<HTMLInputElement>(".ask-again input")?.focus(), []);
  const submit = async () => {
    await send("POST", "/session/confirm", me.password ? { password: text } : { code: text.replace(/\s/g, "") });
    onDone();
  };
  return (
    <Form action={t("Go on")} idle={!text} fields={["password", "code"]} onSubmit={submit}>
      {(error) => (
        <>
          <p>{t("This changes how you come in, so it asks who you are: you gave it longer than ten minutes ago.")}</p>
          {me.password
            ? <TextField label={t("Your password")} type="password" autocomplete="current-password" value={text} onChange={setText} latin required problem={problemOf(error, "password")} />
            : <TextField label={t("One-time code")} autocomplete="one-time-code" value={text} onChange={setText} latin required problem={problemOf(error, "code")} />}
        </>
      )}
    </Form>
  );
}

export function AskAgain({ me }: { me: Me | undefined }) {
  const [answer, setAnswer] = useState<((given: boolean) => void) | null>(null);
  useEffect(() => {
    let asked: Promise<boolean> | null = null; // several requests at once are answered by one
    return onReauthenticate(() => {
      asked ??= new Promise<boolean>((resolve) => {
        setAnswer(() => (given: boolean) => {
          asked = null;
          setAnswer(null);
          resolve(given);
        });
      });
      return asked;
    });
  }, []);
  if (!answer || !me) return null;
  return (
    <Dialog title={t("Is it you?")} class="ask-again" onClose={() => answer(false)}>
      {me.password || me.totp ? <Proof me={me} onDone={() => answer(true)} /> : <AtProvider />}
    </Dialog>
  );
}
