// The choices that every page of numbers shares: period, calendar, range, comparison, brand and segment.
import { useEffect, useId, useState } from "preact/hooks";
import { choose } from "../base/address";
import { useAnswer } from "../base/api";
import { formatDay } from "../base/format";
import { t } from "../base/messages";
import { periodLengths, useOrganization, type Choices } from "../base/organization";
import { sliceTitle, periodLengthTitle, calendarTitle } from "../base/words";
import type { CalendarName, SliceValues } from "../base/types";
import { Segments, Select } from "./choice";
import { byName } from "./fold";
import { DayField } from "./day-field";
import { Menu } from "./menu";
import { Own } from "./own";

interface Props {
  choices: Choices;
  /** The metric whose values the filters offer, and the slices that can be filtered by here. */
  metric: string | undefined;
  slices: readonly string[];
}

function filterOf(choices: Choices, slice: string): string | null {
  const found = choices.where.find((filter) => filter.startsWith(`${slice}=`));
  return found === undefined ? null : found.slice(slice.length + 1);
}

interface SliceProps {
  choices: Choices;
  slice: string;
  metric: string;
  shown: boolean;
  onAnswer: (slice: string) => void;
}

function SliceFilter({ choices, slice, metric, shown, onAnswer }: SliceProps) {
  const answer = useAnswer<SliceValues>(`/metrics/${encodeURIComponent(metric)}/slices/${encodeURIComponent(slice)}`);
  const answered = answer.data !== undefined || answer.error !== undefined;
  useEffect(() => { if (answered) onAnswer(slice); }, [answered, slice]);
  const chosen = filterOf(choices, slice);
  const values = (answer.data?.values ?? []).map((row) => row.value ?? "");
  if (chosen !== null && !values.includes(chosen)) values.push(chosen);
  values.sort(byName);
  if (!shown || (values.length < 2 && chosen === null)) return null;
  const any = " any"; // not a value that a slice could have: values have no blank at the start
  return (
    <Select label={sliceTitle(slice)} value={chosen ?? any}
      options={[{ value: any, title: t("all") },
        ...values.map((value) => ({ value, title: value === "" ? t("without") : value, data: value !== "" }))]}
      onChoose={(value) => choose({
        where: [...choices.where.filter((filter) => !filter.startsWith(`${slice}=`)), ...(value === any ? [] : [`${slice}=${value}`])],
        at: null, offset: null,
      })} />
  );
}

/** In their order: one that is answered early waits for those before it, or they would push it aside. */
function SliceFilters({ choices, slices, metric }: { choices: Choices; slices: readonly string[]; metric: string }) {
  const [answered, setAnswered] = useState<readonly string[]>([]);
  return (
    <>
      {slices.map((slice, i) => (
        <SliceFilter key={slice} choices={choices} slice={slice} metric={metric} shown={slices.slice(0, i).every((earlier) => answered.includes(earlier))}
          onAnswer={(name) => setAnswered((known) => [...known, name])} />
      ))}
    </>
  );
}

function Range({ choices }: { choices: Choices }) {
  const organization = useOrganization();
  const { from, to, calendar } = choices;
  const text = from && to ? t("{from} to {to}", { from: formatDay(from, calendar), to: formatDay(to, calendar) })
    : from ? t("from {day}", { day: formatDay(from, calendar) })
    : to ? t("until {day}", { day: formatDay(to, calendar) })
    : t("All days");
  return (
    <div class="field">
      <span class="field-label">{t("Range")}</span>
      <Menu label={<Own>{text}</Own>} name={t("Range: {range}", { range: text })}>
        <DayField label={t("From")} value={from} calendar={calendar} start={organization?.data_from ?? organization?.today ?? "2025-01-01"}
          onChoose={(day) => choose({ from: day, at: null })} />
        <DayField label={t("To, included")} value={to} calendar={calendar} start={organization?.today ?? "2025-01-01"}
          onChoose={(day) => choose({ to: day, at: null })} />
        <button type="button" class="button" disabled={!from && !to} onClick={() => choose({ from: null, to: null, at: null })}>
          {t("All days")}
        </button>
      </Menu>
    </div>
  );
}

export function FilterBar({ choices, metric, slices }: Props) {
  const calendars: CalendarName[] = ["gregorian", "persian", "islamic"];
  const [open, setOpen] = useState(false);
  const id = useId();
  const summary = [periodLengthTitle(choices.period), calendarTitle(choices.calendar),
    ...choices.where.map((filter) => filter.slice(filter.indexOf("=") + 1) || t("without"))].join(" · ");
  return (
    <>
    {/* On paper, where the choices themselves are not. */}
    <p class="print-only"><bdi>{summary}</bdi></p>
    <button type="button" class="button filters-toggle" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
      <FilterIcon /> <bdi>{summary}</bdi>
    </button>
    <div id={id} class={open ? "filters" : "filters filters-folded"} role="group" aria-label={t("What is shown")}>
      <Segments label={t("Period")} hideLabel={false} value={choices.period}
        options={periodLengths.map((value) => ({ value, title: periodLengthTitle(value) }))}
        onChoose={(period) => choose({ period: period === "month" ? null : period, at: null, offset: null })} />
      <Range choices={choices} />
      <Select label={t("Calendar")} value={choices.calendar}
        options={calendars.map((value) => ({ value, title: calendarTitle(value) }))}
        onChoose={(calendar) => choose({ calendar, at: null, offset: null })} />
      <Select label={t("Compare with")} value={choices.compare}
        options={[{ value: "previous", title: t("the period before") }, { value: "year", title: t("a year before") }]}
        onChoose={(compare) => choose({ compare: compare === "previous" ? null : compare })} />
      {metric && <SliceFilters choices={choices} slices={slices} metric={metric} />}
      {choices.where.some((filter) => !slices.includes(filter.split("=")[0] ?? "")) && (
        <OtherFilters choices={choices} known={slices} />
      )}
    </div>
    </>
  );
}

function FilterIcon() {
  return <svg class="icon" viewBox="0 0 20 20" aria-hidden="true"><path d="M3 5h14M6 10h8M9 15h2" /></svg>;
}

/** Filters of the address that have no list here (a slice of another page): said, and removable. */
function OtherFilters({ choices, known }: { choices: Choices; known: readonly string[] }) {
  const others = choices.where.filter((filter) => !known.includes(filter.split("=")[0] ?? ""));
  return (
    <div class="chips">
      {others.map((filter) => {
        const [slice = "", ...rest] = filter.split("=");
        const text = t("{slice}: {value}", { slice: sliceTitle(slice), value: rest.join("=") || t("without") });
        return (
          <button key={filter} type="button" class="chip-button" aria-label={t("Remove the filter {filter}", { filter: text })}
            onClick={() => choose({ where: choices.where.filter((other) => other !== filter), at: null })}>
            {text} <span aria-hidden="true">×</span>
          </button>
        );
      })}
    </div>
  );
}
