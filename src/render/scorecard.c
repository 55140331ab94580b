#include "render/scorecard.h"

#include "base/translate.h"
#include "render/goal.h"
#include "render/number.h"
#include "render/result.h"
#include "render/table.h"

#include <string.h>

const char *scorecard_rule_text(void)
{
    return _("A KPI scores 1 on track and 0 off track; at risk it scores what is left of its margin, so short by a quarter of it is "
             "0.75. A perspective's score is the mean of its KPIs' by their weights, that of the whole the mean of the perspectives' "
             "by theirs. What cannot be judged is left out and counts neither for nor against.");
}

const char *scorecard_reason_text(const char *reason)
{
    static const struct { const char *name, *text; } reasons[] = {
        {"no-target", N_("no target")},    {"no-data", N_("no data")},         {"not-enough", N_("not enough data")},
        {"no-weight", N_("weight 0")},     {"no-kpi", N_("no KPI")},           {"nothing-known", N_("none of its KPIs can be judged")}};
    for (size_t i = 0; reason && i < sizeof reasons / sizeof reasons[0]; i++)
        if (strcmp(reasons[i].name, reason) == 0)
            return _(reasons[i].text);
    return "";
}

/* ---- perspectives ---- */

static void write_perspective(JsonWriter *writer, const ScorecardPerspective *perspective)
{
    json_member_text(writer, "id", perspective->id);
    json_member_text(writer, "title", perspective_title(perspective->id, perspective->title));
    json_member_boolean(writer, "own_title", perspective->title != NULL);
    json_member_integer(writer, "place", perspective->place);
    json_member_number(writer, "weight", perspective->weight);
    json_member_integer(writer, "revision", perspective->revision);
}

void render_perspective_json(JsonWriter *writer, const ScorecardPerspective *perspective)
{
    json_object(writer);
    write_perspective(writer, perspective);
    json_object_end(writer);
}

void render_perspective_table(Arena *arena, TextBuilder *out, const ScorecardPerspective *perspectives, size_t count)
{
    enum { COLUMNS = 4 };
    const TableColumn columns[COLUMNS] = {{_("place"), true}, {_("id"), false}, {_("perspective"), false}, {_("weight"), true}};
    const char **cells = ARENA_ARRAY(arena, count * COLUMNS + 1, const char *);
    for (size_t i = 0; i < count; i++) {
        const char **row = cells + i * COLUMNS;
        row[0] = arena_format(arena, "%lld", (long long)perspectives[i].place);
        row[1] = perspectives[i].id;
        row[2] = perspective_title(perspectives[i].id, perspectives[i].title);
        row[3] = arena_format(arena, "%g", perspectives[i].weight);
    }
    render_table(out, columns, COLUMNS, cells, count);
}

/* ---- scores ---- */

static void write_kpi(JsonWriter *writer, const ScoredKpi *scored)
{
    const KpiPeriod *now = scored->state->now;
    json_object(writer);
    render_maybe(writer, "score", scored->score);
    json_member_number(writer, "weight", scored->weight);
    json_member_number(writer, "share", scored->share);
    json_member_text(writer, "reason", scored->reason);
    render_maybe(writer, "margin", (MaybeNumber){now && now->judgement.status >= GOAL_NOT_ENOUGH, now ? now->judgement.margin : 0});
    json_key(writer, "kpi");
    render_kpi_json(writer, scored->state, /* whole= */ true);
    json_object_end(writer);
}

static void write_scored(JsonWriter *writer, const ScoredPerspective *scored)
{
    json_object(writer);
    write_perspective(writer, scored->perspective);
    render_maybe(writer, "score", scored->score);
    json_member_number(writer, "share", scored->share);
    json_member_text(writer, "reason", scored->reason);
    json_member_integer(writer, "known", (int64_t)scored->known);
    json_member_number(writer, "coverage", scored->coverage);
    json_key(writer, "kpis");
    json_array(writer);
    for (size_t i = 0; i < scored->count; i++)
        write_kpi(writer, &scored->kpis[i]);
    json_array_end(writer);
    json_object_end(writer);
}

void render_scorecard_json(JsonWriter *writer, const Scorecard *scorecard)
{
    json_object(writer);
    render_maybe(writer, "score", scorecard->score);
    json_member_integer(writer, "kpis", (int64_t)scorecard->kpis);
    json_member_integer(writer, "known", (int64_t)scorecard->known);
    json_member_number(writer, "coverage", scorecard->coverage);
    json_member_text(writer, "rule", scorecard_rule_text());
    json_key(writer, "perspectives");
    json_array(writer);
    for (size_t i = 0; i < scorecard->count; i++)
        write_scored(writer, &scorecard->perspectives[i]);
    json_array_end(writer);
    json_object_end(writer);
}

/* "0.75", or why there is none. */
static const char *score_cell(Arena *arena, MaybeNumber score, const char *reason)
{
    return score.defined ? number_decimals(arena, score.number, 2) : scorecard_reason_text(reason);
}

