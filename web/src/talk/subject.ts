// Where a subject lies in the API and in the app.
import { linkTo } from "../base/address";
import type { Subject, SubjectKind } from "./types";

const pages: Record<SubjectKind, string> = { kpi: "/goals/kpi", objective: "/goals/objective", review: "/reviews" };

/** The page of a subject; `comment`: the one that is looked for there. */
export function subjectPage({ kind, id }: Subject, comment?: number | null): string {
  return linkTo(`${pages[kind]}/${encodeURIComponent(id)}`, { comment: comment ? String(comment) : null });
}

/** The place of what belongs to a subject: "/comments/kpi/nps". */
export function subjectPath(what: "comments" | "shares" | "links", { kind, id }: Subject): string {
  return `/${what}/${kind}/${encodeURIComponent(id)}`;
}
