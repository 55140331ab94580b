#include "goal/span.h"

#include "base/translate.h"
#include "goal/parts.h"

#include <string.h>

/* The first and last day of the period of `length` that `day` lies in. */
static Status around(const KpiAsker *asker, Arena *arena, PeriodLength length, int32_t day, int32_t *ret_from, int32_t *ret_to,
                     Error *error)
{
    const char *column = arena_format(arena, "%s_%s", calendar_system_name(asker->organization->calendar), period_length_name(length));
    TextBuilder sql CLEANUP(text_builder_free) = text_builder(400);
    FactsResult *result CLEANUP(facts_result_cleanup) = NULL;
    Value value = value_day(day);
    bool row;
    text_append(&sql, "SELECT min(day), max(day) FROM calendar WHERE ");
    text_append_identifier(&sql, column);
    text_append(&sql, " = (SELECT ");
    text_append_identifier(&sql, column);
    text_append(&sql, " FROM calendar WHERE day = $1)");
    TRY(facts_query(asker->session, sql.bytes, &value, 1, &result, error)); /* sql: names of the calendar's columns alone */
    TRY(facts_result_next(result, &row, error));
    if (!row || facts_result_value(result, 0).type != VALUE_DAY)
        return goal_refuse(error, "to", _("the calendar does not reach to these days"));
    *ret_from = facts_result_value(result, 0).day;
    *ret_to = facts_result_value(result, 1).day;
    return STATUS_OK;
}

Status span_parse(const KpiAsker *asker, Arena *arena, const char *words, int32_t *ret_from, int32_t *ret_to, Error *error)
{
    static const struct { const char *name; PeriodLength length; bool next; } names[] = {
        {"this-quarter", PERIOD_QUARTER, false}, {"next-quarter", PERIOD_QUARTER, true},
        {"this-year", PERIOD_YEAR, false},       {"next-year", PERIOD_YEAR, true}};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        int32_t from, to;
        if (strcmp(names[i].name, words) != 0)
            continue;
        TRY(around(asker, arena, names[i].length, asker->organization->today, &from, &to, error));
        if (names[i].next)
            TRY(around(asker, arena, names[i].length, to + 1, &from, &to, error));
        *ret_from = from;
        *ret_to = to;
        return STATUS_OK;
    }
    error_set(error, STATUS_INVALID_ARGUMENT, _("\"%s\" does not know \"%s\""), "period", words);
    error_where(error, "period");
    error_hint(error, _("there are: %s"), "this-quarter, next-quarter, this-year, next-year");
    return STATUS_INVALID_ARGUMENT;
}

/* Which period of the calendar the days are; PERIOD_ALL: none. */
static Status length_of(const KpiAsker *asker, Arena *arena, int32_t from, int32_t to, PeriodLength *ret_length, Error *error)
{
    static const PeriodLength lengths[] = {PERIOD_QUARTER, PERIOD_YEAR};
    *ret_length = PERIOD_ALL;
    if (from < calendar_first_day() || to - from > 366) /* no period is that long, and the calendar ends somewhere */
        return STATUS_OK;
    for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++) {
        int32_t first, last;
        Error outside;
        if (around(asker, arena, lengths[i], from, &first, &last, &outside) == STATUS_OK && first == from && last == to)
            *ret_length = lengths[i];
    }
    (void)error;
    return STATUS_OK;
}

Status span_after(const KpiAsker *asker, Arena *arena, int32_t from, int32_t to, int32_t *ret_from, int32_t *ret_to, Error *error)
{
    PeriodLength length;
    TRY(length_of(asker, arena, from, to, &length, error));
    if (length != PERIOD_ALL)
        return around(asker, arena, length, to + 1, ret_from, ret_to, error);
    *ret_from = to + 1;
    *ret_to = to + 1 + (to - from);
    return STATUS_OK;
}

Status span_name(const KpiAsker *asker, Arena *arena, int32_t from, int32_t to, PeriodLength *ret_length, const char **ret_label,
                 Error *error)
{
    TRY(length_of(asker, arena, from, to, ret_length, error));
    *ret_label = NULL;
    if (*ret_length == PERIOD_ALL)
        return STATUS_OK;
    return period_label(arena, asker->organization->calendar, *ret_length, from, to + 1, translate_language(), ret_label, error);
}
