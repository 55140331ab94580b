// Setting up one-time codes: the secret as a picture drawn here, a first code as proof, recovery codes.
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { encode } from "uqr";
import { send } from "../base/api";
import { t } from "../base/messages";
import { Form, problemOf, TextField } from "../settings/form";
import { Secret } from "./secret";

interface Begun {
  secret: string;
  address: string;
}

/** The modules of a QR code as one path. Always dark on light, as readers want it. */
function Picture({ text }: { text: string }) {
  const { data, size } = encode(text, { ecc: "M", border: 4 });
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join("");
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={t("A QR code with the secret that stands below as text")}>
      <path class="qr-ground" d={`M0 0h${size}v${size}h-${size}z`} /><path class="qr-ink" d={path} />
    </svg>
  );
}

/** What comes in place of the form that had the focus. */
const focusOn = (element: HTMLElement | null) => element?.focus();

export function RecoveryCodes({ codes, onKept, children }: { codes: string[]; onKept: () => void; children: ComponentChildren }) {
  return (
    <div class="panel" tabIndex={-1} ref={focusOn}>
      <p role="status"><strong>{children}</strong></p>
      <Secret label={t("Recovery codes")} text={codes.join("\n")} />
      <button type="button" class="button" onClick={onKept}>{t("I have kept them")}</button>
    </div>
  );
}

/** `onDone`: codes are on, and the recovery codes were kept. */
export function Enrolment({ onDone }: { onDone: () => void }) {
  const [begun, setBegun] = useState<Begun | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  const [code, setCode] = useState("");
  const begin = async () => setBegun(await send<Begun>("POST", "/me/totp", {}));
  const confirm = async () => {
    const answer = await send<{ recovery_codes: string[] }>("PUT", "/me/totp", { code: code.replace(/\s/g, "") });
    setCodes(answer.recovery_codes);
    setCode("");
  };
  if (codes)
    return (
      <RecoveryCodes codes={codes} onKept={onDone}>
        {t("One-time codes are on. Keep these recovery codes: each lets you in once when the phone is not at hand. They are shown only now.")}
      </RecoveryCodes>
    );
  if (!begun) return <Form action={t("Set up one-time codes")} onSubmit={begin}>{() => null}</Form>;
  return (
    <Form action={t("Turn on")} idle={code.trim().length < 6} fields={["code"]} onSubmit={confirm}
      extra={<button type="button" class="button" onClick={() => setBegun(null)}>{t("Leave it")}</button>}>
      {(error) => (
        <>
          <p>{t("Read the picture with an authenticator app, or type the secret into it; then enter the code that it shows.")}</p>
          <Picture text={begun.address} />
          <Secret label={t("Secret")} text={begun.secret} />
          <TextField label={t("Code of six digits")} value={code} onChange={setCode} latin autocomplete="one-time-code" problem={problemOf(error, "code")} />
        </>
      )}
    </Form>
  );
}
