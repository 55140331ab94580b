// A modal dialog of the browser's own: it keeps the focus inside, closes by Escape and gives the focus back.
import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { t } from "../base/messages";
import { CloseIcon } from "./icons";

interface Props {
  title: string;
  class?: string;
  /** Without a heading and a button to close: the title is for those who hear the page. */
  bare?: boolean;
  onClose: () => void;
  children: ComponentChildren;
}

export function Dialog({ title, class: extra = "", bare = false, onClose, children }: Props) {
  const element = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => { // at once: the next key may be Escape
    const dialog = element.current;
    if (!dialog) return undefined;
    if (!dialog.open) dialog.showModal();
    return () => dialog.close();
  }, []);
  return (
    <dialog ref={element} class={`dialog ${extra}`} aria-label={title} onClose={onClose}
      onClick={(event) => { if (event.target === element.current) element.current?.close(); }}>
      <div class="dialog-body">
        {!bare && (
          <div class="dialog-head">
            <h2>{title}</h2>
            <button type="button" class="icon-button" aria-label={t("Close")} onClick={() => element.current?.close()}><CloseIcon /></button>
          </div>
        )}
        {children}
      </div>
    </dialog>
  );
}

/** Closes the dialog that is open, so that the focus is free to go elsewhere. */
export function closeDialogs(): void {
  for (const dialog of document.querySelectorAll<HTMLDialogElement>("dialog[open]")) dialog.close();
}
