// How a person likes to read: kept with the account, so that it is the same on every device. This device remembers it
// too, so that the next page begins with it.
import { address } from "./address";
import { send } from "./api";
import { changeLanguage, changePreferences } from "./look";
import { language, type Language } from "./messages";
import { preferences, type Digits } from "./preferences";
import type { CalendarName } from "./types";

export interface Reading {
  /** null: as this device begins. */
  language: Language | null;
  /** null: as the organization has it. */
  calendar: CalendarName | null;
  /** A numbering system of Unicode; null: as the language writes them. */
  digits: Exclude<Digits, "language"> | null;
}

let adopted = "";

/** What the account says holds here from now on; a link's own language stays. */
export function adoptReading({ language: wanted, calendar, digits }: Reading): void {
  const said = JSON.stringify([wanted, calendar, digits]);
  if (said === adopted) return;
  adopted = said;
  const now = preferences(), change = { calendar: calendar ?? "organization", digits: digits ?? "language" } as const;
  if (change.calendar !== now.calendar || change.digits !== now.digits) changePreferences(change);
  if (wanted && wanted !== language() && !address().query.has("lang")) void changeLanguage(wanted, /* remember= */ true);
}

/** Holds at once, and goes to the account. */
export async function keepReading(change: Partial<Reading>): Promise<void> {
  if (change.calendar !== undefined) changePreferences({ calendar: change.calendar ?? "organization" });
  if (change.digits !== undefined) changePreferences({ digits: change.digits ?? "language" });
  if (change.language) await changeLanguage(change.language, /* remember= */ true);
  await send("PATCH", "/me", change);
}
