// What a reader chose for this device.
import { useState } from "preact/hooks";
import { t } from "../base/messages";
import { preferences, setPreferences } from "../base/preferences";
import { DisplayChoices } from "../view/display-menu";

export function DisplaySettings() {
  const [on, setOn] = useState(preferences().shortcuts === "on");
  return (
    <div class="form">
      <p class="quiet">{t("Language, calendar and digits go with your account to every device; colours, keys and the direction of time stay on this one. All hold at once.")}</p>
      <DisplayChoices />
      <label class="check">
        <input type="checkbox" checked={on} onChange={(event) => {
          setOn(event.currentTarget.checked);
          setPreferences({ shortcuts: event.currentTarget.checked ? "on" : "off" });
        }} />
        <span>{t("Keys without Ctrl work")}</span>
      </label>
    </div>
  );
}
