// A field for a file, worded by the page: the browser's own button speaks the browser's language, not the reader's. The
// native field lies over it unseen, so that keys, screen readers and dropped files meet what they know.
import type { ComponentChildren } from "preact";
import { useId, useState } from "preact/hooks";
import { t } from "../base/messages";

interface Props {
  label: string;
  accept: string;
  help: ComponentChildren;
  /** The chosen file's name. */
  name: string | undefined;
  onPick: (file: File) => void;
}

export function FileField({ label, accept, help, name, onPick }: Props) {
  const id = useId();
  const [over, setOver] = useState(false);
  const pick = (files: FileList | null | undefined) => { const file = files?.[0]; if (file) onPick(file); };
  return (
    <div class={over ? "field drop drop-over" : "field drop"} onDragOver={(event) => { event.preventDefault(); setOver(true); }} onDragLeave={() => setOver(false)}
      onDrop={(event) => { event.preventDefault(); setOver(false); pick(event.dataTransfer?.files); }}>
      <label for={id}>{label}</label>
      <div class="file">
        {/* Emptied first: the same file, once mended, is a choice again. */}
        <input id={id} type="file" accept={accept} aria-describedby={`${id}-help`} onClick={(event) => { event.currentTarget.value = ""; }}
          onChange={(event) => pick(event.currentTarget.files)} />
        <span class="button" aria-hidden="true">{t("Choose a file")}</span>
        <span class="quiet" role="status">{name ? <bdi>{name}</bdi> : t("none chosen yet")}</span>
      </div>
      <p id={`${id}-help`} class="help">{help}</p>
    </div>
  );
}
