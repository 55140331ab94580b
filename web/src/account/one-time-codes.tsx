// One-time codes of an app beside the password: set up, or turned off.
import { useState } from "preact/hooks";
import { send } from "../base/api";
import { t } from "../base/messages";
import { reloadOrganization } from "../base/organization";
import { Form } from "../settings/form";
import { Dialog } from "../shell/dialog";
import { errorText, notify } from "../shell/notices";
import { Enrolment, RecoveryCodes } from "./enrolment";

function TurnOff({ onDone }: { onDone: () => void }) {
  const [asked, setAsked] = useState(false);
  const end = async () => {
    await send("POST", "/me/totp/end", {});
    setAsked(false);
    onDone();
    notify(t("One-time codes are off."));
  };
  return (
    <>
      <button type="button" class="button" onClick={() => setAsked(true)}>{t("Turn off one-time codes")}</button>
      {asked && (
        <Dialog title={t("Turn off one-time codes")} onClose={() => setAsked(false)}>
          <Form action={t("Turn off")} onSubmit={end}>{() => <p>{t("The password alone then lets you in. The codes of your app and the recovery codes are worth nothing any more.")}</p>}</Form>
        </Dialog>
      )}
    </>
  );
}

/** For who has used them up, or lost the paper. */
function NewCodes() {
  const [codes, setCodes] = useState<string[] | null>(null);
  const make = async () => {
    try {
      setCodes((await send<{ recovery_codes: string[] }>("POST", "/me/totp/recovery-codes")).recovery_codes);
    } catch (error) {
      notify(errorText(error));
    }
  };
  if (codes)
    return (
      <RecoveryCodes codes={codes} onKept={() => setCodes(null)}>
        {t("These recovery codes take the place of those before: each lets you in once when the phone is not at hand. They are shown only now.")}
      </RecoveryCodes>
    );
  return <button type="button" class="button" onClick={() => void make()}>{t("New recovery codes")}</button>;
}

export function OneTimeCodes({ on }: { on: boolean }) {
  const [isOn, setIsOn] = useState(on); // not `on` itself: codes that were just set up are still to be kept
  const now = (value: boolean) => {
    setIsOn(value);
    reloadOrganization();
  };
  return (
    <section aria-labelledby="codes-title">
      <h2 id="codes-title">{t("One-time codes")}</h2>
      <p class="help">{t("Besides the password, signing in then asks for a code of six digits that an app on your phone shows.")}</p>
      {isOn ? <div class="actions codes-actions"><NewCodes /><TurnOff onDone={() => now(false)} /></div> : <Enrolment onDone={() => now(true)} />}
    </section>
  );
}
