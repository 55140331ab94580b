/* Targets of KPIs in the records. */
#include "goal/kpi.h"

#include "base/translate.h"
#include "goal/parts.h"
#include "goal/rows.h"

#include <math.h>
#include <string.h>

/* ---- points as text: a line each, "2026-01-01 40 60" ---- */

static const char *points_text(Arena *arena, const Target *path)
{
    TextBuilder out = text_builder((size_t)TARGET_POINTS_LIMIT * 80);
    for (size_t i = 0; i < path->count; i++) {
        char day[11];
        day_format(path->points[i].day, day);
        text_append_format(&out, "%s%s %.17g %.17g", i ? "\n" : "", day, path->points[i].low, path->points[i].high);
    }
    const char *text = arena_copy(arena, out.bytes ? out.bytes : "", out.length);
    text_builder_free(&out);
    return text;
}

static bool read_point(Text line, TargetPoint *ret_point)
{
    Text rest;
    Text day = text_cut(line, ' ', &rest), low = text_cut(rest, ' ', &rest);
    return day_parse(day, &ret_point->day) && text_to_double(low, &ret_point->low) && text_to_double(rest, &ret_point->high);
}

static Status read_points(Arena *arena, Text text, Target *path, Error *error)
{
    TargetPoint *points = ARENA_ARRAY(arena, TARGET_POINTS_LIMIT, TargetPoint);
    path->points = points;
    path->count = 0;
    while (text.length > 0) {
        Text line = text_cut(text, '\n', &text);
        if (path->count == TARGET_POINTS_LIMIT || !read_point(line, &points[path->count]))
            return error_set(error, STATUS_STORE_DAMAGED, "%s", _("a stored target cannot be read"));
        path->count++;
    }
    return STATUS_OK;
}

/* ---- what a rule read, as text: a line each, "2026-01-01 40" ---- */

static const char *basis_text(Arena *arena, const KpiTarget *target)
{
    TextBuilder out = text_builder((size_t)TARGET_POINTS_LIMIT * 80);
    for (size_t i = 0; i < target->made_from_count; i++) {
        char day[11];
        day_format(target->made_from[i].day, day);
        text_append_format(&out, "%s%s %.17g", i ? "\n" : "", day, target->made_from[i].value);
    }
    const char *text = arena_copy(arena, out.bytes ? out.bytes : "", out.length);
    text_builder_free(&out);
    return text;
}

static void read_basis(Arena *arena, Text text, KpiTarget *target)
{
    TargetBasis *basis = ARENA_ARRAY(arena, TARGET_POINTS_LIMIT, TargetBasis);
    target->made_from = basis;
    while (text.length > 0 && target->made_from_count < TARGET_POINTS_LIMIT) {
        Text value, line = text_cut(text, '\n', &text), day = text_cut(line, ' ', &value);
        TargetBasis *one = &basis[target->made_from_count];
        if (day_parse(day, &one->day) && text_to_double(value, &one->value))
            target->made_from_count++;
    }
}

/* ---- reading ---- */

enum { COLUMN_NUMBER, COLUMN_FROM, COLUMN_TO, COLUMN_DIRECTION, COLUMN_SHAPE, COLUMN_MARGIN, COLUMN_POINTS, COLUMN_BASIS,
       COLUMN_REASON, COLUMN_BY, COLUMN_AT, COLUMN_SEGMENT, COLUMN_RULE, COLUMN_PERCENT, COLUMN_RULE_NUMBER,
       COLUMN_BASIS_VALUES };

