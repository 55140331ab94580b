// One-time codes of an app beside the password: the secret as a picture drawn here, a first code as proof, recovery codes.
import { useState } from "preact/hooks";
import { encode } from "uqr";
import { send } from "../base/api";
import { t } from "../base/messages";
import { reloadOrganization } from "../base/organization";
import { notify } from "../shell/notices";
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

export function OneTimeCodes({ on }: { on: boolean }) {
  const [begun, setBegun] = useState<Begun | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const begin = async () => {
    setBegun(await send<Begun>("POST", "/me/totp", { password }));
    setPassword("");
  };
  const confirm = async () => {
    const answer = await send<{ recovery_codes: string[] }>("PUT", "/me/totp", { code: code.replace(/\s/g, "") });
    setCodes(answer.recovery_codes);
    setBegun(null);
    setCode("");
    reloadOrganization();
  };
  const end = async () => {
    await send("POST", "/me/totp/end", { password });
    setPassword("");
    reloadOrganization();
    notify(t("One-time codes are off."));
  };
  const passwordField = (error: Parameters<typeof problemOf>[0]) => (
    <TextField label={t("Your password")} type="password" autocomplete="current-password" value={password} onChange={setPassword} latin required problem={problemOf(error, "password")} />
  );
  return (
    <section aria-labelledby="codes-title">
      <h2 id="codes-title">{t("One-time codes")}</h2>
      <p class="help">{t("Besides the password, signing in then asks for a code of six digits that an app on your phone shows.")}</p>
      {codes && (
        <div class="panel">
          <p><strong>{t("One-time codes are on. Keep these recovery codes: each lets you in once when the phone is not at hand. They are shown only now.")}</strong></p>
          <Secret label={t("Recovery codes")} text={codes.join("\n")} />
          <button type="button" class="button" onClick={() => setCodes(null)}>{t("I have kept them")}</button>
        </div>
      )}
      {begun && (
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
      )}
      {!begun && !codes && !on && <Form action={t("Set up one-time codes")} idle={!password} fields={["password"]} onSubmit={begin}>{passwordField}</Form>}
      {!begun && !codes && on && <Form action={t("Turn off one-time codes")} idle={!password} fields={["password"]} onSubmit={end}>{passwordField}</Form>}
    </section>
  );
}
