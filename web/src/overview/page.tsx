// The overview: one or two sentences, then every KPI in the four perspectives.
import { useMemo } from "preact/hooks";
import { choose, useAddress } from "../base/address";
import { useAnswer } from "../base/api";
import { changePreferences } from "../base/look";
import { language, t, tn } from "../base/messages";
import { overviewPath, useChoices, useOrganization } from "../base/organization";
import { preferences, type Mode } from "../base/preferences";
import type { Overview } from "../base/types";
import { Segments } from "../view/choice";
import { FilterBar } from "../view/filter-bar";
import { ProblemNotice, Skeleton } from "../view/states";
import { byName, finds } from "../view/fold";
import { useTitle } from "../view/title";
import { readCard, sortCards, type SortKey } from "./card";
import { EmptyStore } from "./empty-store";
import { groupCards, Rows, Tiles } from "./rows";
import { OverviewSentence } from "./sentence";

const sortKeys: readonly SortKey[] = ["perspective", "name", "state", "change", "sample"];
const filterSlices = ["brand", "segment"] as const;

export function OverviewPage() {
  useTitle(t("Overview"));
  const { query } = useAddress();
  const organization = useOrganization();
  const choices = useChoices();
  const answer = useAnswer<Overview>(overviewPath(query, choices));
  const search = query.get("q") ?? "";
  const sort = sortKeys.find((key) => key === (query.get("sort") ?? preferences().sort)) ?? "perspective";
  const mode: Mode = query.get("mode") === "tiles" || (!query.has("mode") && preferences().mode === "tiles") ? "tiles" : "rows";

  const overview = answer.data;
  const all = useMemo(() => (overview?.cards ?? []).map((card) => readCard(card, choices, organization?.currency ?? null)), [overview, organization, language(), choices.period, choices.calendar]);
  const hidden = query.get("empty") !== "show";
  const wanted = search.trim() !== "";
  const found = all.filter((read) => finds(`${read.card.title} ${read.card.id}`, search));
  const shown = found.filter((read) => !hidden || wanted || read.card.now !== null && read.now !== null);
  const without = found.length - found.filter((read) => read.now).length;
  const sorted = sortCards(shown, sort, byName);
  const groups = groupCards(sorted, sort === "perspective");
  const filterMetric = (slice: string) => overview?.cards.find((card) => card.now && card.slices.includes(slice))?.id;
  const metric = filterMetric("segment") ?? filterMetric("brand");
  const slices = filterSlices.filter((slice) => overview?.cards.some((card) => card.id === metric && card.slices.includes(slice)));

  if (organization && organization.data_from === null && all.every((read) => !read.now) && !answer.stale) return <EmptyStore />;
  return (
    <div class="page overview">
      <h1 class="hidden-text">{t("Overview")}</h1>
      {overview && !answer.error && <OverviewSentence cards={all} today={organization?.today} />}
      {/* With the first answer and not before it: the sentence above would push it down. */}
      {(overview || answer.error) && <FilterBar choices={choices} metric={metric} slices={slices} />}
      {answer.error && <ProblemNotice error={answer.error} />}
      {!overview && !answer.error && <Skeleton lines={14} tall />}
      {overview && !answer.error && (
        <>
          <div class="list-tools">
            <div class="search">
              <label for="find" class="hidden-text">{t("Find a measure")}</label>
              <input id="find" type="search" placeholder={t("Find a measure")} value={search}
                onInput={(event) => choose({ q: event.currentTarget.value }, "replace")} />
            </div>
            {without > 0 && !wanted && (
              <button type="button" class="link-button" aria-pressed={!hidden} onClick={() => choose({ empty: hidden ? "show" : null })}>
                {hidden ? tn("Show {count} without data", "Show {count} without data", without)
                  : tn("Hide {count} without data", "Hide {count} without data", without)}
              </button>
            )}
            <Segments<Mode> label={t("Layout")} value={mode}
              options={[{ value: "rows", title: t("Rows") }, { value: "tiles", title: t("Tiles") }]}
              onChoose={(value) => { changePreferences({ mode: value }); choose({ mode: value === "tiles" ? "tiles" : null }, "replace"); }} />
          </div>
          <div class={answer.stale ? "stale" : undefined} aria-busy={answer.stale}>
            {sorted.length === 0 && <p class="quiet">{wanted ? t("No measure has “{text}” in its name.", { text: search }) : t("There are no data for these choices.")}</p>}
            {sorted.length > 0 && (mode === "rows"
              ? <Rows groups={groups} sort={sort} onSort={(key) => { changePreferences({ sort: key }); choose({ sort: key === "perspective" ? null : key }, "replace"); }} />
              : <Tiles groups={groups} />)}
          </div>
        </>
      )}
    </div>
  );
}
