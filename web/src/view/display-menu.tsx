import { changePreferences } from "../base/look";
import { isRightToLeft, language, languageNames, languages, t } from "../base/messages";
import { calendarNames } from "../base/organization";
import { preferences, type CalendarChoice, type Digits, type Theme, type TimeDirection } from "../base/preferences";
import { keepReading, type Reading } from "../base/reading";
import { errorText, notify } from "../shell/notices";
import { calendarTitle } from "../base/words";
import { address, choose } from "../base/address";
import { Segments, Select } from "./choice";
import { Menu } from "./menu";

export const numberings = ["latn", "arab", "arabext"] as const;

export function sampleDigits(system: string): string {
  return new Intl.NumberFormat(`en-u-nu-${system}`).format(456);
}

/** It holds on this device even where the account cannot be told, which is said. */
function keep(change: Partial<Reading>): void {
  keepReading(change).catch((error: unknown) => notify(errorText(error)));
}

/** Language, theme, calendar, digits and direction of time: of the reader, not of the view. */
export function DisplayChoices() {
  const now = preferences();
  return (
    <>
      <Select label={t("Language")} value={language()}
        options={languages.map((value) => ({ value, title: languageNames[value], data: true }))}
        onChoose={(value) => {
          if (address().query.has("lang")) choose({ lang: null }, "replace");
          keep({ language: value });
        }} />
      <Select<Theme> label={t("Colours")} value={now.theme}
        options={[
          { value: "auto", title: t("As the device") }, { value: "light", title: t("Light") },
          { value: "dark", title: t("Dark") }, { value: "contrast", title: t("High contrast") },
        ]}
        onChoose={(theme) => changePreferences({ theme })} />
      <Select<CalendarChoice> label={t("Calendar")} value={now.calendar}
        options={[{ value: "organization", title: t("As the organization") },
          ...calendarNames.map((value) => ({ value, title: calendarTitle(value) }))]}
        onChoose={(calendar) => {
          if (address().query.has("calendar")) choose({ calendar: null }, "replace");
          keep({ calendar: calendar === "organization" ? null : calendar });
        }} />
      <Select<Digits> label={t("Digits")} value={now.digits}
        options={[{ value: "language", title: t("As the language") },
          ...numberings.map((value) => ({ value, title: sampleDigits(value) }))]}
        onChoose={(value) => keep({ digits: value === "language" ? null : value })} />
      {isRightToLeft() && (
        <Segments<TimeDirection> label={t("Time in charts runs")} hideLabel={false} value={now.timeDirection}
          options={[
            { value: "reading", title: t("to the left") }, { value: "left-to-right", title: t("to the right") },
          ]}
          onChoose={(timeDirection) => changePreferences({ timeDirection })} />
      )}
    </>
  );
}

export function DisplayMenu() {
  return (
    <Menu class="display" align="end"
      label={<><GlobeIcon /><span class="hidden-text">{t("Language and display")}</span><span class="display-language" lang={language()}>{languageNames[language()]}</span></>}>
      <DisplayChoices />
    </Menu>
  );
}

function GlobeIcon() {
  return (
    <svg class="icon" viewBox="0 0 20 20" aria-hidden="true">
      <circle cx="10" cy="10" r="7.5" /><path d="M2.5 10h15M10 2.5c5 5 5 10 0 15M10 2.5c-5 5-5 10 0 15" />
    </svg>
  );
}
