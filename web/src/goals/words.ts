// Words for the names that goals use.
import { plainNumber } from "../base/format";
import { N_, t } from "../base/messages";
import type { PeriodLength, Perspective } from "../base/types";
import { periodLengthTitle, perspectiveTitle } from "../base/words";
import type { GoalStatus } from "./types";

const statuses: Record<GoalStatus, string> = {
  "on-track": N_("On track"), "at-risk": N_("At risk"), "off-track": N_("Off track"), "not-enough": N_("Not enough data"),
  "no-data": N_("No data"), "no-target": N_("No target"),
};
export const statusTitle = (status: GoalStatus) => t(statuses[status]);

const levels: Record<string, string> = {
  company: N_("Company"), department: N_("Department"), team: N_("Team"), person: N_("Person"),
};
export const levelNames = Object.keys(levels);
export const levelTitle = (level: string) => t(levels[level] ?? level);

const states: Record<string, string> = { planned: N_("Planned"), running: N_("Running"), done: N_("Done"), dropped: N_("Dropped") };
export const stateNames = Object.keys(states);
export const stateTitle = (state: string) => t(states[state] ?? state);

const kinds: Record<string, string> = {
  kpi: N_("It moves with a KPI"), metric: N_("It moves with a metric"), milestone: N_("A milestone, reached or not"), number: N_("A number entered at check-ins"),
};
export const kindTitle = (kind: string) => t(kinds[kind] ?? kind);

const changes: Record<string, string> = {
  added: N_("Set"), changed: N_("Changed"), closed: N_("Closed"), removed: N_("Removed"), "carried-over": N_("Carried over"),
  "key-result-added": N_("Key result added"), "key-result-changed": N_("Key result changed"), "key-result-removed": N_("Key result removed"),
  linked: N_("Aligned"), unlinked: N_("Alignment removed"), "initiative-added": N_("Initiative added"), "initiative-changed": N_("Initiative changed"),
};
export const changeTitle = (what: string) => t(changes[what] ?? what);

const fields: Record<string, string> = {
  title: N_("What is to be reached"), why: N_("Why it matters"), level: N_("Level"), of: N_("Which department, team or person"), owner: N_("Owner"),
  from: N_("First day"), to: N_("Deadline"), committed: N_("Committed: a promise, not an aspiration"), "key-result": N_("Key result"), kind: N_("How it is measured"),
  kpi: N_("KPI"), metric: N_("Metric"), variant: N_("Form"), filters: N_("Only"), start: N_("Start"), target: N_("Target"), weight: N_("Weight"),
  initiative: N_("Initiative"), state: N_("State"), outcome: N_("What came of it"), moves: N_("Should move key result"), score: N_("Score"),
  learned: N_("What was learned"), contributes: N_("Contributes to"), depends: N_("Cannot be reached unless"), "carried-to": N_("Goes on as"),
};
export const fieldTitle = (field: string) => t(fields[field] ?? field);

/** An id from a title: what Latin letters and digits there are, else `fallback` and a number of today. */
export function idFrom(title: string, fallback: string): string {
  const plain = title.toLowerCase().normalize("NFKD").replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 50);
  return plain.length > 1 ? plain : `${fallback}-${Date.now().toString(36)}`;
}

const members: Record<string, string> = {
  id: N_("Id"), title: N_("Name"), goal: N_("Goal"), criterion: N_("Criterion"), metric: N_("Metric"), variant: N_("Its form"), parameters: N_("Parameters"),
  filters: N_("Population"), period: N_("Frequency"), calendar: N_("Calendar"), perspective: N_("Perspective"), leading: N_("Leading"), owner: N_("Owner"),
  source: N_("Source"), fresh_days: N_("Late after days"), objective: N_("Objective"), result: N_("A result (KRI)"), by_hand: N_("Entered by hand"),
  entry: N_("Who enters it"), people: N_("People"), money: N_("Money"), tools: N_("Tools"), review: N_("Next review"), retired: N_("Out of use"), weight: N_("Weight"),
};
/** A member of a KPI's definition, in words. */
export const memberTitle = (name: string) => t(members[name] ?? name);

/** What a member of a definition is, as the page says it; a dash where it is not said. */
export function memberText(name: string, value: string | undefined): string {
  if (!value) return "–";
  if (name === "period") return periodLengthTitle(value as PeriodLength);
  if (name === "perspective") return perspectiveTitle(value as Perspective);
  if (name === "weight" || name === "fresh_days") return plainNumber(Number(value));
  return value === "true" ? t("yes") : value === "false" ? t("no") : value;
}
