// A target as a form holds it: texts, and the kinds in which people think; and what the API is sent for it.
import type { Direction } from "./types";

export type Kind = "number" | "range" | "path" | "last-year" | "average" | "seasonal";
export const kinds: readonly Kind[] = ["number", "range", "path", "last-year", "average", "seasonal"];

export interface PathPoint {
  day: string;
  number: string;
}

export interface TargetDraft {
  kind: Kind;
  direction: Direction;
  number: string;
  high: string;
  shape: "stepped" | "linear";
  points: PathPoint[];
  percent: string;
  periods: string;
  scale: "mean" | "total";
  margin: string;
  from: string;
  to: string;
  segment: string;
  why: string;
}

export const emptyTarget: TargetDraft = {
  kind: "number", direction: "up", number: "", high: "", shape: "linear", points: [{ day: "", number: "" }, { day: "", number: "" }],
  percent: "10", periods: "6", scale: "mean", margin: "", from: "", to: "", segment: "", why: "",
};

/** Enough is said for the server to judge the rest. */
export function isSaid(draft: TargetDraft): boolean {
  switch (draft.kind) {
    case "number": return draft.number !== "";
    case "range": return draft.number !== "" && draft.high !== "";
    case "path": return draft.points.length > 0 && draft.points.every(({ day, number }) => day !== "" && number !== "");
    case "last-year": return draft.to !== "";
    case "average": return draft.periods !== "";
    case "seasonal": return draft.number !== "" && draft.to !== "";
  }
}

function pointsOf(draft: TargetDraft): Record<string, unknown> {
  switch (draft.kind) {
    case "number": return { direction: draft.direction, points: [{ low: Number(draft.number) }] };
    case "range": return { direction: "within", points: [{ low: Number(draft.number), high: Number(draft.high) }] };
    case "path": return { direction: draft.direction, shape: draft.shape, points: draft.points.map(({ day, number }) => ({ day, low: Number(number) })) };
    case "last-year": return { direction: draft.direction, rule: "last-year", percent: Number(draft.percent || 0) };
    case "average": return { direction: draft.direction, rule: "average", periods: Number(draft.periods), percent: Number(draft.percent || 0) };
    case "seasonal": return { direction: draft.direction, rule: `seasonal-${draft.scale}`, number: Number(draft.number) };
  }
}

export function targetBody(draft: TargetDraft): Record<string, unknown> {
  const from = draft.from || (draft.kind === "path" ? draft.points[0]?.day : "");
  return {
    ...pointsOf(draft), margin: Number(draft.margin || 0),
    ...(from && { from }), ...(draft.to && { to: draft.to }), ...(draft.segment && { segment: draft.segment }), ...(draft.why && { reason: draft.why }),
  };
}
