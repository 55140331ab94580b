#include "render/cause.h"

#include "base/translate.h"
#include "render/number.h"
#include "render/result.h"
#include "render/table.h"

static void write_whole(JsonWriter *writer, const char *key, MaybeNumber value, int32_t start, int32_t end)
{
    json_key(writer, key);
    json_object(writer);
    render_day(writer, "period_start", start);
    render_day(writer, "period_end", end);
    render_maybe(writer, "value", value);
    json_object_end(writer);
}

static void write_cause(JsonWriter *writer, const Cause *cause)
{
    json_object(writer);
    json_member_text(writer, "slice", cause->slice);
    json_member_text(writer, "value", cause->value);
    json_member_number(writer, "effect", cause->effect);
    json_member_number(writer, "rate", cause->rate);
    json_member_number(writer, "mix", cause->mix);
    render_maybe(writer, "before", cause->before);
    render_maybe(writer, "after", cause->after);
    json_member_number(writer, "before_weight", cause->before_weight);
    json_member_number(writer, "after_weight", cause->after_weight);
    json_object_end(writer);
}

void render_causes_json(JsonWriter *writer, const MetricQuery *query, const CauseReport *report)
{
    json_object(writer);
    json_member_text(writer, "metric", query->metric->id);
    json_member_text(writer, "variant", query->variant->name);
    json_member_text(writer, "unit", unit_name(query->variant->unit));
    json_key(writer, "found");
    json_boolean(writer, report->after.defined);
    if (report->after.defined) {
        write_whole(writer, "before", report->before, report->before_start, report->before_end);
        write_whole(writer, "after", report->after, report->after_start, report->after_end);
        json_member_number(writer, "change", report->after.number - report->before.number);
    }
    json_member_texts(writer, "split", report->split, report->split_count);
    json_member_texts(writer, "skipped", report->skipped, report->skipped_count);
    json_key(writer, "causes");
    json_array(writer);
    for (size_t i = 0; i < report->count; i++)
        write_cause(writer, &report->causes[i]);
    json_array_end(writer);
    json_object_end(writer);
}

static const char *signed_plain(Arena *arena, double number, Unit unit)
{
    return arena_format(arena, "%s%s", number > 0 ? "+" : "", format_plain(arena, number, unit));
}

void render_causes_table(Arena *arena, TextBuilder *out, const MetricQuery *query, const CauseReport *report, size_t limit)
{
    enum { COLUMNS = 6 };
    const TableColumn columns[COLUMNS] = {{_("slice"), false}, {_("before"), true},      {_("after"), true},
                                          {_("effect"), true}, {_("of its value"), true}, {_("of its share"), true}};
    Unit unit = query->variant->unit;
    size_t count = report->count < limit ? report->count : limit;
    const char **cells = ARENA_ARRAY(arena, (count + 1) * COLUMNS, const char *);
    cells[0] = _("all");
    cells[1] = format_number(arena, report->before.number, unit, NULL);
    cells[2] = format_number(arena, report->after.number, unit, NULL);
    cells[3] = signed_plain(arena, report->after.number - report->before.number, unit);
    for (size_t i = 0; i < count; i++) {
        const Cause *cause = &report->causes[i];
        const char **row = cells + (i + 1) * COLUMNS;
        row[0] = arena_format(arena, "%s = %s", cause->slice, cause->value ? cause->value : _("(none)"));
        row[1] = cause->before.defined ? format_number(arena, cause->before.number, unit, NULL) : "";
        row[2] = cause->after.defined ? format_number(arena, cause->after.number, unit, NULL) : "";
        row[3] = signed_plain(arena, cause->effect, unit);
        row[4] = signed_plain(arena, cause->rate, unit);
        row[5] = signed_plain(arena, cause->mix, unit);
    }
    render_table(out, columns, COLUMNS, cells, count + 1);
}
