// Members: who may come in, what they may do and see.
import { useState } from "preact/hooks";
import { forgetAnswers, send, useAnswer } from "../base/api";
import { formatMoment, listText } from "../base/format";
import { roleTitle, useMe, type RowLimits } from "../base/me";
import { N_, t } from "../base/messages";
import { useChoices } from "../base/organization";
import { Dialog } from "../shell/dialog";
import { errorText, notify } from "../shell/notices";
import { Own } from "../view/own";
import { ProblemNotice, Skeleton } from "../view/states";
import { MemberForm } from "./member-form";
import { Secret } from "./secret";

export interface Member {
  account: number;
  name: string;
  mail: string | null;
  role: string;
  state: "active" | "invited" | "disabled";
  totp: boolean;
  rows: RowLimits;
  works_in: string[];
  signed_in_at: string | null;
}

export interface MemberLink {
  account: Member;
  link: string;
  expires_at: string;
}

const states: Record<Member["state"], string> = { active: N_("active"), invited: N_("invited"), disabled: N_("disabled") };

type Open = { what: "form"; member: Member | null } | { what: "link"; link: MemberLink; ends?: boolean } | null;

function MemberRow({ member, onChange, onLink, act }: { member: Member; onChange: () => void; onLink: () => void; act: (change: object) => void }) {
  const { calendar } = useChoices();
  const me = useMe();
  const limits = [...member.rows.brands, ...member.rows.teams, ...member.rows.segments];
  const untouchable = member.role === "owner" && me?.role !== "owner";
  return (
    <li>
      <span>
        <strong><bdi>{member.name}</bdi></strong> <span class={`member-state member-${member.state}`}>{t(states[member.state])}</span>
        <span class="quiet"><bdi>{member.mail}</bdi> · {roleTitle(member.role)} · {limits.length ? <Own>{listText(limits)}</Own> : t("all rows")}</span>
        <span class="quiet"><Own>{member.signed_in_at ? t("signed in {when}", { when: formatMoment(member.signed_in_at, calendar) }) : t("never signed in")}</Own>{member.totp && <> · {t("with one-time codes")}</>}</span>
      </span>
      {!untouchable && (
        <span class="row-actions">
          <button type="button" class="button" aria-label={t("Change {name}", { name: member.name })} onClick={onChange}>{t("Edit")}</button>
          {member.state !== "disabled" && <button type="button" class="button" aria-label={t("A link for {name}", { name: member.name })} onClick={onLink}>{member.state === "invited" ? t("New link") : t("Password link")}</button>}
          {member.account !== me?.account && (member.state === "disabled"
            ? <button type="button" class="button" aria-label={t("Let {name} in again", { name: member.name })} onClick={() => act({ disabled: false })}>{t("Let in again")}</button>
            : <button type="button" class="button" aria-label={t("Disable {name}", { name: member.name })} onClick={() => act({ disabled: true })}>{t("Disable")}</button>)}
        </span>
      )}
    </li>
  );
}

export function Members() {
  const [fresh, setFresh] = useState(0);
  const [open, setOpen] = useState<Open>(null);
  const answer = useAnswer<{ accounts: Member[] }>("/accounts", fresh);
  const again = () => { forgetAnswers(); setFresh((n) => n + 1); };
  const change = async (member: Member, body: object) => {
    await send("PATCH", `/accounts/${member.account}`, body);
    again();
  };
  const disable = async (member: Member, body: { disabled?: boolean }) => {
    try {
      await change(member, body);
      notify(body.disabled ? t("{name} cannot come in any more.", { name: member.name }) : t("{name} may come in again.", { name: member.name }),
        () => change(member, { disabled: !body.disabled }));
    } catch (error) {
      notify(errorText(error));
    }
  };
  const link = async (member: Member, ends = false) => {
    try {
      setOpen({ what: "link", ends, link: await send<MemberLink>("POST", `/accounts/${member.account}/link${ends ? "?end_codes=true" : ""}`) });
    } catch (error) {
      notify(errorText(error));
    }
  };
  const members = answer.data?.accounts ?? [];
  return (
    <>
      <p><button type="button" class="button primary" onClick={() => setOpen({ what: "form", member: null })}>{t("Invite a member")}</button></p>
      {answer.error && <ProblemNotice error={answer.error} />}
      {!answer.data && !answer.error && <Skeleton lines={5} />}
      {members.length === 1 && <p class="notice">{t("You are alone here. Invite those who should see the numbers; each can be limited to their brands, teams or segments.")}</p>}
      <ul class="rows">
        {members.map((member) => (
          <MemberRow key={member.account} member={member} onChange={() => setOpen({ what: "form", member })} onLink={() => void link(member)} act={(body) => void disable(member, body)} />
        ))}
      </ul>
      {open?.what === "form" && (
        <Dialog title={open.member ? t("Change {name}", { name: open.member.name }) : t("Invite a member")} onClose={() => setOpen((now) => (now?.what === "form" ? null : now))}>
          <MemberForm member={open.member} onDone={(made) => { again(); setOpen(made ? { what: "link", link: made } : null); if (!made) notify(t("Saved.")); }} />
        </Dialog>
      )}
      {open?.what === "link" && (
        <Dialog title={t("A link for {name}", { name: open.link.account.name })} onClose={() => setOpen((now) => (now?.what === "link" ? null : now))}>
          <p>{t("Send it to {name}. It works once; whoever opens it chooses the password.", { name: open.link.account.name })}</p>
          <Secret label={t("Link")} text={open.link.link} />
          {open.link.account.totp && (open.ends
            ? <p role="status">{t("Using it takes the one-time codes away: make sure first that it is {name} who asked for it.", { name: open.link.account.name })}</p>
            : <p>{t("A one-time code is asked for behind it.")} <button type="button" class="link-button" onClick={() => void link(open.link.account, true)}>{t("The codes are lost, too")}</button></p>)}
        </Dialog>
      )}
    </>
  );
}
