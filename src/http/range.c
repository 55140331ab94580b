#include "http/range.h"

Status range_of_kinds(FactsSession *session, DayRange *ranges, Error *error)
{
    TextBuilder sql CLEANUP(text_builder_free) = text_builder(16384);
    for (size_t i = 0; i < schema_kind_count; i++) {
        ranges[i] = (DayRange){0, -1};
        if (schema_kinds[i]->dimension)
            continue;
        text_append(&sql, sql.length ? " UNION ALL " : "");
        text_append_format(&sql, "SELECT %zu AS kind, min(day), max(day) FROM ", i);
        text_append_identifier(&sql, schema_kinds[i]->table);
    }
    FactsResult *result CLEANUP(facts_result_cleanup) = NULL;
    TRY(facts_query(session, sql.bytes, NULL, 0, &result, error));
    for (bool row;;) {
        TRY(facts_result_next(result, &row, error));
        if (!row)
            return STATUS_OK;
        Value kind = facts_result_value(result, 0), from = facts_result_value(result, 1);
        if (from.type == VALUE_DAY && kind.type == VALUE_INTEGER)
            ranges[kind.integer] = (DayRange){from.day, facts_result_value(result, 2).day};
    }
}

Status range_of_facts(FactsSession *session, Arena *arena, DayRange *ret_range, Error *error)
{
    DayRange *ranges = ARENA_ARRAY(arena, schema_kind_count, DayRange), all = {0, -1};
    TRY(range_of_kinds(session, ranges, error));
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
