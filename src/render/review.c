#include "render/review.h"

#include "base/translate.h"
#include "render/goal.h"
#include "render/number.h"
#include "render/result.h"
#include "render/table.h"

/* ---- words ---- */

static const char *label_of(Arena *arena, CalendarSystem calendar, PeriodLength length, int32_t start, int32_t end)
{
    const char *label;
    Error ignored;
    if (period_label(arena, calendar, length, start, end, translate_language(), &label, &ignored) == STATUS_OK)
        return label;
    char *day = arena_alloc(arena, 11);
    day_format(start, day);
    return day;
}

static const char *span_label(Arena *arena, const ReviewSpan *span, CalendarSystem calendar)
{
    return label_of(arena, calendar, span->kind == REVIEW_WEEKLY ? PERIOD_WEEK : PERIOD_MONTH, span->from, span->to + 1);
}

const char *review_title(Arena *arena, const ReviewSpan *span, CalendarSystem calendar)
{
    const char *label = span_label(arena, span, calendar);
    return span->kind == REVIEW_WEEKLY ? arena_format(arena, _("Weekly review: %s"), label)
                                       : arena_format(arena, _("Monthly review: %s"), label);
}

/* ---- JSON ---- */

static void write_time(JsonWriter *writer, const char *key, bool known, int64_t instant)
{
    char text[32];
    instant_format(known ? instant : 0, text);
    json_member_text(writer, key, known ? text : NULL);
}

static void maybe_day(JsonWriter *writer, const char *key, bool known, int32_t day)
{
    if (known)
        render_day(writer, key, day);
    else
        json_member_text(writer, key, NULL);
}

static void write_span(JsonWriter *writer, const ReviewSpan *span, CalendarSystem calendar)
{
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    json_member_text(writer, "kind", review_kind_name(span->kind));
    json_member_text(writer, "label", span_label(arena, span, calendar));
    render_day(writer, "from", span->from);
    render_day(writer, "to", span->to);
    render_day(writer, "held_on", span->held_on);
}

void render_span_json(JsonWriter *writer, const ReviewSpan *span, CalendarSystem calendar)
{
    json_object(writer);
    write_span(writer, span, calendar);
    json_object_end(writer);
}

static void write_review(JsonWriter *writer, const Review *review, CalendarSystem calendar)
{
    json_member_integer(writer, "number", review->number);
    write_span(writer, &review->span, calendar);
    render_day(writer, "as_of", review->as_of);
    write_time(writer, "prepared_at", true, review->prepared_at);
    json_member_text(writer, "prepared_by", review->prepared_by);
    json_member_boolean(writer, "closed", review->closed);
    write_time(writer, "closed_at", review->closed, review->closed_at);
    json_member_text(writer, "closed_by", review->closed_by);
}

void render_review_row_json(JsonWriter *writer, const Review *review, CalendarSystem calendar)
{
    json_object(writer);
    write_review(writer, review, calendar);
    json_member_integer(writer, "decisions", review->decisions);
    json_member_integer(writer, "notes", review->notes);
    json_member_integer(writer, "actions", review->actions);
    json_member_integer(writer, "open_actions", review->open_actions);
    json_object_end(writer);
}

static void write_causes(JsonWriter *writer, const ReviewKpi *kpi)
{
    json_key(writer, "causes");
    json_array(writer);
    for (size_t i = 0; i < kpi->cause_count; i++) {
        json_object(writer);
        json_member_text(writer, "slice", kpi->causes[i].slice);
        json_member_text(writer, "value", kpi->causes[i].value);
        json_member_number(writer, "effect", kpi->causes[i].effect);
        json_object_end(writer);
    }
    json_array_end(writer);
}

