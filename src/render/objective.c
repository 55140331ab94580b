/* Objectives and key results for people and programs. */
#include "render/goal.h"

#include "base/translate.h"
#include "render/number.h"
#include "render/result.h"
#include "render/table.h"

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

static void write_results(JsonWriter *writer, const ObjectiveState *state)
{
    json_key(writer, "key_results");
    json_array(writer);
    for (size_t i = 0; i < state->result_count; i++)
        write_result(writer, &state->results[i]);
    json_array_end(writer);
}

static void write_links(JsonWriter *writer, const ObjectiveView *view)
{
    static const struct { const char *name; LinkKind kind; bool outward; } groups[] = {
        {"contributes_to", LINK_CONTRIBUTES, true}, {"depends_on", LINK_DEPENDS, true},
        {"helped_by", LINK_CONTRIBUTES, false},     {"needed_by", LINK_DEPENDS, false}};
    json_key(writer, "links");
    json_object(writer);
    for (size_t g = 0; g < sizeof groups / sizeof groups[0]; g++) {
        json_key(writer, groups[g].name);
        json_array(writer);
        for (size_t i = 0; i < view->link_count; i++) {
            const LinkedObjective *link = &view->links[i];
            if (link->kind != groups[g].kind || link->outward != groups[g].outward)
                continue;
            json_object(writer);
            json_member_text(writer, "id", link->id);
            json_member_text(writer, "title", link->title);
            json_member_boolean(writer, "closed", link->closed);
            json_member_boolean(writer, "reached", link->reached);
            json_object_end(writer);
        }
        json_array_end(writer);
    }
    json_object_end(writer);
}

static void write_effect(Arena *arena, JsonWriter *writer, const InitiativeView *view)
{
    const InitiativeEffect *effect = &view->effect;
    json_key(writer, "effect");
    if (!view->has_effect) {
        json_null(writer);
        return;
    }
    json_object(writer);
    json_member_text(writer, "verdict", effect_verdict_name(effect->verdict));
    render_maybe(writer, "before", effect->before);
    render_maybe(writer, "now", effect->now);
    render_maybe(writer, "lower", (MaybeNumber){effect->has_limits, effect->lower});
    render_maybe(writer, "upper", (MaybeNumber){effect->has_limits, effect->upper});
    json_member_text(writer, "words", initiative_effect_text(arena, effect));
    json_object_end(writer);
}

static void write_initiatives(Arena *arena, JsonWriter *writer, const ObjectiveView *view)
{
    json_key(writer, "initiatives");
    json_array(writer);
    for (size_t i = 0; i < view->initiative_count; i++) {
        const Initiative *initiative = &view->initiatives[i].initiative;
        json_object(writer);
        json_member_integer(writer, "number", initiative->number);
        json_member_text(writer, "title", initiative->title);
        json_member_text(writer, "owner", initiative->owner);
        render_owner_json(writer, view->initiatives[i].owner);
        render_day(writer, "from", initiative->from);
        render_day(writer, "to", initiative->to);
        json_member_text(writer, "state", initiative_state_name(initiative->state));
        json_member_boolean(writer, "late", view->initiatives[i].late);
        json_key(writer, "key_result");
        if (initiative->key_result)
            json_integer(writer, initiative->key_result);
        else
            json_null(writer);
        json_member_text(writer, "outcome", initiative->outcome);
        write_effect(arena, writer, &view->initiatives[i]);
        json_object_end(writer);
    }
    json_array_end(writer);
}

static void write_definition(JsonWriter *writer, const ObjectiveView *view)
{
    const Objective *objective = view->state.objective;
    json_member_text(writer, "id", objective->id);
    json_member_text(writer, "title", objective->title);
    json_member_text(writer, "why", objective->why);
    json_member_text(writer, "level", objective_level_name(objective->level));
    json_member_text(writer, "of", objective->unit);
    json_member_text(writer, "owner", objective->owner);
    render_owner_json(writer, view->state.owner);
    render_day(writer, "from", objective->from);
    render_day(writer, "to", objective->to);
    json_member_text(writer, "period", view->period == PERIOD_ALL ? "own" : period_length_name(view->period));
    json_member_text(writer, "period_label", view->period_label);
    json_member_boolean(writer, "begun", view->begun);
    json_member_boolean(writer, "committed", objective->committed);
    json_member_boolean(writer, "closed", objective->closed);
    json_member_text(writer, "learned", objective->learned);
    json_member_text(writer, "carried_from", objective->carried_from);
    json_member_text(writer, "carried_to", objective->carried_to);
    json_member_integer(writer, "revision", objective->revision);
}

