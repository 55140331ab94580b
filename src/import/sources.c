/* Where the facts come from, and how fresh each source is. */
#include "import/import.h"

#include "import/sql.h"

#include <string.h>

/* Files of one export differ in folder and date: "in/tickets-2026-11.csv" and "in/tickets-2026-12.csv" are one source. */
#define SOURCE_KEY "regexp_replace(regexp_replace(COALESCE(source, ''), '[^ ,]*/', '', 'g'), '[0-9]+', '#', 'g')"

typedef struct Found {
    FactsSession *session;
    Arena *arena;
    ImportSource *sources;
    const char **keys;
    size_t count, capacity;
} Found;

static const char *text_at(Arena *arena, const FactsResult *result, size_t column)
{
    Value value = facts_result_value(result, column);
    return value.type == VALUE_TEXT ? text_string(arena, value.text) : "";
}

static Status read_batches(Found *found, Error *error)
{
    Value count;
    TRY(facts_value(found->session, found->arena, "SELECT count(*) FROM (SELECT DISTINCT kind, " SOURCE_KEY " FROM batch)", NULL,
                    0, &count, error));
    found->capacity = (size_t)count.integer;
    found->sources = ARENA_ARRAY(found->arena, found->capacity + 1, ImportSource);
    found->keys = ARENA_ARRAY(found->arena, found->capacity + 1, const char *);
    FactsResult *result CLEANUP(facts_result_cleanup) = NULL;
    TRY(facts_query(found->session,
                    "SELECT kind, " SOURCE_KEY ", arg_max(source, batch), count(*), max(batch), max(committed_at), "
                    "arg_max(rejected, batch) FROM batch WHERE undone_at IS NULL GROUP BY 1, 2 ORDER BY 6 DESC, 5 DESC",
                    NULL, 0, &result, error));
    for (;;) {
        bool row;
        TRY(facts_result_next(result, &row, error));
        if (!row || found->count == found->capacity)
            return STATUS_OK;
        const Kind *kind = schema_kind(text_at(found->arena, result, 0));
        if (!kind)
            continue;
        found->keys[found->count] = text_at(found->arena, result, 1);
        found->sources[found->count++] = (ImportSource){
            .kind = kind, .name = text_at(found->arena, result, 2), .imports = facts_result_value(result, 3).integer,
            .batch = facts_result_value(result, 4).integer, .imported_at = facts_result_value(result, 5).time,
            .rejected = facts_result_value(result, 6).integer,
        };
    }
}

/* The rows that are held of each source, and the last day that they reach. */
static Status read_rows(Found *found, const Kind *kind, Error *error)
{
    Sql *sql CLEANUP(sql_cleanup) = sql_new(found->arena);
    sql_format(sql, "SELECT " SOURCE_KEY ", CAST(sum(rows) AS BIGINT), max(last) FROM (SELECT batch, count(*) AS rows, %s AS last FROM ",
               kind->dimension ? "CAST(NULL AS DATE)" : "max(day)");
    sql_name(sql, "", kind->table);
    sql_text(sql, " GROUP BY batch) f JOIN batch b ON b.batch = f.batch GROUP BY 1");
    FactsResult *result CLEANUP(facts_result_cleanup) = NULL;
    TRY(sql_query(found->session, sql, &result, error));
    for (;;) {
        bool row;
        TRY(facts_result_next(result, &row, error));
        if (!row)
            return STATUS_OK;
        const char *key = text_at(found->arena, result, 0);
        for (size_t i = 0; i < found->count; i++) {
            ImportSource *source = &found->sources[i];
            if (source->kind != kind || strcmp(found->keys[i], key) != 0)
                continue;
            Value last = facts_result_value(result, 2);
            source->rows = facts_result_value(result, 1).integer;
            source->has_day = last.type == VALUE_DAY;
            source->last_day = source->has_day ? last.day : 0;
        }
    }
}

Status import_sources(FactsSession *session, Arena *arena, ImportSource **ret_sources, size_t *ret_count, Error *error)
{
    Found found = {.session = session, .arena = arena};
    TRY(read_batches(&found, error));
    for (size_t i = 0; i < schema_kind_count; i++) {
        bool any = false;
        for (size_t j = 0; j < found.count && !any; j++)
            any = found.sources[j].kind == schema_kinds[i];
        if (any)
            TRY(read_rows(&found, schema_kinds[i], error));
    }
    *ret_sources = found.sources;
    *ret_count = found.count;
    return STATUS_OK;
}
