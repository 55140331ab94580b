// The states that are not a number: waiting, wrong, nothing.
import type { ComponentChildren } from "preact";
import { ApiError } from "../base/api";
import { ownNumbers } from "../base/format";
import { N_, t } from "../base/messages";

/** Keeps the layout while the first answer comes; shows itself only after 300 ms (the style sheet delays it). */
export function Skeleton({ lines, tall = false }: { lines: number; tall?: boolean }) {
  return (
    <div class={tall ? "skeleton skeleton-tall" : "skeleton"} role="status" aria-label={t("Loading")}>
      {Array.from({ length: lines }, (_, i) => <span key={i} class="skeleton-line" />)}
    </div>
  );
}

const codes: Record<string, string> = {
  unreachable: N_("The server does not answer. Is it still running?"),
  "not-found": N_("This does not exist."),
  "invalid-argument": N_("The question is not one that can be answered."),
  "invalid-data": N_("The data do not allow an answer."),
  timeout: N_("The question took too long and was stopped. A shorter range or fewer slices answer sooner."),
  cancelled: N_("The question was cancelled."),
  "store-busy": N_("The store is busy with something else. Try again in a moment."),
  "too-large": N_("This is more than the server takes at once."),
  "out-of-space": N_("The disk is full; nothing that was stored is lost."),
};

export function problemText(error: ApiError): string {
  const { code, detail } = error.problem;
  return ownNumbers(detail) || t(codes[code] ?? N_("Something went wrong on the server."));
}

export function ProblemNotice({ error, retry }: { error: ApiError; retry?: () => void }) {
  const { where, value, hint, code } = error.problem;
  const general = codes[code];
  return (
    <div class="problem" role="alert">
      <p class="problem-text"><bdi>{problemText(error)}</bdi></p>
      {error.problem.detail && general && <p class="quiet">{t(general)}</p>}
      {(where || value) && (
        <p class="quiet"><bdi>{ownNumbers(where ?? "")}</bdi>{where && value ? ": " : ""}{value && <code><bdi>{value}</bdi></code>}</p>
      )}
      {hint && <p><bdi>{ownNumbers(hint)}</bdi></p>}
      {retry && <button type="button" class="button" onClick={retry}>{t("Try again")}</button>}
    </div>
  );
}

export function Empty({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class="empty">
      <h2>{title}</h2>
      {children}
    </section>
  );
}
