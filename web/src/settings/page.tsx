// Settings: a list of sections and the one that is open. On a phone the list is a page of its own.
import "../style/settings.css";
import type { ComponentType } from "preact";
import { linkTo } from "../base/address";
import { t } from "../base/messages";
import { useTitle } from "../view/title";
import { isOpenTo, useMe } from "../base/me";
import { AccountSettings } from "../account/account";
import { AllTokens } from "../account/all-tokens";
import { Members } from "../account/members";
import { Tokens } from "../account/tokens";
import { AuditSettings } from "./audit";
import { CalendarSettings } from "./calendar";
import { CurrencySettings } from "./currencies";
import { DisplaySettings } from "./display";
import { MailSettings } from "./mail";
import { OrganizationSettings } from "./organization";
import { ProviderSettings } from "./provider";
import { settingSections } from "./sections";

const pages: Record<string, ComponentType> = {
  organization: OrganizationSettings, calendar: CalendarSettings, currencies: CurrencySettings, display: DisplaySettings, mail: MailSettings, provider: ProviderSettings,
  members: Members, "all-tokens": AllTokens, audit: AuditSettings, account: AccountSettings, tokens: Tokens,
};

export function SettingsPage({ section }: { section: string | undefined }) {
  const me = useMe();
  const sections = settingSections.filter((other) => isOpenTo(me, other.needs));
  const open = section ? sections.find((other) => other.name === section) : sections[0];
  const Section = open && pages[open.name];
  useTitle(open ? `${t(open.title)} · ${t("Settings")}` : t("Settings"));
  return (
    <div class={section ? "page settings settings-open" : "page settings"}>
      {!section && <h1 class="settings-title">{t("Settings")}</h1>}
      <nav class="settings-list" aria-label={t("Settings")}>
        <ul>
          {sections.map((other) => (
            <li key={other.name}>
              <a href={linkTo(other.path)} aria-current={other === open ? "page" : undefined}>
                <span class="settings-name">{t(other.title)}</span>
                <span class="settings-help">{t(other.help)}</span>
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div class="settings-page">
        <p class="settings-back"><a href={linkTo("/settings")}>{t("All settings")}</a></p>
        <h1>{open ? t(open.title) : !me ? t("Settings") : t("There is no such page")}</h1>
        {Section && <Section key={open.name} />}
      </div>
    </div>
  );
}