void render_objective_json(Arena *arena, JsonWriter *writer, const ObjectiveView *view)
{
    const ObjectiveState *state = &view->state;
    json_object(writer);
    write_definition(writer, view);
    render_maybe(writer, "score", state->score);
    json_member_number(writer, "expected", state->expected);
    json_member_text(writer, "status", goal_status_name(state->status));
    json_member_texts(writer, "blocked_by", state->blocked_by, state->blocked_count);
    write_results(writer, state);
    write_links(writer, view);
    write_initiatives(arena, writer, view);
    json_object_end(writer);
}

/* ---- history ---- */

static void write_instant(JsonWriter *writer, const char *name, int64_t instant)
{
    char text[28];
    instant_format(instant, text);
    json_member_text(writer, name, text);
}

static void write_change(JsonWriter *writer, const ObjectiveChange *change)
{
    json_object(writer);
    json_member_integer(writer, "revision", change->revision);
    write_instant(writer, "at", change->at);
    json_member_text(writer, "by", change->by);
    json_member_text(writer, "what", change->what);
    json_member_text(writer, "reason", change->reason);
    json_key(writer, "fields");
    json_array(writer);
    for (size_t i = 0; i < change->field_count; i++) {
        json_object(writer);
        json_member_text(writer, "field", change->fields[i].field);
        json_member_text(writer, "before", change->fields[i].before);
        json_member_text(writer, "after", change->fields[i].after);
        json_object_end(writer);
    }
    json_array_end(writer);
    json_object_end(writer);
}

static void write_check_in(JsonWriter *writer, const KeyResult *result, const CheckIn *made)
{
    json_object(writer);
    json_member_integer(writer, "key_result", result->number);
    json_member_text(writer, "title", result->title);
    write_instant(writer, "at", made->at);
    json_member_text(writer, "by", made->by);
    render_maybe(writer, "value", made->value);
    render_maybe(writer, "confidence", made->confidence);
    json_member_text(writer, "words", made->words);
    json_object_end(writer);
}

void render_history_json(JsonWriter *writer, const ObjectiveChange *changes, size_t change_count, const CheckInList *lists,
                         size_t list_count)
{
    json_object(writer);
    json_key(writer, "changes");
    json_array(writer);
    for (size_t i = 0; i < change_count; i++)
        write_change(writer, &changes[i]);
    json_array_end(writer);
    json_key(writer, "check_ins");
    json_array(writer);
    for (size_t l = 0; l < list_count; l++)
        for (size_t i = 0; i < lists[l].count; i++)
            write_check_in(writer, lists[l].result, &lists[l].check_ins[i]);
    json_array_end(writer);
    json_object_end(writer);
}

/* ---- table ---- */

static const char *result_number(Arena *arena, const KeyResultState *state, double number)
{
    return state->query ? format_number(arena, number, state->query->variant->unit, state->currency)
                        : format_plain(arena, number, UNIT_COUNT);
}

enum { COLUMNS = 6 };

static void fill_objective(Arena *arena, const ObjectiveState *state, const char **row)
{
    char day[11];
    day_format(state->objective->to, day);
    row[0] = arena_format(arena, "%s (%s)", state->objective->title, state->objective->id);
    row[3] = arena_string(arena, day);
    row[4] = state->score.defined ? number_share(arena, state->score.number) : "";
    row[5] = state->blocked_count ? arena_format(arena, _("blocked by %s"), state->blocked_by[0]) : goal_status_text(state->status);
}

static void fill_result(Arena *arena, const KeyResultState *state, const char **row)
{
    row[0] = arena_format(arena, "  %lld. %s", (long long)state->result->number, state->result->title);
    row[1] = result_number(arena, state, state->result->start);
    row[2] = state->now.defined ? result_number(arena, state, state->now.number) : _("no data");
    row[3] = result_number(arena, state, state->result->target);
    row[4] = state->now.defined ? number_share(arena, state->progress) : "";
}

void render_objective_table(Arena *arena, TextBuilder *out, const ObjectiveView *views, size_t count)
{
    const TableColumn columns[COLUMNS] = {{_("objective"), false}, {_("start"), true},    {_("now"), true},
                                          {_("target"), true},     {_("progress"), true}, {_("status"), false}};
    size_t rows = count, at = 0;
    for (size_t i = 0; i < count; i++)
        rows += views[i].state.result_count;
    const char **cells = ARENA_ARRAY(arena, rows * COLUMNS + 1, const char *);
    for (size_t i = 0; i < count; i++) {
        fill_objective(arena, &views[i].state, cells + COLUMNS * at++);
        for (size_t r = 0; r < views[i].state.result_count; r++)
            fill_result(arena, &views[i].state.results[r], cells + COLUMNS * at++);
    }
    render_table(out, columns, COLUMNS, cells, rows);
}
