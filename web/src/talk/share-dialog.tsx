// With whom a subject is shared, and links that only read.
import { useEffect, useState } from "preact/hooks";
import { send, useAnswer } from "../base/api";
import { formatMoment } from "../base/format";
import { isOpenTo, useMe } from "../base/me";
import { N_, t } from "../base/messages";
import { useChoices } from "../base/organization";
import type { MetricSummary } from "../base/types";
import { Secret } from "../account/secret";
import { Form, FormField, problemOf, TextField } from "../settings/form";
import { Dialog } from "../shell/dialog";
import { valuesOf } from "../shell/entries";
import { errorText, notify } from "../shell/notices";
import { Segments } from "../view/choice";
import { Own } from "../view/own";
import { ProblemNotice, Skeleton } from "../view/states";
import { subjectPath } from "./subject";
import type { ReadLink, Share, Subject } from "./types";

function useTeams(): string[] {
  const metrics = useAnswer<{ metrics: MetricSummary[] }>("/metrics").data?.metrics;
  const [teams, setTeams] = useState<string[]>([]);
  useEffect(() => {
    let left = false;
    if (metrics) void valuesOf("team", metrics).then((found) => { if (!left) setTeams(found.map(({ value }) => value)); });
    return () => { left = true; };
  }, [metrics]);
  return teams;
}

function Shares({ subject }: { subject: Subject }) {
  const path = subjectPath("shares", subject);
  const [fresh, setFresh] = useState(0);
  const [how, setHow] = useState<"everyone" | "team">("team");
  const [team, setTeam] = useState("");
  const teams = useTeams();
  const { data, error } = useAnswer<{ shares: Share[] }>(path, fresh);
  const again = () => setFresh((n) => n + 1);
  const remove = async (share: Share) => {
    try {
      await send("DELETE", share.team === null ? path : `${path}?${new URLSearchParams({ team: share.team })}`);
    } catch (problem) {
      notify(errorText(problem));
    }
    again();
  };
  const add = async () => {
    await send("POST", path, how === "everyone" ? { everyone: true } : { team: team.trim() });
    setTeam("");
    again();
  };
  if (error) return <ProblemNotice error={error} retry={again} />;
  if (!data) return <Skeleton lines={3} />;
  return (
    <>
      {data.shares.length === 0 && <p class="quiet">{t("Not shared with anybody yet.")}</p>}
      <ul class="rows">
        {data.shares.map((share) => (
          <li key={share.team ?? ""}>
            <span><strong>{share.team === null ? t("Everyone") : <bdi>{share.team}</bdi>}</strong> <span class="quiet">{t("shared by {name}", { name: share.shared_by })}</span></span>
            <button type="button" class="button" onClick={() => void remove(share)}
              aria-label={share.team === null ? t("Stop sharing with everyone") : t("Stop sharing with {team}", { team: share.team })}>{t("Remove")}</button>
          </li>
        ))}
      </ul>
      <Form action={t("Share")} idle={how === "team" && !team.trim()} fields={["team"]} onSubmit={add}>
        {(problem) => (
          <>
            <Segments label={t("With whom")} value={how} onChoose={setHow} options={[{ value: "team", title: t("A team") }, { value: "everyone", title: t("Everyone") }]} />
            {how === "team" && (
              <FormField label={t("Team")} problem={problemOf(problem, "team")}>
                {(attributes) => (
                  <>
                    <input {...attributes} type="text" dir="auto" list="share-teams" value={team} onInput={(event) => setTeam(event.currentTarget.value)} />
                    <datalist id="share-teams">{teams.map((name) => <option key={name} value={name} />)}</datalist>
                  </>
                )}
              </FormField>
            )}
          </>
        )}
      </Form>
    </>
  );
}

const states: Record<ReadLink["state"], string> = { valid: N_("valid"), over: N_("over"), revoked: N_("revoked") };
const lengths: [days: number, title: string][] = [[7, N_("a week")], [30, N_("30 days")], [90, N_("90 days")], [365, N_("a year")]];

function Links({ subject }: { subject: Subject }) {
  const path = subjectPath("links", subject);
  const { calendar } = useChoices();
  const [fresh, setFresh] = useState(0);
  const [label, setLabel] = useState("");
  const [days, setDays] = useState(30);
  const [made, setMade] = useState<{ label: string; address: string } | null>(null);
  const { data, error } = useAnswer<{ links: ReadLink[] }>(path, fresh);
  const again = () => setFresh((n) => n + 1);
  const revoke = async (link: ReadLink) => {
    try {
      await send("DELETE", `/links/${link.link}`);
    } catch (problem) {
      notify(errorText(problem));
    }
    again();
  };
  const make = async () => {
    const answer = await send<{ address: string }>("POST", path, { label, days });
    setMade({ label, address: answer.address });
    setLabel("");
    again();
  };
  if (error) return <ProblemNotice error={error} retry={again} />;
  return (
    <>
      <p class="help">{t("Whoever has the link sees this, with the numbers that you see, and nothing else. It ends at its day, and when you revoke it.")}</p>
      <ul class="rows">
        {(data?.links ?? []).map((link) => (
          <li key={link.link}>
            <span>
              <strong><bdi>{link.label}</bdi></strong>
              <span class="quiet">
                <bdi>{link.account_name}</bdi> · {t(states[link.state])} · <Own>{t("until {when}", { when: formatMoment(link.expires_at, calendar) })}</Own> ·{" "}
                <Own>{link.used_at ? t("last opened {when}", { when: formatMoment(link.used_at, calendar) }) : t("never opened")}</Own>
              </span>
            </span>
            {link.state === "valid" && <button type="button" class="button" aria-label={t("Revoke the link {name}", { name: link.label })} onClick={() => void revoke(link)}>{t("Revoke")}</button>}
          </li>
        ))}
      </ul>
      {made && <div class="panel"><p><strong>{t("This address is shown once: copy it now.")}</strong></p><Secret label={made.label} text={made.address} /></div>}
      <Form action={t("Make the link")} idle={!label.trim()} fields={["label"]} onSubmit={make}>
        {(problem) => (
          <>
            <TextField label={t("For whom or what")} value={label} onChange={setLabel} maxLength={100} problem={problemOf(problem, "label")} />
            <FormField label={t("Valid for")}>
              {(attributes) => (
                <select {...attributes} value={days} onChange={(event) => setDays(Number(event.currentTarget.value))}>
                  {lengths.map(([value, title]) => <option key={value} value={value} selected={value === days}>{t(title)}</option>)}
                </select>
              )}
            </FormField>
          </>
        )}
      </Form>
    </>
  );
}

export function ShareButton({ subject, title }: { subject: Subject; title: string }) {
  const me = useMe();
  const [open, setOpen] = useState(false);
  if (!isOpenTo(me, "goals")) return null;
  return (
    <>
      <button type="button" class="button no-print" aria-haspopup="dialog" onClick={() => setOpen(true)}>{t("Share")}</button>
      {open && (
        <Dialog title={t("Share {title}", { title })} class="share-dialog" onClose={() => setOpen(false)}>
          <section aria-labelledby="share-people"><h3 id="share-people">{t("With people here")}</h3><Shares subject={subject} /></section>
          {subject.kind !== "objective" && <section aria-labelledby="share-links"><h3 id="share-links">{t("By a link that only reads")}</h3><Links subject={subject} /></section>}
        </Dialog>
      )}
    </>
  );
}
