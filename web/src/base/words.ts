// Words for the names that the API uses.
import { N_, t } from "./messages";
import type { CalendarName, PeriodLength, Perspective, Unit } from "./types";
import type { State } from "./judge";

function word(table: Record<string, string>, name: string): string {
  const text = table[name];
  return text === undefined ? name : t(text);
}

const perspectives: Record<Perspective, string> = {
  customers: N_("Customers"), processes: N_("Internal processes"), financial: N_("Financial"), learning: N_("Learning and growth"),
};
export const perspectiveOrder: readonly Perspective[] = ["customers", "processes", "financial", "learning"];
export const perspectiveTitle = (name: Perspective) => word(perspectives, name);

const lengths: Record<PeriodLength, string> = {
  day: N_("Day"), week: N_("Week"), month: N_("Month"), quarter: N_("Quarter"), year: N_("Year"), all: N_("All"),
};
export const periodLengthTitle = (name: PeriodLength) => word(lengths, name);

const calendars: Record<CalendarName, string> = {
  gregorian: N_("Gregorian"), persian: N_("Solar Hijri"), islamic: N_("Umm al-Qura"),
};
export const calendarTitle = (name: CalendarName) => word(calendars, name);

const slices: Record<string, string> = {
  brand: N_("Brand"), segment: N_("Segment"), touchpoint: N_("Touchpoint"), channel: N_("Channel"), team: N_("Team"),
  agent: N_("Agent"), country: N_("Country"), plan: N_("Plan"), language: N_("Language"), survey: N_("Survey"),
  priority: N_("Priority"), product: N_("Product"), currency: N_("Currency"), campaign: N_("Campaign"),
  category: N_("Category"), type: N_("Type"), status: N_("Status"), name: N_("Event"), cycle: N_("Cycle"), item: N_("Item"),
  manager: N_("Manager"), movement: N_("Movement"), age: N_("Age"), cohort: N_("Cohort"), reason: N_("Reason"),
  department: N_("Department"), location: N_("Location"), owner: N_("Owner"), band: N_("Band"), question: N_("Question"), topic: N_("Topic"),
};
export const sliceTitle = (name: string) => word(slices, name.replace(/^own:/, ""));

const states: Record<State, string> = {
  better: N_("Better"), worse: N_("Worse"), changed: N_("Changed"), steady: N_("Steady"), early: N_("Too early"), few: N_("Too few"),
  none: N_("No data"), single: N_("No comparison"),
};
export const stateTitle = (state: State) => word(states, state);

const units: Record<Unit, string> = {
  percent: N_("percent"), points: N_("points"), score: N_("score"), seconds: N_("duration"), count: N_("number"),
  ratio: N_("ratio"), money: N_("money"), hours: N_("hours"),
};
export const unitTitle = (unit: Unit) => word(units, unit);

const reasons: Record<string, string> = {
  "no-data": N_("There are no data for this period."),
  "division-by-zero": N_("There is nothing to divide by in this period, so the value is undefined."),
  "mixed-scales": N_("Answers on more than one scale do not add up to one value."),
  suppressed: N_("Too few people stand behind it to show it."),
  "too-few": N_("Too few people stand behind it to show it."),
  "invalid-argument": N_("This measure cannot be filtered in this way."),
};
export const reasonText = (reason: string | null) => (reason ? word(reasons, reason) : t("There are no data for this period."));

const methods: Record<string, string> = {
  wilson: N_("Wilson score interval"), nps: N_("adjusted Wald interval of a net score"), "nps-wald": N_("Wald interval of a net score"),
  nps_wald: N_("Wald interval of a net score"), "adjusted-wald": N_("adjusted Wald interval of a net score"),
  wald: N_("Wald interval of a net score"), mean: N_("interval of a mean"), "student-t": N_("interval of a mean, by Student's t"),
};
export const methodTitle = (method: string) => word(methods, method);

const better: Record<string, string> = {
  up: N_("higher is better"), down: N_("lower is better"), neither: N_("neither direction is better"),
};
export const betterTitle = (name: string) => word(better, name);

const indicators: Record<string, string> = {
  result: N_("a result (KRI): it reports what came of the work"),
  performance: N_("a performance (KPI): one can act upon it"),
};
export const indicatorTitle = (name: string) => word(indicators, name);
