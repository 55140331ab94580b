// The own account: password, one-time codes, sessions.
import { useState } from "preact/hooks";
import { send } from "../base/api";
import { roleHelp, roleTitle, useMe, type Me } from "../base/me";
import { listText } from "../base/format";
import { t } from "../base/messages";
import { notify } from "../shell/notices";
import { Form, problemOf, TextField } from "../settings/form";
import { Skeleton } from "../view/states";
import { OneTimeCodes } from "./one-time-codes";
import { Sessions } from "./sessions";

function Rights({ me }: { me: Me }) {
  const limits = [...me.rows.brands, ...me.rows.teams, ...me.rows.segments];
  return (
    <dl class="definition">
      <dt>{t("Name")}</dt><dd><bdi>{me.name}</bdi></dd>
      <dt>{t("Mail address")}</dt><dd><bdi>{me.mail ?? "–"}</bdi></dd>
      <dt>{t("Role")}</dt><dd>{roleTitle(me.role)} <span class="quiet">{roleHelp(me.role)}</span></dd>
      <dt>{t("Sees")}</dt><dd>{limits.length === 0 ? t("all rows") : <bdi>{listText(limits)}</bdi>}</dd>
    </dl>
  );
}

function Password() {
  const [current, setCurrent] = useState("");
  const [password, setPassword] = useState("");
  const change = async () => {
    await send("PUT", "/me/password", { current, password });
    setCurrent("");
    setPassword("");
    notify(t("The password is changed; everywhere else you are signed out."));
  };
  return (
    <section aria-labelledby="password-title">
      <h2 id="password-title">{t("Password")}</h2>
      <Form action={t("Change the password")} idle={!current || !password} fields={["current", "password"]} onSubmit={change}>
        {(error) => (
          <>
            <TextField label={t("Password now")} type="password" autocomplete="current-password" value={current} onChange={setCurrent} latin problem={problemOf(error, "current")} />
            <TextField label={t("New password")} type="password" autocomplete="new-password" value={password} onChange={setPassword} latin problem={problemOf(error, "password")}
              help={t("At least 8 characters; 15 or more are better. A few words that do not belong together make a good one.")} />
          </>
        )}
      </Form>
    </section>
  );
}

export function AccountSettings() {
  const me = useMe();
  if (!me) return <Skeleton lines={6} />;
  return (
    <>
      <Rights me={me} />
      <Password />
      <OneTimeCodes on={me.totp} />
      <Sessions />
    </>
  );
}