static void write_judgement(JsonWriter *writer, const ReviewKpi *kpi)
{
    json_member_text(writer, "status", goal_status_name(kpi->status));
    render_maybe(writer, "target_low", kpi->target_low);
    render_maybe(writer, "target_high", kpi->target_high);
    render_maybe(writer, "gap", kpi->gap);
    json_member_boolean(writer, "certain", kpi->certain);
    maybe_day(writer, "since", kpi->has_since, kpi->since_day);
    json_member_integer(writer, "since_periods", kpi->since_periods);
    json_member_boolean(writer, "since_open", kpi->since_open);
    maybe_day(writer, "data_to", kpi->has_data_to, kpi->data_to);
    json_member_boolean(writer, "late", kpi->late);
}

static void write_value(JsonWriter *writer, const ReviewKpi *kpi)
{
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    maybe_day(writer, "period_start", kpi->has_period, kpi->period_start);
    maybe_day(writer, "period_end", kpi->has_period, kpi->period_end);
    json_member_text(writer, "label", kpi->has_period ? label_of(arena, kpi->calendar, kpi->period, kpi->period_start, kpi->period_end) : NULL);
    json_member_boolean(writer, "complete", kpi->complete);
    render_maybe(writer, "value", kpi->value);
    render_maybe(writer, "low", kpi->low);
    render_maybe(writer, "high", kpi->high);
    render_maybe(writer, "sample_size", kpi->sample);
    render_maybe(writer, "previous", kpi->previous);
    json_member_text(writer, "change", review_change_name(kpi->change));
    json_member_text(writer, "turn", kpi->turn);
    render_signals_json(writer, kpi->signals);
    render_maybe(writer, "mean", kpi->mean);
    render_maybe(writer, "lower", kpi->lower);
    render_maybe(writer, "upper", kpi->upper);
}

static void write_kpi(JsonWriter *writer, const ReviewKpi *kpi)
{
    json_object(writer);
    json_member_text(writer, "id", kpi->kpi);
    json_member_text(writer, "title", kpi->title);
    json_member_text(writer, "metric", kpi->metric);
    json_member_text(writer, "variant", kpi->variant);
    json_member_text(writer, "unit", kpi->unit);
    json_member_text(writer, "currency", kpi->currency);
    json_member_text(writer, "perspective", kpi->perspective);
    json_member_text(writer, "owner", kpi->owner);
    json_member_text(writer, "period", period_length_name(kpi->period));
    json_member_text(writer, "calendar", calendar_system_name(kpi->calendar));
    write_value(writer, kpi);
    write_judgement(writer, kpi);
    json_member_text(writer, "problem", kpi->problem);
    write_causes(writer, kpi);
    json_key(writer, "restated");
    if (kpi->restated) {
        json_object(writer);
        render_maybe(writer, "value", kpi->now);
        json_member_boolean(writer, "redefined", kpi->redefined);
        json_object_end(writer);
    } else {
        json_null(writer);
    }
    json_object_end(writer);
}

static void write_result(JsonWriter *writer, const ReviewKeyResult *result)
{
    json_object(writer);
    json_member_text(writer, "objective", result->objective);
    json_member_text(writer, "objective_title", result->objective_title);
    json_member_integer(writer, "number", result->number);
    json_member_text(writer, "title", result->title);
    json_member_text(writer, "kind", result->kind);
    json_member_text(writer, "unit", result->unit);
    json_member_text(writer, "currency", result->currency);
    render_day(writer, "deadline", result->deadline);
    json_member_number(writer, "start", result->start);
    json_member_number(writer, "target", result->target);
    render_maybe(writer, "now", result->now);
    render_maybe(writer, "progress", result->progress);
    render_maybe(writer, "confidence", result->confidence);
    render_maybe(writer, "forecast", result->forecast);
    render_maybe(writer, "low", result->low);
    render_maybe(writer, "high", result->high);
    render_maybe(writer, "chance", result->chance);
    json_member_text(writer, "reason", result->reason);
    json_object_end(writer);
}

