// What is shown once and has to be taken along: a link, a token, codes.
import { useState } from "preact/hooks";
import { t } from "../base/messages";

export function Secret({ label, text }: { label: string; text: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      setCopied(false); // not allowed here: the text is there to be marked by hand
    }
  };
  return (
    <div class="secret">
      <span class="field-label">{label}</span>
      <pre class="command" dir="ltr" tabIndex={0} aria-label={label}><code>{text}</code></pre>
      <button type="button" class="button" onClick={() => void copy()}>{t("Copy")}</button>
      <span role="status" class="quiet">{copied ? t("Copied.") : ""}</span>
    </div>
  );
}
