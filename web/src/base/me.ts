// Who is signed in, and what they may do. What the server refuses stays refused; the page only leaves out what would be.
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { N_, t } from "./messages";
import type { Reading } from "./reading";

export interface RowLimits {
  brands: string[];
  teams: string[];
  segments: string[];
}

export interface Me extends Reading {
  account: number;
  name: string;
  mail: string | null;
  role: string;
  may: string[];
  rows: RowLimits;
  password: boolean;
  totp: boolean;
  /** What comes before everything else: a one-time code, or setting codes up. */
  needs: "code" | "enrolment" | null;
}

export const MeContext = createContext<Me | undefined>(undefined);

export function useMe(): Me | undefined {
  return useContext(MeContext);
}

/** Whether something that needs a permission is shown; undefined needs none. */
export function isOpenTo(me: Me | undefined, needs: string | undefined): boolean {
  return needs === undefined || (me?.may.includes(needs) ?? false);
}

export const roles = ["viewer", "member", "manager", "analyst", "administrator", "owner"] as const;
const titles: Record<string, string> = {
  owner: N_("Organization owner"), administrator: N_("Administrator"), analyst: N_("Analyst"), manager: N_("Manager"), member: N_("Member"), viewer: N_("Viewer"),
};
const helps: Record<string, string> = {
  viewer: N_("sees values, never single facts of people"), member: N_("sees values, comments and checks in"),
  manager: N_("sees the facts behind values, sets goals, holds reviews"), analyst: N_("imports, asks in SQL, defines metrics"),
  administrator: N_("settings, members, tokens, audit"), owner: N_("everything, other owners too"),
};
export const roleTitle = (role: string) => t(titles[role] ?? role);
export const roleHelp = (role: string) => t(helps[role] ?? role);

const scopes: Record<string, string> = {
  "read-values": N_("Read values"), "read-facts": N_("Read the facts behind values"), "write-facts": N_("Import facts"), query: N_("Ask in SQL"),
  goals: N_("Set goals"), reviews: N_("Hold reviews"), comment: N_("Comment"), settings: N_("Change settings"), members: N_("Manage members"), audit: N_("Read the audit log"),
  "personal-data": N_("Export and erase persons"),
};
export const scopeTitle = (scope: string) => t(scopes[scope] ?? scope);
