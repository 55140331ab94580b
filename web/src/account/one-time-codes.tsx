// One-time codes of an app beside the password: set up, or turned off.
import { useState } from "preact/hooks";
import { send } from "../base/api";
import { t } from "../base/messages";
import { reloadOrganization } from "../base/organization";
import { Form } from "../settings/form";
import { Dialog } from "../shell/dialog";
import { notify } from "../shell/notices";
import { Enrolment } from "./enrolment";

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
      {isOn ? <TurnOff onDone={() => now(false)} /> : <Enrolment onDone={() => now(true)} />}
    </section>
  );
}
