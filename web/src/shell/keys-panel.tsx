// What the keys do: under "?".
import { useState } from "preact/hooks";
import { t } from "../base/messages";
import { preferences, setPreferences } from "../base/preferences";
import { areas, areaTitle } from "./areas";
import { Dialog } from "./dialog";

const apple = /Mac|iPhone|iPad/.test(navigator.userAgent);
export const searchKeys: readonly string[] = [apple ? "⌘" : "Ctrl", "K"];

export function Keys({ keys }: { keys: readonly string[] }) {
  return <span class="keys" dir="ltr">{keys.map((key) => <kbd key={key}>{key}</kbd>)}</span>;
}

export function KeysPanel({ onClose }: { onClose: () => void }) {
  const [on, setOn] = useState(preferences().shortcuts === "on");
  const groups: [string, [readonly string[], string][]][] = [
    [t("Everywhere"), [
      [searchKeys, t("Search")],
      [["/"], t("Search")],
      [["?"], t("These keys")],
      [["Esc"], t("Close what is open")],
    ]],
    [t("Go to"), areas.map((area) => [["G", area.letter], areaTitle(area)])],
    [t("In a list of measures"), [[["↓"], t("The next measure")], [["↑"], t("The measure before")], [["Enter"], t("Open it")]]],
    [t("On a measure’s page"), [[["T"], t("The chart’s numbers as a table")]]],
  ];
  return (
    <Dialog title={t("Keys")} class="keys-panel" onClose={onClose}>
      <div class="keys-groups">
        {groups.map(([title, rows]) => (
          <section key={title}>
            <h3>{title}</h3>
            <dl>
              {rows.map(([keys, what]) => <div key={keys.join()}><dt><Keys keys={keys} /></dt><dd>{what}</dd></div>)}
            </dl>
          </section>
        ))}
      </div>
      <label class="check">
        <input type="checkbox" checked={on} onChange={(event) => {
          setOn(event.currentTarget.checked);
          setPreferences({ shortcuts: event.currentTarget.checked ? "on" : "off" });
        }} />
        <span>{t("Keys without Ctrl work")}</span>
      </label>
    </Dialog>
  );
}
