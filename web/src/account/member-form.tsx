// Inviting someone, or changing what they may do and see.
import { useEffect, useState } from "preact/hooks";
import { send, useAnswer } from "../base/api";
import { roleHelp, roles, roleTitle, useMe, type RowLimits } from "../base/me";
import { t } from "../base/messages";
import { sliceTitle } from "../base/words";
import type { MetricSummary } from "../base/types";
import { valuesOf } from "../shell/entries";
import { Form, FormField, problemOf, TextField } from "../settings/form";
import type { Member, MemberLink } from "./members";

const limits: [keyof RowLimits, slice: string][] = [["brands", "brand"], ["teams", "team"], ["segments", "segment"]];
const everything: RowLimits = { brands: [], teams: [], segments: [] };

function useValues(slice: string): string[] {
  const metrics = useAnswer<{ metrics: MetricSummary[] }>("/metrics").data?.metrics;
  const [values, setValues] = useState<string[]>([]);
  useEffect(() => {
    let left = false;
    if (metrics) void valuesOf(slice, metrics).then((found) => { if (!left) setValues(found.map((one) => one.value)); });
    return () => { left = true; };
  }, [metrics, slice]);
  return values;
}

function Limit({ slice, title, chosen, onChange }: { slice: string; title?: string; chosen: string[]; onChange: (values: string[]) => void }) {
  const known = useValues(slice);
  const all = [...known, ...chosen.filter((value) => !known.includes(value))];
  if (all.length === 0) return null;
  return (
    <fieldset class="field form-field">
      <legend>{title ?? sliceTitle(slice)}</legend>
      <div class="checks">
        {all.map((value) => (
          <label key={value} class="check">
            <input type="checkbox" checked={chosen.includes(value)} onChange={(event) =>
              onChange(event.currentTarget.checked ? [...chosen, value] : chosen.filter((other) => other !== value))} />
            <span><bdi>{value}</bdi></span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

interface Props {
  member: Member | null;
  /** With the link of an invitation; null after a change. */
  onDone: (made: MemberLink | null) => void;
}

export function MemberForm({ member, onDone }: Props) {
  const me = useMe();
  const [name, setName] = useState(member?.name ?? "");
  const [mail, setMail] = useState(member?.mail ?? "");
  const [role, setRole] = useState(member?.role ?? "viewer");
  const [rows, setRows] = useState<RowLimits>(member?.rows ?? everything);
  const [worksIn, setWorksIn] = useState<string[]>(member?.works_in ?? []);
  const submit = async () => {
    if (!member) return onDone(await send<MemberLink>("POST", "/accounts", { name, mail, role, rows }));
    await send("PATCH", `/accounts/${member.account}`, { name, mail, role, rows, works_in: worksIn });
    return onDone(null);
  };
  return (
    <Form action={member ? t("Save") : t("Invite")} idle={!name || !mail} fields={["name", "mail", "role"]} onSubmit={submit}>
      {(error) => (
        <>
          <TextField label={t("Name")} value={name} onChange={setName} maxLength={100} problem={problemOf(error, "name")} />
          <TextField label={t("Mail address")} type="email" value={mail} onChange={setMail} latin problem={problemOf(error, "mail")} />
          <FormField label={t("Role")} help={roleHelp(role)} problem={problemOf(error, "role")}>
            {(attributes) => (
              <select {...attributes} value={role} onChange={(event) => setRole(event.currentTarget.value)}>
                {roles.filter((other) => other !== "owner" || me?.role === "owner").map((other) => <option key={other} value={other} selected={other === role}>{roleTitle(other)}</option>)}
              </select>
            )}
          </FormField>
          {member && <Limit slice="team" title={t("Works in the teams")} chosen={worksIn} onChange={setWorksIn} />}
          <h3>{t("Sees only")}</h3>
          <p class="help">{t("Nothing chosen: all rows. The numbers, the facts behind them and every export are narrowed.")}</p>
          {limits.map(([key, slice]) => <Limit key={key} slice={slice} chosen={rows[key]} onChange={(values) => setRows({ ...rows, [key]: values })} />)}
        </>
      )}
    </Form>
  );
}
