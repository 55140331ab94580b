// The pages of the settings, for their own list and for search.
import { N_ } from "../base/messages";

export interface Section {
  name: string;
  path: string;
  title: string;
  help: string;
  words?: string;
}

const section = (name: string, title: string, help: string, words = ""): Section => ({ name, path: `/settings/${name}`, title, help, words });

export const settingSections: readonly Section[] = [
  section("organization", N_("Organization"), N_("Name, language, currency, time zone, fiscal year"), "name language currency zone fiscal"),
  section("calendar", N_("Calendar and working hours"), N_("Weeks, weekend, hours of service, holidays"), "holiday weekend hours calendar ical ics"),
  section("currencies", N_("Exchange rates"), N_("What other currencies are worth"), "currency rate exchange money"),
  section("display", N_("This device"), N_("Language, colours, digits, keys"), "theme dark light contrast digits language shortcuts"),
];
