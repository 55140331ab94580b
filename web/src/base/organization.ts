import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { useAddress } from "./address";
import { preferences } from "./preferences";
import type { CalendarName, Organization, PeriodLength } from "./types";

export const OrganizationContext = createContext<Organization | undefined>(undefined);

export function useOrganization(): Organization | undefined {
  return useContext(OrganizationContext);
}

const reloads = new Set<() => void>();

/** Called when the settings changed and the organization has to be read anew. */
export function onReloadOrganization(listener: () => void): () => void {
  reloads.add(listener);
  return () => void reloads.delete(listener);
}

export function reloadOrganization(): void {
  for (const listener of reloads) listener();
}

export const periodLengths: readonly PeriodLength[] = ["week", "month", "quarter", "year"];
export const calendarNames: readonly CalendarName[] = ["gregorian", "persian", "islamic"];

export interface Choices {
  period: PeriodLength;
  calendar: CalendarName;
  from: string | null;
  to: string | null;
  compare: "previous" | "year";
  where: string[];
}

/** What the address asks for; what it leaves out is the reader's preference, then the organization's. */
export function useChoices(): Choices {
  const { query } = useAddress();
  return choicesOf(query, useOrganization());
}

export function choicesOf(query: URLSearchParams, organization: Organization | undefined): Choices {
  const period = query.get("period") as PeriodLength | null;
  const calendar = query.get("calendar") as CalendarName | null;
  const preferred = preferences().calendar;
  const day = (name: string) => (/^\d{4}-\d{2}-\d{2}$/.test(query.get(name) ?? "") ? query.get(name) : null);
  return {
    period: period && (periodLengths.includes(period) || period === "day") ? period : "month",
    calendar: calendar && calendarNames.includes(calendar) ? calendar
      : preferred !== "organization" ? preferred : (organization?.calendar ?? "gregorian"),
    from: day("from"),
    to: day("to"),
    compare: query.get("compare") === "year" ? "year" : "previous",
    where: query.getAll("where").filter((text) => text.includes("=")),
  };
}

/** The choices as a question to the API. */
export function questionOf(choices: Choices): URLSearchParams {
  const question = new URLSearchParams({ period: choices.period, calendar: choices.calendar, compare: choices.compare });
  if (choices.from) question.set("from", choices.from);
  if (choices.to) question.set("to", choices.to);
  for (const filter of choices.where) question.append("where", filter);
  return question;
}

/** The overview's address. The organization's calendar is left to the server, which knows it before the page does. */
export function overviewPath(query: URLSearchParams, choices: Choices): string {
  const question = questionOf(choices);
  if (!query.has("calendar") && preferences().calendar === "organization") question.delete("calendar");
  return `/overview?${question}`;
}