static void write_action(JsonWriter *writer, const ReviewAction *action)
{
    json_object(writer);
    json_member_integer(writer, "number", action->number);
    json_member_integer(writer, "review", action->review);
    json_member_text(writer, "kpi", action->kpi);
    json_member_text(writer, "words", action->words);
    json_member_text(writer, "owner", action->owner);
    render_day(writer, "due", action->due);
    json_member_text(writer, "state", action_state_name(action->state));
    json_member_text(writer, "state_now", action_state_name(action->state_now));
    json_member_text(writer, "outcome", action->outcome);
    json_key(writer, "carried_from");
    if (action->carried_from)
        json_integer(writer, action->carried_from);
    else
        json_null(writer);
    write_time(writer, "made_at", true, action->made_at);
    json_member_text(writer, "made_by", action->made_by);
    write_time(writer, "changed_at", true, action->changed_at);
    json_member_text(writer, "changed_by", action->changed_by);
    json_member_integer(writer, "revision", action->revision);
    json_object_end(writer);
}

static void write_actions(JsonWriter *writer, const char *key, const ReviewAction *actions, size_t count)
{
    json_key(writer, key);
    json_array(writer);
    for (size_t i = 0; i < count; i++)
        write_action(writer, &actions[i]);
    json_array_end(writer);
}

static void write_entries(JsonWriter *writer, const ReviewSheet *sheet)
{
    json_key(writer, "entries");
    json_array(writer);
    for (size_t i = 0; i < sheet->entry_count; i++) {
        const ReviewEntry *entry = &sheet->entries[i];
        json_object(writer);
        json_member_integer(writer, "number", entry->number);
        json_member_text(writer, "kind", entry->decision ? "decision" : "note");
        json_member_text(writer, "kpi", entry->kpi);
        json_member_text(writer, "words", entry->words);
        write_time(writer, "made_at", true, entry->made_at);
        json_member_text(writer, "made_by", entry->made_by);
        json_member_text(writer, "changed_by", entry->changed_by);
        json_member_integer(writer, "revision", entry->revision);
        json_object_end(writer);
    }
    json_array_end(writer);
}

void render_review_json(JsonWriter *writer, const ReviewSheet *sheet, CalendarSystem calendar)
{
    json_object(writer);
    write_review(writer, &sheet->review, calendar);
    json_member_boolean(writer, "whole", sheet->whole);
    json_key(writer, "kpis");
    json_array(writer);
    for (size_t i = 0; i < sheet->pack.kpi_count; i++)
        write_kpi(writer, &sheet->pack.kpis[i]);
    json_array_end(writer);
    json_key(writer, "key_results");
    json_array(writer);
    for (size_t i = 0; i < sheet->pack.result_count; i++)
        write_result(writer, &sheet->pack.results[i]);
    json_array_end(writer);
    write_actions(writer, "last_actions", sheet->last, sheet->last_count);
    write_entries(writer, sheet);
    write_actions(writer, "actions", sheet->actions, sheet->action_count);
    json_object_end(writer);
}

/* ---- table ---- */

void render_review_table(Arena *arena, TextBuilder *out, const Review *reviews, size_t count, CalendarSystem calendar)
{
    enum { COLUMNS = 6 };
    const TableColumn columns[COLUMNS] = {{_("number"), true},    {_("review"), false},   {_("meeting"), false},
                                          {_("state"), false},    {_("decisions"), true}, {_("actions still open"), true}};
    const char **cells = ARENA_ARRAY(arena, count * COLUMNS + 1, const char *);
    for (size_t i = 0; i < count; i++) {
        const Review *review = &reviews[i];
        const char **row = cells + i * COLUMNS;
        row[0] = arena_format(arena, "%lld", (long long)review->number);
        row[1] = review_title(arena, &review->span, calendar);
        row[2] = label_of(arena, calendar, PERIOD_DAY, review->span.held_on, review->span.held_on + 1);
        row[3] = review->closed ? _("closed") : _("open");
        row[4] = number_count(arena, (size_t)review->decisions);
        row[5] = number_count(arena, (size_t)review->open_actions);
    }
    render_table(out, columns, COLUMNS, cells, count);
}
