// A card of the overview, read for showing: what is known of it and what that means.
import { judge, type State } from "../base/judge";
import { comparedName, periodName } from "../base/format";
import type { Choices } from "../base/organization";
import type { Card, CardGoal, Value } from "../base/types";

export interface ReadCard {
  card: Card;
  now: Value | null;
  state: State;
  strong: boolean;
  unit: Card["unit"];
  /** The name of the period that the value is of, and of what it is compared with. */
  period: string;
  against: string;
}

/** The variant's own direction and unit go before the metric's. */
export function variantOf<T extends Pick<Card, "variants">>(metric: T, name: string) {
  return metric.variants.find((variant) => variant.name === name) ?? metric.variants[0];
}

export function readCard(card: Card, choices: Choices, currency: string | null): ReadCard {
  const variant = variantOf(card, card.variant);
  const now = card.now && card.now.value !== null ? card.now : null;
  const { period, calendar } = choices;
  const { now: latest, previous } = card;
  return {
    card: { ...card, currency: card.currency ?? currency }, now, ...judge(latest, previous, card.series, variant?.better ?? card.better),
    unit: latest?.unit ?? variant?.unit ?? card.unit,
    period: latest ? periodName(latest.period_start, latest.period_end, period, calendar) : "",
    against: previous ? comparedName(previous, latest?.complete ?? true, period, calendar) : "",
  };
}

export type SortKey = "perspective" | "name" | "state" | "change" | "sample";

// What was committed to comes before what merely changed.
const goalWeight: Partial<Record<CardGoal["status"], number>> = { "off-track": -3, "at-risk": -2, "on-track": 2.5 };

const weight: Record<State, number> = { worse: 0, better: 1, changed: 2, steady: 3, early: 4, few: 5, single: 6, none: 7 };

function relativeChange({ now, card }: ReadCard): number {
  const before = card.previous?.value;
  if (!now || now.value === null || before === null || before === undefined || before === 0) return -1;
  return Math.abs((now.value - before) / before);
}

export function sortCards(cards: ReadCard[], key: SortKey, collate: (a: string, b: string) => number): ReadCard[] {
  const sorted = [...cards];
  if (key === "name") sorted.sort((a, b) => collate(a.card.title, b.card.title));
  const rank = (read: ReadCard) => goalWeight[read.card.goal?.status ?? "no-target"] ?? weight[read.state];
  if (key === "state") sorted.sort((a, b) => rank(a) - rank(b) || relativeChange(b) - relativeChange(a));
  if (key === "change") sorted.sort((a, b) => relativeChange(b) - relativeChange(a));
  if (key === "sample") sorted.sort((a, b) => (b.now?.sample_size ?? -1) - (a.now?.sample_size ?? -1));
  return sorted;
}