static const char *share_cell(Arena *arena, double share)
{
    return share > 0 ? number_share(arena, share) : "";
}

enum { SCORE_COLUMNS = 6 };

static void kpi_row(Arena *arena, const ScoredKpi *scored, const char **row)
{
    const KpiState *state = scored->state;
    row[0] = arena_format(arena, "  %s (%s)", state->kpi->title, state->kpi->id);
    row[1] = score_cell(arena, scored->score, scored->reason);
    row[2] = arena_format(arena, "%g", scored->weight);
    row[3] = share_cell(arena, scored->share);
    if (!state->now)
        return;
    row[4] = format_number(arena, state->now->value->value.number, state->query->variant->unit, state->currency);
    row[5] = goal_status_text(state->now->judgement.status);
}

static size_t fill_rows(Arena *arena, const Scorecard *scorecard, const char **cells)
{
    size_t rows = 0;
    for (size_t i = 0; i < scorecard->count; i++) {
        const ScoredPerspective *scored = &scorecard->perspectives[i];
        const char **row = cells + rows++ * SCORE_COLUMNS;
        row[0] = perspective_title(scored->perspective->id, scored->perspective->title);
        row[1] = score_cell(arena, scored->score, scored->reason);
        row[2] = arena_format(arena, "%g", scored->perspective->weight);
        row[3] = share_cell(arena, scored->share);
        for (size_t k = 0; k < scored->count; k++)
            kpi_row(arena, &scored->kpis[k], cells + rows++ * SCORE_COLUMNS);
    }
    return rows;
}

void render_scorecard_text(Arena *arena, TextBuilder *out, const Scorecard *scorecard)
{
    const TableColumn columns[SCORE_COLUMNS] = {{_("perspective, KPI"), false}, {_("score"), true}, {_("weight"), true},
                                                {_("share"), true},             {_("value"), true}, {_("status"), false}};
    const char **cells = ARENA_ARRAY(arena, (scorecard->count + scorecard->kpis) * SCORE_COLUMNS + 1, const char *);
    if (scorecard->score.defined)
        text_append_format(out, _("The scorecard stands at %s of 1; %s of %s KPIs are judged, %s of the weights.\n\n"),
                           number_decimals(arena, scorecard->score.number, 2), number_count(arena, scorecard->known),
                           number_count(arena, scorecard->kpis), number_share(arena, scorecard->coverage));
    else
        text_append_format(out, "%s\n\n", _("The scorecard has no score: no KPI can be judged yet."));
    render_table(out, columns, SCORE_COLUMNS, cells, fill_rows(arena, scorecard, cells));
    text_append_format(out, "\n%s\n", scorecard_rule_text());
}

/* ---- audit ---- */

void render_findings_json(JsonWriter *writer, const ScorecardFinding *findings, size_t count)
{
    json_object(writer);
    json_key(writer, "limits");
    json_object(writer);
    json_member_integer(writer, "perspective", SCORECARD_PERSPECTIVE_LIMIT);
    json_member_integer(writer, "scorecard", SCORECARD_LIMIT);
    json_object_end(writer);
    json_key(writer, "findings");
    json_array(writer);
    for (size_t i = 0; i < count; i++) {
        json_object(writer);
        json_member_text(writer, "code", findings[i].code);
        json_member_text(writer, "perspective", findings[i].perspective);
        json_member_texts(writer, "kpis", findings[i].kpis, findings[i].kpi_count);
        json_member_text(writer, "evidence", findings[i].evidence);
        json_member_text(writer, "mend", findings[i].mend);
        json_object_end(writer);
    }
    json_array_end(writer);
    json_object_end(writer);
}

void render_findings_text(TextBuilder *out, const ScorecardFinding *findings, size_t count)
{
    if (count == 0)
        text_append_format(out, "%s\n", _("Nothing to mend: every perspective has KPIs that warn in time, and each serves something."));
    for (size_t i = 0; i < count; i++) {
        text_append_format(out, "\xE2\x9C\x97 %s\n", findings[i].evidence);
        text_append_format(out, "    \xE2\x86\x92 %s\n", findings[i].mend);
    }
}

/* ---- map ---- */

const char *link_support_text(LinkSupport support)
{
    switch (support) {
    case SUPPORT_TOO_FEW:
        return _("too few periods");
    case SUPPORT_STILL:
        return _("nothing changes");
    case SUPPORT_NOT_SHOWN:
        return _("not shown by the facts");
    case SUPPORT_SHOWN:
        return _("supported by the facts");
    case SUPPORT_AGAINST:
        return _("the facts speak against it");
    }
    return "";
}

