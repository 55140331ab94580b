/* Targets and versions of KPIs, for people and programs. */
#include "render/goal.h"

#include "base/translate.h"
#include "render/number.h"
#include "render/table.h"

/* ---- what a target was made from ---- */

static const char *moved_text(Arena *arena, const char *from, double percent)
{
    if (percent > 0)
        return arena_format(arena, _("%s, plus %g %%"), from, percent);
    return percent < 0 ? arena_format(arena, _("%s, minus %g %%"), from, -percent) : from;
}

const char *target_basis_text(Arena *arena, const KpiTarget *target)
{
    const TargetRule *rule = &target->rule;
    switch (rule->kind) {
    case TARGET_GIVEN:
        break;
    case TARGET_LAST_YEAR:
        return moved_text(arena, _("the same periods of the year before"), rule->percent);
    case TARGET_AVERAGE:
        return moved_text(arena, arena_format(arena, _("the mean of the last %.0f periods"), rule->number), rule->percent);
    case TARGET_SHAPE_MEAN:
        return arena_format(arena, _("the shape of the year before, with a mean of %g"), rule->number);
    case TARGET_SHAPE_TOTAL:
        return arena_format(arena, _("the shape of the year before, with a total of %g"), rule->number);
    }
    return target->basis;
}

/* ---- targets ---- */

static void write_day(JsonWriter *writer, const char *name, bool known, int32_t day)
{
    char text[11];
    if (known)
        day_format(day, text);
    json_member_text(writer, name, known ? text : NULL);
}

static void write_points(JsonWriter *writer, const KpiTarget *target)
{
    json_key(writer, "points");
    json_array(writer);
    for (size_t i = 0; i < target->path.count; i++) {
        json_object(writer);
        write_day(writer, "day", true, target->path.points[i].day);
        json_member_number(writer, "low", target->path.points[i].low);
        json_member_number(writer, "high", target->path.points[i].high);
        json_object_end(writer);
    }
    json_array_end(writer);
    json_key(writer, "made_from");
    json_array(writer);
    for (size_t i = 0; i < target->made_from_count; i++) {
        json_object(writer);
        write_day(writer, "day", true, target->made_from[i].day);
        json_member_number(writer, "value", target->made_from[i].value);
        json_object_end(writer);
    }
    json_array_end(writer);
}

void render_target_json(Arena *arena, JsonWriter *writer, const KpiTarget *target)
{
    char at[29];
    instant_format(target->set_at, at);
    json_object(writer);
    json_member_integer(writer, "number", target->number);
    json_member_text(writer, "segment", target->segment);
    json_member_text(writer, "direction", target_direction_name(target->path.direction));
    json_member_text(writer, "shape", target_shape_name(target->path.shape));
    json_member_number(writer, "margin", target->path.margin);
    write_day(writer, "from", true, target->from);
    write_day(writer, "to", target->has_to, target->to);
    write_points(writer, target);
    json_member_text(writer, "rule", target_rule_name(target->rule.kind));
    json_member_text(writer, "basis", target_basis_text(arena, target));
    json_member_text(writer, "reason", target->reason);
    json_member_text(writer, "by", target->by);
    json_member_text(writer, "at", target->set_at ? at : NULL);
    json_object_end(writer);
}

void render_target_text(Arena *arena, TextBuilder *out, const KpiTarget *target, const KpiState *state)
{
    enum { COLUMNS = 3 };
    Unit unit = state->query->variant->unit;
    bool paired = target->made_from_count == target->path.count;
    const TableColumn columns[COLUMNS] = {{_("from"), false}, {_("target"), true}, {_("made from"), true}};
    const char **cells = ARENA_ARRAY(arena, target->path.count * COLUMNS + 1, const char *);
    const char *basis = target_basis_text(arena, target);
    for (size_t i = 0; i < target->path.count; i++) {
        const TargetPoint *point = &target->path.points[i];
        char day[11];
        day_format(point->day, day);
        cells[i * COLUMNS] = arena_string(arena, day);
        cells[i * COLUMNS + 1] = point->low == point->high
                                     ? format_plain(arena, point->low, unit)
                                     : arena_format(arena, "%s \xE2\x80\x93 %s", format_plain(arena, point->low, unit),
                                                    format_plain(arena, point->high, unit));
        cells[i * COLUMNS + 2] = paired ? format_plain(arena, target->made_from[i].value, unit) : "";
    }
    if (basis)
        text_append_format(out, "%s: %s\n", _("made from"), basis);
    for (size_t i = 0; !paired && i < target->made_from_count; i++) {
        char day[11];
        day_format(target->made_from[i].day, day);
        text_append_format(out, "  %s %s\n", day, format_plain(arena, target->made_from[i].value, unit));
    }
    render_table(out, columns, paired ? COLUMNS : COLUMNS - 1, cells, target->path.count);
}

