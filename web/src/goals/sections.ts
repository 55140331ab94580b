// The pages of goals, for their own navigation and for search: one row each.
import { N_ } from "../base/messages";

export interface GoalSection {
  /** The part of the address after /goals; "" is /goals itself. */
  name: string;
  path: string;
  title: string;
  words: string;
}

function section(name: string, title: string, words: string): GoalSection {
  return { name, path: name ? `/goals/${name}` : "/goals", title, words };
}

export const goalSections: readonly GoalSection[] = [
  section("", N_("KPIs"), "kpi kri target smart"),
  section("mine", N_("Mine"), "my own shared mentioned work team"),
  section("scorecard", N_("Scorecard"), "balanced bsc perspective weight score audit"),
  section("map", N_("Strategy map"), "cause effect drives driver links"),
  section("objectives", N_("Objectives"), "okr key results initiatives check-in"),
];
