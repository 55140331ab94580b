/* Objectives and key results for people and programs. */
#include "render/goal.h"

#include "base/translate.h"
#include "render/number.h"
#include "render/result.h"
#include "render/table.h"

#include <math.h>

static void write_result(JsonWriter *writer, const KeyResultState *state)
{
    const KeyResult *result = state->result;
    json_object(writer);
    json_member_integer(writer, "number", result->number);
    json_member_text(writer, "title", result->title);
    json_member_text(writer, "kind", key_result_kind_name(result->kind));
    json_member_text(writer, "kpi", result->kpi);
    json_member_text(writer, "metric", result->metric);
    json_member_text(writer, "variant", result->variant);
    json_member_texts(writer, "parameters", result->parameters, result->parameter_count);
    json_member_texts(writer, "filters", result->filters, result->filter_count);
    json_member_text(writer, "unit", state->query ? unit_name(state->query->variant->unit) : NULL);
    json_member_text(writer, "currency", state->currency);
    json_member_number(writer, "start", result->start);
    json_member_number(writer, "target", result->target);
    json_member_number(writer, "weight", result->weight);
    render_maybe(writer, "now", state->now);
    json_member_text(writer, "reason", state->reason);
    render_maybe(writer, "progress", (MaybeNumber){state->now.defined, state->progress});
    render_maybe(writer, "score", (MaybeNumber){state->now.defined, state->score});
    render_maybe(writer, "confidence", state->confidence);
    json_object_end(writer);
}

void render_objective_json(JsonWriter *writer, const ObjectiveState *state)
{
    const Objective *objective = state->objective;
    json_object(writer);
    json_member_text(writer, "id", objective->id);
    json_member_text(writer, "title", objective->title);
    json_member_text(writer, "why", objective->why);
    json_member_text(writer, "level", objective_level_name(objective->level));
    json_member_text(writer, "of", objective->unit);
    json_member_text(writer, "owner", objective->owner);
    render_owner_json(writer, state->owner);
    render_day(writer, "from", objective->from);
    render_day(writer, "to", objective->to);
    json_member_boolean(writer, "committed", objective->committed);
    json_member_boolean(writer, "closed", objective->closed);
    json_member_text(writer, "learned", objective->learned);
    json_member_integer(writer, "revision", objective->revision);
    render_maybe(writer, "score", state->score);
    json_member_number(writer, "expected", state->expected);
    json_member_text(writer, "status", goal_status_name(state->status));
    json_member_texts(writer, "blocked_by", state->blocked_by, state->blocked_count);
    json_key(writer, "key_results");
    json_array(writer);
    for (size_t i = 0; i < state->result_count; i++)
        write_result(writer, &state->results[i]);
    json_array_end(writer);
    json_object_end(writer);
}

/* ---- table ---- */

static const char *result_number(Arena *arena, const KeyResultState *state, double number)
{
    return state->query ? format_number(arena, number, state->query->variant->unit, state->currency)
                        : format_plain(arena, number, UNIT_COUNT);
}

static const char *share(Arena *arena, double number)
{
    return arena_format(arena, "%ld %%", lround(100 * number));
}

enum { COLUMNS = 6 };

static void fill_objective(Arena *arena, const ObjectiveState *state, const char **row)
{
    char day[11];
    day_format(state->objective->to, day);
    row[0] = arena_format(arena, "%s (%s)", state->objective->title, state->objective->id);
    row[3] = arena_string(arena, day);
    row[4] = state->score.defined ? share(arena, state->score.number) : "";
    row[5] = state->blocked_count ? arena_format(arena, _("blocked by %s"), state->blocked_by[0]) : goal_status_text(state->status);
}

static void fill_result(Arena *arena, const KeyResultState *state, const char **row)
{
    row[0] = arena_format(arena, "  %lld. %s", (long long)state->result->number, state->result->title);
    row[1] = result_number(arena, state, state->result->start);
    row[2] = state->now.defined ? result_number(arena, state, state->now.number) : _("no data");
    row[3] = result_number(arena, state, state->result->target);
    row[4] = state->now.defined ? share(arena, state->progress) : "";
}

void render_objective_table(Arena *arena, TextBuilder *out, const ObjectiveState *states, size_t count)
{
    const TableColumn columns[COLUMNS] = {{_("objective"), false}, {_("start"), true},    {_("now"), true},
                                          {_("target"), true},     {_("progress"), true}, {_("status"), false}};
    size_t rows = count, at = 0;
    for (size_t i = 0; i < count; i++)
        rows += states[i].result_count;
    const char **cells = ARENA_ARRAY(arena, rows * COLUMNS + 1, const char *);
    for (size_t i = 0; i < count; i++) {
        fill_objective(arena, &states[i], cells + COLUMNS * at++);
        for (size_t r = 0; r < states[i].result_count; r++)
            fill_result(arena, &states[i].results[r], cells + COLUMNS * at++);
    }
    render_table(out, columns, COLUMNS, cells, rows);
}