void render_kpi_targets(Arena *arena, TextBuilder *out, const KpiState *state)
{
    enum { COLUMNS = 5 };
    Unit unit = state->query->variant->unit;
    const TableColumn columns[COLUMNS] = {{_("from"), false}, {_("until"), false}, {_("target"), true}, {_("segment"), false},
                                          {_("made from"), false}};
    const char **cells = ARENA_ARRAY(arena, state->target_count * COLUMNS + 1, const char *);
    for (size_t i = 0; i < state->target_count; i++) {
        const KpiTarget *target = &state->targets[i];
        const TargetPoint *first = &target->path.points[0], *last = &target->path.points[target->path.count - 1];
        const char **row = cells + i * COLUMNS;
        char from[11], to[11] = "";
        day_format(target->from, from);
        if (target->has_to)
            day_format(target->to, to);
        row[0] = arena_string(arena, from);
        row[1] = arena_string(arena, to);
        row[2] = first->low == last->high ? format_plain(arena, first->low, unit)
                                          : arena_format(arena, "%s \xE2\x80\x93 %s", format_plain(arena, first->low, unit),
                                                         format_plain(arena, last->high, unit));
        row[3] = target->segment ? target->segment : "";
        row[4] = target_basis_text(arena, target);
    }
    if (state->target_count > 0)
        render_table(out, columns, COLUMNS, cells, state->target_count);
}

/* ---- versions ---- */

static void write_definition(Arena *arena, JsonWriter *writer, const char *definition)
{
    json_key(writer, "definition");
    json_object(writer);
    for (Text rest = text_of(definition); rest.length > 0;) {
        Text value, line = text_cut(rest, '\n', &rest), member = text_cut(line, '=', &value);
        json_member_text(writer, text_string(arena, member), text_string(arena, value));
    }
    json_object_end(writer);
}

void render_versions_json(Arena *arena, JsonWriter *writer, const KpiVersion *versions, size_t count, const KpiVersion *against)
{
    json_array(writer);
    for (size_t i = 0; i < count; i++) {
        const KpiVersion *before = against ? against : i > 0 ? &versions[i - 1] : NULL;
        KpiDifference *changes = NULL;
        size_t changed = 0;
        char at[29];
        instant_format(versions[i].at, at);
        json_object(writer);
        json_member_integer(writer, "revision", versions[i].revision);
        json_member_text(writer, "at", at);
        json_member_text(writer, "by", versions[i].by);
        json_member_text(writer, "reason", versions[i].reason);
        write_definition(arena, writer, versions[i].definition);
        if (before)
            kpi_compare(arena, before->definition, versions[i].definition, &changes, &changed);
        json_key(writer, "changes");
        json_array(writer);
        for (size_t k = 0; k < changed; k++) {
            json_object(writer);
            json_member_text(writer, "member", changes[k].member);
            json_member_text(writer, "before", changes[k].before);
            json_member_text(writer, "after", changes[k].after);
            json_object_end(writer);
        }
        json_array_end(writer);
        json_object_end(writer);
    }
    json_array_end(writer);
}

void render_versions_text(Arena *arena, TextBuilder *out, const KpiVersion *versions, size_t count, const KpiVersion *against)
{
    for (size_t i = 0; i < count; i++) {
        const KpiVersion *before = against ? against : i > 0 ? &versions[i - 1] : NULL;
        KpiDifference *changes = NULL;
        size_t changed = 0;
        char at[29];
        instant_format(versions[i].at, at);
        text_append_format(out, "%lld  %s  %s%s%s\n", (long long)versions[i].revision, at, versions[i].by,
                           versions[i].reason ? "  " : "", versions[i].reason ? versions[i].reason : "");
        if (before)
            kpi_compare(arena, before->definition, versions[i].definition, &changes, &changed);
        for (size_t k = 0; k < changed; k++)
            text_append_format(out, "    %s: %s \xE2\x86\x92 %s\n", changes[k].member, changes[k].before, changes[k].after);
    }
}
