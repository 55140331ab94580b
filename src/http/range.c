#include "http/range.h"

const char *const range_parameters[SCOPE_LISTS] = {"CAST($1 AS VARCHAR)", "CAST($2 AS VARCHAR)", "CAST($3 AS VARCHAR)"};

void range_values(Arena *arena, const RowScope *rows, Value ret_values[SCOPE_LISTS])
{
    const char *texts[SCOPE_LISTS];
    row_scope_values(arena, rows, texts);
    for (size_t i = 0; i < SCOPE_LISTS; i++)
        ret_values[i] = value_text(texts[i]);
}

Status range_of_kinds(FactsSession *session, Arena *arena, const RowScope *rows, DayRange *ranges, Error *error)
{
    Value values[SCOPE_LISTS];
    range_values(arena, rows, values);
    TextBuilder sql CLEANUP(text_builder_free) = text_builder(32768);
    for (size_t i = 0; i < schema_kind_count; i++) {
        ranges[i] = (DayRange){0, -1};
        if (schema_kinds[i]->dimension)
            continue;
        text_append(&sql, sql.length ? " UNION ALL " : "");
        text_append_format(&sql, "SELECT %zu AS kind, min(day), max(day) FROM ", i);
        row_scope_append_table(&sql, schema_kinds[i], rows, range_parameters, "");
        text_append(&sql, " f");
    }
    FactsResult *result CLEANUP(facts_result_cleanup) = NULL;
    TRY(facts_query(session, sql.bytes, values, SCOPE_LISTS, &result, error));
    for (bool row;;) {
        TRY(facts_result_next(result, &row, error));
        if (!row)
            return STATUS_OK;
        Value kind = facts_result_value(result, 0), from = facts_result_value(result, 1);
        if (from.type == VALUE_DAY && kind.type == VALUE_INTEGER)
            ranges[kind.integer] = (DayRange){from.day, facts_result_value(result, 2).day};
    }
}

Status range_of_facts(FactsSession *session, Arena *arena, const RowScope *rows, DayRange *ret_range, Error *error)
{
    DayRange *ranges = ARENA_ARRAY(arena, schema_kind_count, DayRange), all = {0, -1};
    TRY(range_of_kinds(session, arena, rows, ranges, error));
    for (size_t i = 0; i < schema_kind_count; i++) {
        if (ranges[i].from > ranges[i].to)
            continue;
        bool first = all.from > all.to;
        if (first || ranges[i].from < all.from)
            all.from = ranges[i].from;
        if (first || ranges[i].to > all.to)
            all.to = ranges[i].to;
    }
    *ret_range = all;
    return STATUS_OK;
}
