// The KPIs as dense rows of a table (on a phone each row becomes a card) or as tiles.
import type { JSX } from "preact";
import { linkTo } from "../base/address";
import { formatMargin, formatValue, sampleText } from "../base/format";
import { t } from "../base/messages";
import { perspectiveOrder, perspectiveTitle, reasonText } from "../base/words";
import type { ReadCard, SortKey } from "./card";
import { ChangeChip, StateMark } from "./marks";
import { Bullet } from "./bullet";
import { Sparkline } from "./sparkline";
import { InPieces } from "../view/later";
import { GoalMark } from "../goals/marks";
import { Own } from "../view/own";

export interface Group {
  key: string;
  title: string | null;
  cards: ReadCard[];
}

const AT_ONCE = 10; // cards: more than a screen shows
/** Where a row becomes a card (style/overview.css). In a table later rows would move the columns of those above. */
const narrow = matchMedia("(max-width: 46rem)");

/** How many cards stand above a group. */
function before(groups: Group[], group: Group): number {
  return groups.slice(0, groups.indexOf(group)).reduce((sum, one) => sum + one.cards.length, 0);
}

export function groupCards(cards: ReadCard[], grouped: boolean): Group[] {
  if (!grouped) return [{ key: "all", title: null, cards }];
  return perspectiveOrder
    .map((key) => ({ key, title: perspectiveTitle(key), cards: cards.filter((read) => read.card.perspective === key) }))
    .filter((group) => group.cards.length > 0);
}

function ValueText({ read }: { read: ReadCard }) {
  const { now, card, unit } = read;
  if (!now || now.value === null) return <span class="no-value" title={reasonText(card.now?.reason ?? card.reason)}>{t("No data")}</span>;
  const format = { unit, currency: card.currency, compact: true };
  return (
    <Own class="value" title={formatValue(now.value, { ...format, compact: false })}>{formatValue(now.value, format)}</Own>
  );
}

function Margin({ read }: { read: ReadCard }) {
  const { now, card, unit } = read;
  if (!now?.interval || now.value === null) return <span class="margin" />; // keeps the values in one line
  const format = { unit, currency: card.currency, compact: true };
  const { low, high } = now.interval;
  const range = t("between {low} and {high}", { low: formatValue(low, format), high: formatValue(high, format) });
  return (
    <span class="margin" title={range}>
      <Own aria-hidden="true">{formatMargin((high - low) / 2, now.value, format)}</Own>
      <span class="hidden-text">{range}</span>
    </span>
  );
}

function PeriodText({ read }: { read: ReadCard }) {
  if (!read.now) return null;
  return (
    <span class="period-text">
      <Own>{read.period}</Own>
      {!read.now.complete && <span class="still-open">{t("not over")}</span>}
    </span>
  );
}

/** The status of the KPI behind it where there is one, which leads to it; else what the change means. */
function Mark({ read }: { read: ReadCard }) {
  const { goal } = read.card;
  if (!goal || goal.status === "no-target") return <StateMark state={read.state} />;
  return <a class="goal-link" href={linkTo(`/goals/kpi/${goal.kpi}`)} title={goal.label ? t("{period}: {title}", { period: goal.label, title: goal.title }) : goal.title}><GoalMark status={goal.status} certain={goal.certain} /></a>;
}

function TargetText({ read }: { read: ReadCard }) {
  const { goal } = read.card;
  if (!goal || goal.low === null || goal.high === null) return null;
  const one = (value: number) => formatValue(value, { unit: read.unit, currency: read.card.currency, compact: true });
  const text = goal.direction === "within" ? t("{low} to {high}", { low: one(goal.low), high: one(goal.high) })
    : goal.direction === "down" ? t("at most {value}", { value: one(goal.high) }) : t("at least {value}", { value: one(goal.low) });
  return <span class="target"><Bullet goal={goal} /><Own class="target-text">{text}</Own></span>;
}

/** A line of the trend's target for each of its periods. */
const pathOf = (read: ReadCard) => read.card.goal?.path ?? [];

function Sample({ read }: { read: ReadCard }) {
  const size = read.now?.sample_size;
  if (size === null || size === undefined) return null;
  return <Own class={read.now?.small_sample ? "sample sample-small" : "sample"}>{sampleText(size)}</Own>;
}

function MetricLink({ read }: { read: ReadCard }) {
  return (
    <a class="metric-name" href={linkTo(`/metric/${read.card.id}`)} title={read.card.help}>
      <bdi>{read.card.title}</bdi>
    </a>
  );
}

