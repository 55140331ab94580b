// The pages of the settings, for their own list and for search.
import { N_ } from "../base/messages";

export interface Section {
  name: string;
  path: string;
  title: string;
  help: string;
  /** The permission without which it is not shown. */
  needs?: string | undefined;
  words?: string;
}

function section(name: string, title: string, help: string, needs: string | undefined, words: string): Section {
  return { name, path: `/settings/${name}`, title, help, needs, words };
}

export const settingSections: readonly Section[] = [
  section("organization", N_("Organization"), N_("Name, language, currency, time zone, fiscal year"), "settings", "name language currency zone fiscal"),
  section("calendar", N_("Calendar and working hours"), N_("Weeks, weekend, hours of service, holidays"), "settings", "holiday weekend hours calendar ical ics"),
  section("currencies", N_("Exchange rates"), N_("What other currencies are worth"), "settings", "currency rate exchange money"),
  section("mail", N_("Mail"), N_("The server that mail is sent through"), "settings", "smtp email server sender"),
  section("provider", N_("Provider of accounts"), N_("Signing in with accounts of OpenID Connect"), "owner", "oidc openid sso single sign-on provider issuer client secret acr"),
  section("members", N_("Members"), N_("Who may come in, what they may do and see"), "members", "invite user account role people"),
  section("all-tokens", N_("Tokens of all"), N_("What programs may do in the name of members"), "members", "api token revoke"),
  section("audit", N_("Audit log"), N_("Who did what, and from where"), "audit", "log history who export csv chain security"),
  section("account", N_("Your account"), N_("Name, language, password, one-time codes, sessions"), undefined, "name language calendar digits password totp 2fa session sign out recovery"),
  section("tokens", N_("Your tokens"), N_("For programs that ask the API in your name"), undefined, "api token key"),
  section("display", N_("This device"), N_("Language, colours, digits, keys"), undefined, "theme dark light contrast digits language shortcuts"),
];