static Status target_at_row(Arena *arena, const RecordsTable *table, size_t row, KpiTarget *target, Error *error)
{
    Value to = records_value(table, row, COLUMN_TO);
    *target = (KpiTarget){.number = records_value(table, row, COLUMN_NUMBER).integer,
                          .from = records_value(table, row, COLUMN_FROM).day,
                          .has_to = to.type == VALUE_DAY,
                          .to = to.type == VALUE_DAY ? to.day : 0,
                          .basis = row_text(arena, table, row, COLUMN_BASIS),
                          .reason = row_text(arena, table, row, COLUMN_REASON),
                          .by = row_text(arena, table, row, COLUMN_BY),
                          .set_at = records_value(table, row, COLUMN_AT).time,
                          .segment = row_text(arena, table, row, COLUMN_SEGMENT)};
    if (target_rule_parse(row_text(arena, table, row, COLUMN_RULE), &target->rule.kind)) {
        target->rule.percent = row_number(table, row, COLUMN_PERCENT).number;
        target->rule.number = row_number(table, row, COLUMN_RULE_NUMBER).number;
        read_basis(arena, text_of(row_text(arena, table, row, COLUMN_BASIS_VALUES)), target);
    }
    target->path.margin = records_value(table, row, COLUMN_MARGIN).number;
    if (!target_direction_parse(row_text(arena, table, row, COLUMN_DIRECTION), &target->path.direction) ||
        !target_shape_parse(row_text(arena, table, row, COLUMN_SHAPE), &target->path.shape))
        return error_set(error, STATUS_STORE_DAMAGED, "%s", _("a stored target cannot be read"));
    return read_points(arena, records_value(table, row, COLUMN_POINTS).text, &target->path, error);
}

Status kpi_targets(Store *store, Arena *arena, const char *id, KpiTarget **ret_targets, size_t *ret_count, Error *error)
{
    RecordsTable table;
    Value key = value_text(id);
    TRY(records_query(store_records(store), arena,
                      "SELECT target, from_day, to_day, direction, shape, margin, points, basis, reason, set_by, "
                      "set_at, segment, rule, rule_percent, rule_number, basis_values "
                      "FROM kpi_target WHERE kpi = $1 ORDER BY target",
                      &key, 1, &table, error));
    KpiTarget *targets = ARENA_ARRAY(arena, table.rows + 1, KpiTarget);
    for (size_t i = 0; i < table.rows; i++)
        TRY(target_at_row(arena, &table, i, &targets[i], error));
    *ret_targets = targets;
    *ret_count = table.rows;
    return STATUS_OK;
}

static bool same_segment(const char *left, const char *right)
{
    return left && right ? strcmp(left, right) == 0 : left == right;
}

const KpiTarget *kpi_target_on(const KpiTarget *targets, size_t count, const char *segment, int32_t day)
{
    for (size_t i = count; i > 0; i--) {
        const KpiTarget *target = &targets[i - 1];
        if (same_segment(target->segment, segment) && target->from <= day && (!target->has_to || day <= target->to))
            return target;
    }
    return NULL;
}

/* ---- setting ---- */

/* First day of the period of the KPI's frequency that `day` lies in. */
static Status period_start(const KpiAsker *asker, Arena *arena, const Kpi *kpi, int32_t day, int32_t *ret_start, Error *error)
{
    if (kpi->period == PERIOD_DAY) {
        *ret_start = day;
        return STATUS_OK;
    }
    const char *length = period_length_name(kpi->period);
    const char *column = kpi->period == PERIOD_WEEK ? length
                                                    : arena_format(arena, "%s_%s", calendar_system_name(kpi->calendar), length);
    TextBuilder sql = text_builder(400);
    text_append(&sql, "SELECT ");
    text_append_identifier(&sql, column);
    text_append(&sql, " FROM calendar WHERE day = $1");
    Value start, parameter = value_day(day);
    Status status = facts_value(asker->session, arena, sql.bytes, &parameter, 1, &start, error);
    text_builder_free(&sql);
    TRY(status);
    *ret_start = start.type == VALUE_DAY ? start.day : day;
    return STATUS_OK;
}