/** Up and down walk from name to name, as in a list; Tab goes on to leave it row by row. */
function walk(event: JSX.TargetedKeyboardEvent<HTMLElement>): void {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const links = [...event.currentTarget.querySelectorAll<HTMLAnchorElement>("a.metric-name")];
  const at = links.indexOf(document.activeElement as HTMLAnchorElement);
  if (at < 0) return;
  event.preventDefault();
  links[at + (event.key === "ArrowDown" ? 1 : -1)]?.focus();
}

interface RowsProps {
  groups: Group[];
  sort: SortKey;
  onSort: (key: SortKey) => void;
}

function Heading({ name, title, sort, onSort, class: extra }: { name: SortKey | null; title: string; class: string } & Omit<RowsProps, "groups">) {
  return (
    <th scope="col" role="columnheader" class={extra} aria-sort={name && sort === name ? (name === "name" ? "ascending" : "descending") : undefined}>
      {name
        ? <button type="button" class="sort-button" onClick={() => onSort(sort === name ? "perspective" : name)}>
            {title}<span class="sort-mark" aria-hidden="true">{sort === name ? (name === "name" ? "↑" : "↓") : ""}</span>
          </button>
        : title}
    </th>
  );
}

export function Rows({ groups, sort, onSort }: RowsProps) {
  const goals = groups.some((group) => group.cards.some((read) => read.card.goal));
  const heading = { sort, onSort };
  return (
    <table class="kpis" role="table" onKeyDown={walk}>
      <caption class="hidden-text">{t("Measures with their latest value, change and trend")}</caption>
      <thead role="rowgroup">
        <tr role="row">
          <Heading {...heading} name="name" title={t("Measure")} class="c-name" />
          <Heading {...heading} name="state" title={t("Signal")} class="c-state" />
          <Heading {...heading} name={null} title={t("Value")} class="c-value" />
          <Heading {...heading} name="change" title={t("Change")} class="c-change" />
          {goals && <Heading {...heading} name={null} title={t("Target")} class="c-target" />}
          <Heading {...heading} name={null} title={t("Trend")} class="c-trend" />
          <Heading {...heading} name="sample" title={t("Sample")} class="c-sample" />
          <Heading {...heading} name={null} title={t("Period")} class="c-period" />
        </tr>
      </thead>
      {groups.map((group) => (
        <tbody key={group.key} role="rowgroup">
          {group.title && (
            <tr class="group" role="row">
              <th scope="rowgroup" role="rowheader" colSpan={goals ? 8 : 7}><h2>{group.title}</h2></th>
            </tr>
          )}
          <InPieces items={group.cards} before={before(groups, group)} atOnce={narrow.matches ? AT_ONCE : Infinity} draw={(read) => (
            <tr key={read.card.id} role="row" class={`kpi kpi-${read.state}`}>
              <th scope="row" role="rowheader" class="c-name"><MetricLink read={read} /></th>
              <td role="cell" class="c-state"><Mark read={read} /></td>
              <td role="cell" class="c-value"><ValueText read={read} /> <Margin read={read} /></td>
              <td role="cell" class="c-change">
                {read.now && <ChangeChip now={read.now} before={read.card.previous} unit={read.unit} state={read.state} strong={read.strong} against={read.against} />}
              </td>
              {goals && <td role="cell" class="c-target"><TargetText read={read} /></td>}
              <td role="cell" class="c-trend">{read.now && <Sparkline series={read.card.series} target={pathOf(read)} />}</td>
              <td role="cell" class="c-sample"><Sample read={read} /></td>
              <td role="cell" class="c-period"><PeriodText read={read} /></td>
            </tr>
          )} />
        </tbody>
      ))}
    </table>
  );
}

export function Tiles({ groups }: { groups: Group[] }) {
  return (
    <div onKeyDown={walk}>
      {groups.map((group) => (
        <section key={group.key} class="tile-group">
          {group.title && <h2>{group.title}</h2>}
          <ul class="tiles">
            <InPieces items={group.cards} before={before(groups, group)} atOnce={AT_ONCE} draw={(read) => (
              <li key={read.card.id} class={`tile kpi-${read.state}`}>
                <div class="tile-head"><MetricLink read={read} /><Mark read={read} /></div>
                <div class="tile-value"><ValueText read={read} /> <Margin read={read} /></div>
                <div class="tile-trend">
                  {read.now && <Sparkline series={read.card.series} target={pathOf(read)} />}
                  {read.now && <ChangeChip now={read.now} before={read.card.previous} unit={read.unit} state={read.state} strong={read.strong} against={read.against} />}
                </div>
                <div class="tile-foot"><PeriodText read={read} /><Sample read={read} /></div>
                <TargetText read={read} />
              </li>
            )} />
          </ul>
        </section>
      ))}
    </div>
  );
}
