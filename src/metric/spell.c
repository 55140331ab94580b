/* Filters that name a value in other letters than the facts do: كيان finds کیان (language/fold.h). */
#include "metric/spell.h"

#include "language/fold.h"

#include <string.h>

enum { VALUES_MOST = 5000 };

typedef struct Speller {
    FactsSession *session;
    Arena *arena;
    MetricQuery *query;
    Error *error;
} Speller;

static bool is_ascii(const char *text)
{
    for (; *text; text++)
        if ((unsigned char)*text > 127)
            return false;
    return true;
}

static bool has_filter(const MetricQuery *query, const char *slice, const char *value)
{
    for (size_t i = 0; i < query->filter_count; i++)
        if (strcmp(query->filters[i].slice, slice) == 0 && strcmp(query->filters[i].value, value) == 0)
            return true;
    return false;
}

static Status add_spelling(Speller *speller, const char *slice, const char *wanted, Text value)
{
    const char *folded;
    TRY(text_fold(speller->arena, value, &folded, speller->error));
    char *found = text_string(speller->arena, value);
    if (strcmp(folded, wanted) != 0 || has_filter(speller->query, slice, found))
        return STATUS_OK;
    if (speller->query->filter_count < QUERY_FILTERS_LIMIT)
        speller->query->filters[speller->query->filter_count++] = (SliceFilter){slice, found};
    return STATUS_OK;
}

/* "FROM table f ..." of one kind, for the slice's expression, which is the schema's own and not a value. */
static void append_from(TextBuilder *sql, const Kind *kind, const Slice *slice)
{
    text_append(sql, " FROM ");
    text_append_identifier(sql, kind->table);
    text_append(sql, " f");
    if (slice->customer)
        text_append(sql, " LEFT JOIN customer c ON c.customer = f.customer");
}

/* Whether a fact has the value as it is written: then that is what is meant. Ends at the first that has. */
static Status value_exists(Speller *speller, const Kind *kind, const Slice *slice, const char *value, bool *ret_exists)
{
    TextBuilder sql CLEANUP(text_builder_free) = text_builder(4096);
    text_append(&sql, "SELECT 1");
    append_from(&sql, kind, slice);
    text_append(&sql, " WHERE ");
    text_append(&sql, slice->expression);
    text_append(&sql, " = CAST($1 AS VARCHAR) LIMIT 1");
    FactsResult *result CLEANUP(facts_result_cleanup) = NULL;
    Value parameter = value_text(value);
    TRY(facts_query(speller->session, sql.bytes, &parameter, 1, &result, speller->error));
    return facts_result_next(result, ret_exists, speller->error);
}

static Status read_spellings(Speller *speller, const Kind *kind, const Slice *slice, const char *wanted)
{
    TextBuilder sql CLEANUP(text_builder_free) = text_builder(4096);
    text_append(&sql, "SELECT DISTINCT CAST(");
    text_append(&sql, slice->expression);
    text_append(&sql, " AS VARCHAR)");
    append_from(&sql, kind, slice);
    text_append_format(&sql, " LIMIT %d", VALUES_MOST);
    FactsResult *result CLEANUP(facts_result_cleanup) = NULL;
    TRY(facts_query(speller->session, sql.bytes, NULL, 0, &result, speller->error));
    for (bool row;;) {
        TRY(facts_result_next(result, &row, speller->error));
        if (!row)
            return STATUS_OK;
        Value value = facts_result_value(result, 0);
        if (value.type == VALUE_TEXT)
            TRY(add_spelling(speller, slice->name, wanted, value.text));
    }
}

static Status spell_filter(Speller *speller, SliceFilter filter)
{
    const Metric *metric = speller->query->metric;
    const char *wanted;
    for (size_t i = 0; i < metric->source_count; i++) {
        const Slice *slice = schema_slice(metric->sources[i], filter.slice);
        bool exists = false;
        if (slice)
            TRY(value_exists(speller, metric->sources[i], slice, filter.value, &exists));
        if (exists)
            return STATUS_OK;
    }
    TRY(text_fold(speller->arena, text_of(filter.value), &wanted, speller->error));
    for (size_t i = 0; i < metric->source_count; i++) {
        const Slice *slice = schema_slice(metric->sources[i], filter.slice);
        if (slice)
            TRY(read_spellings(speller, metric->sources[i], slice, wanted));
    }
    return STATUS_OK;
}

Status metric_query_spell(FactsSession *session, Arena *arena, const MetricQuery *query, const MetricQuery **ret_query, Error *error)
{
    Speller speller = {.session = session, .arena = arena, .error = error};
    for (size_t i = 0; i < query->filter_count; i++) {
        if (is_ascii(query->filters[i].value))
            continue;
        if (!speller.query) {
            speller.query = ARENA_NEW(arena, MetricQuery);
            *speller.query = *query;
        }
        TRY(spell_filter(&speller, query->filters[i]));
    }
    *ret_query = speller.query ? speller.query : query;
    return STATUS_OK;
}