static Status check_days(const KpiAsker *asker, Arena *arena, const Kpi *kpi, const KpiTarget *target, Error *error)
{
    int32_t running;
    TRY(period_start(asker, arena, kpi, asker->organization->today, &running, error));
    if (target->has_to && target->to < target->from) {
        error_set(error, STATUS_INVALID_ARGUMENT, "%s", _("the target ends before it begins"));
        error_where(error, "to");
        return STATUS_INVALID_ARGUMENT;
    }
    if (target->from >= running)
        return STATUS_OK;
    char day[11];
    day_format(running, day);
    error_set(error, STATUS_INVALID_ARGUMENT, "%s", _("a target is not set for a period that is over: the past is judged by what "
                                                      "was aimed at then"));
    error_where(error, "from");
    error_hint(error, _("the running period began on %s"), day);
    return STATUS_INVALID_ARGUMENT;
}

static Status insert(Store *store, Arena *arena, const Kpi *kpi, const KpiTarget *target, Error *error)
{
    int64_t now;
    RecordsTable table;
    Value key = value_text(kpi->id);
    bool made = target->rule.kind != TARGET_GIVEN;
    TRY(instant_now(&now));
    TRY(records_query(store_records(store), arena, "SELECT coalesce(max(target), 0) FROM kpi_target WHERE kpi = $1", &key, 1,
                      &table, error));
    Value values[] = {key,
                      value_integer(records_value(&table, 0, 0).integer + 1),
                      value_day(target->from),
                      target->has_to ? value_day(target->to) : value_null(),
                      value_text(target_direction_name(target->path.direction)),
                      value_text(target_shape_name(target->path.shape)),
                      value_number(target->path.margin),
                      value_text(points_text(arena, &target->path)),
                      value_text(target->basis),
                      value_text(target->reason),
                      value_time(now),
                      value_text(target->by),
                      value_text(target->segment),
                      made ? value_text(target_rule_name(target->rule.kind)) : value_null(),
                      made ? value_number(target->rule.percent) : value_null(),
                      made ? value_number(target->rule.number) : value_null(),
                      made ? value_text(basis_text(arena, target)) : value_null()};
    return records_execute(store_records(store),
                           "INSERT INTO kpi_target (kpi, target, from_day, to_day, direction, shape, margin, points, basis, "
                           "reason, set_at, set_by, segment, rule, rule_percent, rule_number, basis_values) VALUES ($1, $2, $3, "
                           "$4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
                           values, sizeof values / sizeof values[0], NULL, error);
}

/* Each segment is a question of its own at every look, so there are not any number of them. */
static Status check_segments(const KpiAsker *asker, Arena *arena, const Kpi *kpi, const KpiTarget *target, Error *error)
{
    KpiTarget *targets;
    const char **names;
    size_t count;
    if (!target->segment)
        return STATUS_OK;
    TRY(kpi_segment_check(asker, arena, kpi, target->segment, error));
    TRY(kpi_targets(asker->store, arena, kpi->id, &targets, &count, error));
    size_t known = kpi_segments_of(arena, targets, count, /* rows= */ NULL, &names);
    for (size_t i = 0; i < known; i++)
        if (strcmp(names[i], target->segment) == 0)
            return STATUS_OK;
    if (known < KPI_SEGMENTS_LIMIT)
        return STATUS_OK;
    error_set(error, STATUS_TOO_LARGE, _("a KPI has targets for at most %d segments"), KPI_SEGMENTS_LIMIT);
    error_where(error, "segment");
    return STATUS_TOO_LARGE;
}

static Status check(const KpiAsker *asker, Arena *arena, const Kpi *kpi, const KpiTarget *target, Error *error)
{
    TRY(target_check(&target->path, error));
    TRY(check_days(asker, arena, kpi, target, error));
    TRY(check_segments(asker, arena, kpi, target, error));
    TRY(goal_text_check("basis", target->basis, error));
    return goal_text_check("reason", target->reason, error);
}

Status kpi_check_target(const KpiAsker *asker, const Kpi *kpi, const KpiTarget *target, Error *error)
{
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    return check(asker, arena, kpi, target, error);
}

Status kpi_set_target(const KpiAsker *asker, const Kpi *kpi, const KpiTarget *target, Error *error)
{
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    TRY(check(asker, arena, kpi, target, error));
    Records *records = store_records(asker->store);
    TRY(records_begin(records, error));
    return rows_finish(records, insert(asker->store, arena, kpi, target, error), error);
}
