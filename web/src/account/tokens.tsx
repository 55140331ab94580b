// Tokens: what programs ask the API with, in one's name.
import { useState } from "preact/hooks";
import { send, useAnswer } from "../base/api";
import { formatMoment, listText } from "../base/format";
import { scopeTitle, useMe } from "../base/me";
import { N_, t } from "../base/messages";
import { useChoices } from "../base/organization";
import { errorText, notify } from "../shell/notices";
import { Form, FormField, problemOf, TextField } from "../settings/form";
import { Own } from "../view/own";
import { ProblemNotice, Skeleton } from "../view/states";
import { Secret } from "./secret";

export interface Token {
  token: number;
  name: string;
  account_name: string;
  scopes: string[];
  state: "valid" | "expired" | "revoked";
  created_at: string;
  expires_at: string | null;
  used_at: string | null;
}

const states: Record<Token["state"], string> = { valid: N_("valid"), expired: N_("over"), revoked: N_("revoked") };

export function TokenList({ path, showWhose }: { path: string; showWhose?: boolean }) {
  const [fresh, setFresh] = useState(0);
  const { calendar } = useChoices();
  const answer = useAnswer<{ tokens: Token[] }>(path, fresh);
  const tokens = answer.data?.tokens ?? [];
  const revoke = async (token: Token) => {
    try {
      await send("DELETE", `${path}/${token.token}`);
      notify(t("The token {name} is worth nothing from now on.", { name: token.name }));
    } catch (error) {
      notify(errorText(error));
    }
    setFresh((n) => n + 1);
  };
  if (answer.error) return <ProblemNotice error={answer.error} />;
  if (!answer.data) return <Skeleton lines={4} />;
  if (tokens.length === 0) return <p>{t("There are no tokens. A program that sends facts or reads values needs one.")}</p>;
  return (
    <ul class="rows">
      {tokens.map((token) => (
        <li key={token.token}>
          <span>
            <strong><bdi>{token.name}</bdi></strong>
            <span class="quiet">
              {showWhose && <><bdi>{token.account_name}</bdi> · </>}
              {t(states[token.state])} · {token.scopes.length ? listText(token.scopes.map(scopeTitle)) : t("all that the account may")}
              {token.expires_at && <> · <Own>{t("until {when}", { when: formatMoment(token.expires_at, calendar) })}</Own></>}
              {" · "}<Own>{token.used_at ? t("used {when}", { when: formatMoment(token.used_at, calendar) }) : t("never used")}</Own>
            </span>
          </span>
          {token.state === "valid" && <button type="button" class="button" aria-label={t("Revoke the token {name}", { name: token.name })} onClick={() => void revoke(token)}>{t("Revoke")}</button>}
        </li>
      ))}
    </ul>
  );
}

const lengths: [days: number, title: string][] = [[30, N_("30 days")], [90, N_("90 days")], [365, N_("a year")], [0, N_("without end")]];

export function Tokens() {
  const me = useMe();
  const [made, setMade] = useState<{ name: string; secret: string } | null>(null);
  const [count, setCount] = useState(0);
  const [name, setName] = useState("");
  const [days, setDays] = useState(90);
  const [scopes, setScopes] = useState<string[]>(["read-values"]);
  const make = async () => {
    const answer = await send<{ secret: string }>("POST", "/me/tokens", { name, days, scopes });
    setMade({ name, secret: answer.secret });
    setName("");
    setCount((n) => n + 1);
  };
  return (
    <>
      <TokenList key={count} path="/me/tokens" />
      {made && <div class="panel"><p><strong>{t("This is shown once: keep it where only its program reads it.")}</strong></p><Secret label={made.name} text={made.secret} /></div>}
      <Form action={t("Make the token")} idle={!name || scopes.length === 0} fields={["name"]} onSubmit={make}>
        {(error) => (
          <>
            <h2>{t("A new token")}</h2>
            <TextField label={t("What it is for")} value={name} onChange={setName} maxLength={100} problem={problemOf(error, "name")} />
            <FormField label={t("Valid for")}>
              {(attributes) => (
                <select {...attributes} value={days} onChange={(event) => setDays(Number(event.currentTarget.value))}>
                  {lengths.map(([value, title]) => <option key={value} value={value} selected={value === days}>{t(title)}</option>)}
                </select>
              )}
            </FormField>
            <fieldset class="field form-field">
              <legend>{t("It may")}</legend>
              {(me?.may ?? []).filter((scope) => scope !== "owner").map((scope) => (
                <label key={scope} class="check">
                  <input type="checkbox" checked={scopes.includes(scope)} onChange={(event) =>
                    setScopes(event.currentTarget.checked ? [...scopes, scope] : scopes.filter((other) => other !== scope))} />
                  <span>{scopeTitle(scope)}</span>
                </label>
              ))}
            </fieldset>
          </>
        )}
      </Form>
    </>
  );
}
