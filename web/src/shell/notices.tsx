// What was just done, at the foot of the page, with a way to take it back. A notice that can be undone stays until it
// is dismissed, replaced or left behind: nobody has to hurry.
import { useEffect, useState } from "preact/hooks";
import { useAddress } from "../base/address";
import { ApiError } from "../base/api";
import { t } from "../base/messages";
import { problemText } from "../view/states";
import { CloseIcon } from "./icons";

interface Notice {
  text: string;
  /** Takes the change back. */
  undo?: () => Promise<unknown>;
}

let current: Notice | null = null;
let listener: (() => void) | null = null;
let timer = 0;

function show(notice: Notice | null): void {
  window.clearTimeout(timer);
  current = notice;
  if (notice && !notice.undo) timer = window.setTimeout(() => show(null), 8000);
  listener?.();
}

export function notify(text: string, undo?: () => Promise<unknown>): void {
  show(undo ? { text, undo } : { text });
}

export function errorText(error: unknown): string {
  return error instanceof ApiError ? problemText(error) : String(error);
}

export function Notices() {
  const [, redraw] = useState(0);
  const [busy, setBusy] = useState(false);
  const { path } = useAddress();
  useEffect(() => {
    listener = () => redraw((n) => n + 1);
    return () => { listener = null; };
  }, []);
  useEffect(() => () => show(null), [path]);
  const notice = current;
  const undo = async () => {
    setBusy(true);
    try {
      await notice?.undo?.();
      notify(t("Taken back."));
    } catch (error) {
      notify(errorText(error));
    }
    setBusy(false);
  };
  return (
    <div class="notices" role="status">
      {notice && (
        <div class="toast">
          <span><bdi>{notice.text}</bdi></span>
          {notice.undo && <button type="button" class="button" disabled={busy} onClick={() => void undo()}>{t("Undo")}</button>}
          <button type="button" class="icon-button" aria-label={t("Dismiss")} onClick={() => show(null)}><CloseIcon /></button>
        </div>
      )}
    </div>
  );
}
