// The overview in words: what got better, what got worse, and whether the period is over.
import type { ComponentChild } from "preact";
import { linkTo } from "../base/address";
import { daysText, dayOf, isoOf } from "../base/format";
import { language, rich, richn, t, tn } from "../base/messages";
import type { ReadCard } from "./card";

const NAMED = 3;

/** Names as links, joined as the language joins a list; what is beyond three is counted. */
function names(cards: ReadCard[]): ComponentChild {
  const shown = cards.slice(0, cards.length === NAMED + 1 ? NAMED + 1 : NAMED);
  const rest = cards.length - shown.length;
  const parts = [...shown.map((_, i) => `\u0001${i}\u0001`), ...(rest ? [tn("{count} more", "{count} more", rest)] : [])];
  const text = new Intl.ListFormat(language(), { type: "conjunction" }).format(parts);
  return text.split(/(\u0001\d\u0001)/).map((piece) => {
    const index = /^\u0001(\d)\u0001$/.exec(piece)?.[1];
    const read = index === undefined ? undefined : shown[Number(index)];
    return read ? <a key={read.card.id} href={linkTo(`/metric/${read.card.id}`)}><bdi>{read.card.title}</bdi></a> : piece;
  });
}

export function OverviewSentence({ cards, today }: { cards: ReadCard[]; today: string | undefined }) {
  const withData = cards.filter((read) => read.now);
  if (withData.length === 0) return <p class="sentence">{t("There are no data for these choices.")}</p>;
  // The period that most cards are of: some sources end earlier than others.
  const counted = new Map<string, number>();
  for (const read of withData) counted.set(read.period, (counted.get(read.period) ?? 0) + 1);
  const period = [...counted].sort((a, b) => b[1] - a[1])[0]?.[0] ?? "";
  const typical = withData.find((read) => read.period === period && read.against) ?? withData[0];
  const better = withData.filter((read) => read.state === "better");
  const worse = withData.filter((read) => read.state === "worse");
  const off = withData.filter((read) => read.card.goal?.status === "off-track");
  const days = typical?.now && !typical.now.complete
    ? Math.round((dayOf(typical.now.period_end < (today ?? "") ? typical.now.period_end : isoOf(dayOf(today ?? typical.now.period_end))).getTime()
        - dayOf(typical.now.period_start).getTime()) / 86_400_000) : 0;
  const against = typical?.against ?? "";
  return (
    <div class="sentence">
      <p>
        {off.length > 0 && <>{richn("{count} KPI is off track: {names}.", "{count} KPIs are off track: {names}.", off.length, { names: names(off) })}{" "}</>}
        {worse.length > 0
          ? richn("{count} measure got worse in {period}, more than chance would have it: {names}.",
            "{count} measures got worse in {period}, more than chance would have it: {names}.",
            worse.length, { period, names: names(worse) })
          : rich("In {period} no measure got worse beyond chance.", { period })}
        {" "}
        {better.length > 0
          ? richn("{count} measure got better: {names}.", "{count} measures got better: {names}.", better.length, { names: names(better) })
          : t("None got better beyond chance.")}
      </p>
      <p class="quiet">
        {against && tn("{count} measure has data; it is compared with {against}.", "{count} measures have data; they are compared with {against}.",
          withData.length, { against })}
        {days > 0 && <>{" "}{t("This period is not over: what there is so far ({days}) is compared with as many days of the earlier one.", { days: daysText(days) })}</>}
      </p>
    </div>
  );
}
