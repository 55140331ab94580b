// What the entries of the log of who did what are called.
import { N_, t } from "../base/messages";

const actions: Record<string, string> = {
  "sign-in": N_("Signed in"), "sign-out": N_("Signed out"), "session.end": N_("Ended sessions"), "session.confirm": N_("Gave the password or a code again"), "access.refused": N_("Was refused"),
  "password.change": N_("Changed their password"), "totp.begin": N_("Turned one-time codes on"), "totp.end": N_("Turned one-time codes off"), "totp.recovery": N_("Made other recovery codes"),
  "token.make": N_("Created a token"), "token.revoke": N_("Revoked a token"), "token.add": N_("Created a token"),
  "account.add": N_("Invited a member"), "account.change": N_("Changed an account"), "account.role": N_("Changed a role"),
  "account.rows": N_("Changed which rows a member sees"), "account.disable": N_("Disabled a member"), "account.enable": N_("Enabled a member"), "link.make": N_("Created a link for a password"), "account.link": N_("Created a link for a password"),
  "link.welcome": N_("Created the first account"), "link.invitation": N_("Accepted an invitation"), "link.reset": N_("Set a password by a link"),
  "mail.change": N_("Changed the mail server"), "mail.test": N_("Sent a test mail"), "provider.change": N_("Changed the provider of accounts"), "provider.look": N_("Looked at a provider of accounts"),
  "settings.change": N_("Changed settings"), "import.write": N_("Imported a file"), "import.undo": N_("Undid an import"),
  "import.rejects": N_("Took out refused rows"), "facts.write": N_("Sent facts"), query: N_("Asked in SQL"),
  "kpi.add": N_("Added a KPI"), "kpi.change": N_("Changed a KPI"), "kpi.retire": N_("Retired a KPI"), "kpi.target": N_("Changed the targets of a KPI"),
  "objective.add": N_("Added an objective"), "objective.change": N_("Changed an objective"), "objective.close": N_("Closed an objective"),
  "objective.link": N_("Linked objectives"), "key-result.add": N_("Added a key result"), "check-in.add": N_("Checked in"),
  "person.export": N_("Exported a person’s data"), "person.erase": N_("Erased a person’s data"), "audit.export": N_("Exported this log"),
};
export const auditActions = Object.keys(actions).filter((name) => !["token.add", "account.link"].includes(name)); // called as another is;

/** In words where there are some; what another program wrote stays as it is. */
export const actionTitle = (action: string): string => (actions[action] ? t(actions[action]) : action);

/** Who: people by their names; what is done at the machine itself has none. */
export const whoTitle = (name: string): string => (name === "console" ? t("Command line") : name || t("not signed in"));

const outcomes: Record<string, string> = { done: N_("done"), refused: N_("refused"), failed: N_("failed"), begun: N_("begun") };
export const outcomeTitle = (outcome: string): string => t(outcomes[outcome] ?? outcome);
