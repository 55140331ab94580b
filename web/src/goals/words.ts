// Words for the names that goals use.
import { N_, t } from "../base/messages";
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

/** An id from a title: what Latin letters and digits there are, else `fallback` and a number of today. */
export function idFrom(title: string, fallback: string): string {
  const plain = title.toLowerCase().normalize("NFKD").replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 50);
  return plain.length > 1 ? plain : `${fallback}-${Date.now().toString(36)}`;
}
