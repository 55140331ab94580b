// Keys that work everywhere. Letters are places on the keyboard (event.code), so that they are the same in every
// layout; all of them without Ctrl can be turned off (WCAG 2.1.4).
import { useEffect } from "preact/hooks";
import { go, linkTo } from "../base/address";
import { preferences } from "../base/preferences";
import { areaPath, areas } from "./areas";

export type Panel = "search" | "keys";

const SEQUENCE_MS = 1500;

function writes(target: EventTarget | null): boolean {
  const element = target as HTMLElement | null;
  return !!element?.closest?.("input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]");
}

function panelOf(event: KeyboardEvent): Panel | null {
  if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.code === "KeyK") return "search";
  if (event.ctrlKey || event.metaKey || event.altKey || writes(event.target) || preferences().shortcuts === "off") return null;
  if (event.key === "?" || event.key === "؟") return "keys";
  return event.key === "/" ? "search" : null;
}

export function useKeys(open: (panel: Panel) => void): void {
  useEffect(() => {
    let begun = -SEQUENCE_MS;
    const onKey = (event: KeyboardEvent) => {
      const panel = panelOf(event);
      if (document.querySelector("dialog[open]")) {
        if (panel === "search" && event.ctrlKey) event.preventDefault(); // not the browser's own search either
        return;
      }
      if (panel) {
        event.preventDefault();
        open(panel);
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || writes(event.target) || preferences().shortcuts === "off") return;
      const within = event.timeStamp - begun < SEQUENCE_MS;
      const area = within ? areas.find((other) => event.code === `Key${other.letter}`) : undefined;
      begun = !area && event.code === "KeyG" ? event.timeStamp : -SEQUENCE_MS;
      if (!area) return;
      event.preventDefault();
      go(linkTo(areaPath(area)));
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
}
