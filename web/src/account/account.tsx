// The own account: password, one-time codes, sessions.
import { useState } from "preact/hooks";
import { send } from "../base/api";
import { roleHelp, roleTitle, useMe, type Me } from "../base/me";
import { listText } from "../base/format";
import { language, languageNames, languages, t } from "../base/messages";
import { calendarNames, reloadOrganization } from "../base/organization";
import { keepReading, type Reading } from "../base/reading";
import { calendarTitle } from "../base/words";
import { notify } from "../shell/notices";
import { Form, problemOf, TextField } from "../settings/form";
import { Select } from "../view/choice";
import { numberings, sampleDigits } from "../view/display-menu";
import { Own } from "../view/own";
import { Skeleton } from "../view/states";
import { OneTimeCodes } from "./one-time-codes";
import { Sessions } from "./sessions";

function Rights({ me }: { me: Me }) {
  const limits = [...me.rows.brands, ...me.rows.teams, ...me.rows.segments];
  return (
    <dl class="definition">
      <dt>{t("Mail address")}</dt><dd><bdi>{me.mail ?? "–"}</bdi></dd>
      <dt>{t("Role")}</dt><dd>{roleTitle(me.role)} <span class="quiet">{roleHelp(me.role)}</span></dd>
      <dt>{t("Sees")}</dt><dd>{limits.length === 0 ? t("all rows") : <Own>{listText(limits)}</Own>}</dd>
    </dl>
  );
}

/** The own name, and how one likes to read: on every device. */
function OwnForm({ me }: { me: Me }) {
  const [name, setName] = useState(me.name);
  const [reading, setReading] = useState<Reading>({ language: me.language ?? language(), calendar: me.calendar, digits: me.digits });
  const save = async () => {
    await send("PATCH", "/me", { name: name.trim() });
    await keepReading(reading);
    reloadOrganization();
    notify(t("Saved."));
  };
  return (
    <section aria-labelledby="own-title">
      <h2 id="own-title">{t("Name and reading")}</h2>
      <Form action={t("Save")} idle={!name.trim()} fields={["name"]} onSubmit={save}>
        {(error) => (
          <>
            <TextField label={t("Name")} value={name} onChange={setName} autocomplete="name" maxLength={100} problem={problemOf(error, "name")} />
            <Select label={t("Language")} value={reading.language ?? "en"} options={languages.map((value) => ({ value, title: languageNames[value], data: true }))}
              onChoose={(value) => setReading((before) => ({ ...before, language: value }))} />
            <Select label={t("Calendar")} value={reading.calendar ?? "organization"}
              options={[{ value: "organization", title: t("As the organization") }, ...calendarNames.map((value) => ({ value, title: calendarTitle(value) }))]}
              onChoose={(value) => setReading((before) => ({ ...before, calendar: value === "organization" ? null : value }))} />
            <Select label={t("Digits")} value={reading.digits ?? "language"}
              options={[{ value: "language", title: t("As the language") }, ...numberings.map((value) => ({ value, title: sampleDigits(value) }))]}
              onChoose={(value) => setReading((before) => ({ ...before, digits: value === "language" ? null : value }))} />
            <p class="help">{t("They go with you to every device; mail to you is in this language.")}</p>
          </>
        )}
      </Form>
    </section>
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
      <OwnForm key={me.account} me={me} />
      <Password />
      <OneTimeCodes on={me.totp} />
      <Sessions />
    </>
  );
}
