// What the address of a metric's page asks for.
import { useAddress } from "../base/address";
import { addDays } from "../base/format";
import { questionOf, useChoices, type Choices } from "../base/organization";
import type { Row } from "../base/types";

export interface MetricChoices extends Choices {
  variant: string | null;
  set: string[];
  at: string | null;
  by: string | null;
  offset: number;
}

export function useMetricChoices(): MetricChoices {
  const choices = useChoices();
  const { query } = useAddress();
  return {
    ...choices, variant: query.get("variant"), set: query.getAll("set").filter((text) => text.includes("=")),
    at: query.get("at"), by: query.get("by"), offset: Math.max(0, Number(query.get("offset")) || 0),
  };
}

export function metricQuestion(choices: MetricChoices): URLSearchParams {
  const question = questionOf(choices);
  if (choices.variant) question.set("variant", choices.variant);
  for (const parameter of choices.set) question.append("set", parameter);
  return question;
}

/** The same question about one period alone. */
export function questionAt(choices: MetricChoices, row: Pick<Row, "period_start" | "period_end">): URLSearchParams {
  const question = metricQuestion(choices);
  question.set("from", row.period_start);
  question.set("to", addDays(row.period_end, -1));
  return question;
}

export function path(id: string, what: "" | "/values" | "/facts", question?: URLSearchParams): string {
  return `/metrics/${encodeURIComponent(id)}${what}${question ? `?${question}` : ""}`;
}