static void write_link(JsonWriter *writer, const StrategyLink *link)
{
    const Association *found = link->has_association ? &link->association : NULL;
    json_object(writer);
    json_member_text(writer, "cause", link->cause->kpi->id);
    json_member_text(writer, "effect", link->effect->kpi->id);
    json_member_text(writer, "support", link_support_name(link->support));
    json_member_text(writer, "support_title", link_support_text(link->support));
    json_member_text(writer, "words", link->words);
    json_member_text(writer, "period", period_length_name(link->period));
    json_member_integer(writer, "periods", (int64_t)link->periods);
    render_maybe(writer, "correlation", (MaybeNumber){found, found ? found->correlation : 0});
    render_maybe(writer, "low", (MaybeNumber){found, found ? found->interval.low : 0});
    render_maybe(writer, "high", (MaybeNumber){found, found ? found->interval.high : 0});
    render_maybe(writer, "probability", (MaybeNumber){found, found ? found->probability : 0});
    render_maybe(writer, "lag", (MaybeNumber){found, found ? (double)found->lag : 0});
    render_maybe(writer, "pairs", (MaybeNumber){found, found ? (double)found->pairs : 0});
    json_object_end(writer);
}

static void write_objectives(JsonWriter *writer, const StrategyMap *map)
{
    json_key(writer, "objectives");
    json_array(writer);
    for (size_t i = 0; i < map->objective_count; i++) {
        json_object(writer);
        json_member_text(writer, "id", map->objectives[i].id);
        json_member_text(writer, "title", map->objectives[i].title);
        json_object_end(writer);
    }
    json_array_end(writer);
    json_key(writer, "objective_links");
    json_array(writer);
    for (size_t i = 0; i < map->objective_link_count; i++) {
        const ObjectiveLink *link = &map->objective_links[i];
        json_object(writer);
        json_member_text(writer, "objective", link->objective);
        json_member_text(writer, "other", link->other);
        json_member_text(writer, "kind", link->kind == LINK_DEPENDS ? "depends" : "contributes");
        json_object_end(writer);
    }
    json_array_end(writer);
    json_key(writer, "measures");
    json_array(writer);
    for (size_t i = 0; i < map->measure_count; i++) {
        json_object(writer);
        json_member_text(writer, "kpi", map->measures[i].kpi);
        json_member_text(writer, "objective", map->measures[i].objective);
        json_object_end(writer);
    }
    json_array_end(writer);
}

static void write_map_kpi(JsonWriter *writer, const KpiState *state)
{
    json_object(writer);
    json_member_text(writer, "id", state->kpi->id);
    json_member_text(writer, "title", state->kpi->title);
    json_member_text(writer, "perspective", state->kpi->perspective);
    json_member_boolean(writer, "leading", state->kpi->leading);
    json_member_boolean(writer, "result", kpi_is_result(state->kpi, state->query->metric));
    json_member_text(writer, "owner", state->kpi->owner);
    json_member_text(writer, "unit", unit_name(state->query->variant->unit));
    json_member_text(writer, "currency", state->currency);
    render_kpi_now_json(writer, state);
    json_object_end(writer);
}

void render_map_json(JsonWriter *writer, const StrategyMap *map)
{
    json_object(writer);
    json_key(writer, "perspectives");
    json_array(writer);
    for (size_t i = 0; i < map->perspective_count; i++)
        render_perspective_json(writer, &map->perspectives[i]);
    json_array_end(writer);
    json_key(writer, "kpis");
    json_array(writer);
    for (size_t i = 0; i < map->state_count; i++)
        write_map_kpi(writer, &map->states[i]);
    json_array_end(writer);
    json_key(writer, "links");
    json_array(writer);
    for (size_t i = 0; i < map->link_count; i++)
        write_link(writer, &map->links[i]);
    json_array_end(writer);
    write_objectives(writer, map);
    json_object_end(writer);
}

void render_map_table(Arena *arena, TextBuilder *out, const StrategyMap *map)
{
    enum { COLUMNS = 7 };
    const TableColumn columns[COLUMNS] = {{_("cause"), false}, {_("effect"), false}, {_("the facts"), false}, {"r", true},
                                          {_("lag"), true},    {_("pairs"), true},   {"p", true}};
    const char **cells = ARENA_ARRAY(arena, map->link_count * COLUMNS + 1, const char *);
    for (size_t i = 0; i < map->link_count; i++) {
        const StrategyLink *link = &map->links[i];
        const Association *found = &link->association;
        const char **row = cells + i * COLUMNS;
        row[0] = arena_format(arena, "%s (%s)", link->cause->kpi->title, link->cause->kpi->id);
        row[1] = arena_format(arena, "%s (%s)", link->effect->kpi->title, link->effect->kpi->id);
        row[2] = link_support_text(link->support);
        if (!link->has_association)
            continue;
        row[3] = number_decimals(arena, found->correlation, 2);
        row[4] = number_count(arena, found->lag);
        row[5] = number_count(arena, found->pairs);
        row[6] = number_decimals(arena, found->probability, 3);
    }
    render_table(out, columns, COLUMNS, cells, map->link_count);
}
