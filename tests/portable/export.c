/*
 * portable_export STORE FOLDER: what the other engine needs to answer the same questions.
 *
 *   FOLDER/schema.sql, FOLDER/<table>.csv        the facts, as the store has them
 *   FOLDER/<metric>.<variant>.<shape>.sql         a question in PostgreSQL's dialect, values written out
 *   FOLDER/<metric>.<variant>.<shape>.csv         DuckDB's answer to the same question
 *
 * tests/portable/run loads, asks and compares.
 */
#include "metric/compile.h"
#include "metric/registry.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *folder;
static Arena *arena;
static Store *store;

static void must(Status status, const Error *error)
{
    if (status == STATUS_OK)
        return;
    fprintf(stderr, "portable_export: %s\n", error->message);
    exit(1);
}

static FILE *create(const char *name)
{
    FILE *file = fopen(arena_format(arena, "%s/%s", folder, name), "w");
    if (!file)
        exit(1);
    return file;
}

/* A table's columns in PostgreSQL's types, and its rows as CSV. */
static void export_table(FactsSession *session, FILE *schema, const char *table)
{
    Error error;
    FactsResult *result;
    must(facts_query(session,
                     "SELECT column_name, CASE WHEN data_type = 'DOUBLE' THEN 'DOUBLE PRECISION' ELSE data_type END "
                     "FROM duckdb_columns() WHERE schema_name = 'main' AND table_name = $1 ORDER BY column_index",
                     (Value[]){value_text(table)}, 1, &result, &error), &error);
    fprintf(schema, "CREATE TABLE \"%s\" (", table);
    for (bool row = true, first = true;; first = false) {
        must(facts_result_next(result, &row, &error), &error);
        if (!row)
            break;
        Text name = facts_result_value(result, 0).text, type = facts_result_value(result, 1).text;
        fprintf(schema, "%s\"%.*s\" %.*s", first ? "" : ", ", (int)name.length, name.bytes, (int)type.length, type.bytes);
    }
    facts_result_free(result);
    fprintf(schema, ");\n\\copy \"%s\" FROM '%s/%s.csv' CSV HEADER NULL '\\N'\n", table, folder, table);
    /* sql: the names come from the schema and from the caller's folder, in a test */
    const char *copy = arena_format(arena, "COPY \"%s\" TO '%s/%s.csv' (HEADER, NULLSTR '\\N')", table, folder, table);
    must(facts_execute(session, copy, NULL, 0, NULL, &error), &error);
}

static void write_literal(FILE *file, Value value)
{
    char day[16];
    switch (value.type) {
    case VALUE_INTEGER:
        fprintf(file, "%" PRId64, value.integer);
        break;
    case VALUE_NUMBER:
        fprintf(file, "%.17g", value.number);
        break;
    case VALUE_DAY:
        day_format(value.day, day);
        fprintf(file, "'%s'", day);
        break;
    case VALUE_TEXT:
        fputc('\'', file);
        for (size_t i = 0; i < value.text.length; i++)
            fprintf(file, value.text.bytes[i] == '\'' ? "''" : "%c", value.text.bytes[i]);
        fputc('\'', file);
        break;
    default:
        fputs("NULL", file);
    }
}

static void write_statement(const char *name, const CompiledQuery *compiled)
{
    FILE *file = create(arena_format(arena, "%s.sql", name));
    for (const char *c = compiled->sql; *c; c++) {
        if (*c != '$' || !isdigit((unsigned char)c[1])) {
            fputc(*c, file);
            continue;
        }
        char *end;
        size_t number = strtoul(c + 1, &end, 10);
        write_literal(file, compiled->parameters[number - 1]);
        c = end - 1;
    }
    fputs(";\n", file);
    fclose(file);
}

static void write_answer(FactsSession *session, const char *name, const CompiledQuery *compiled)
{
    Error error;
    FactsResult *result;
    FILE *file = create(arena_format(arena, "%s.csv", name));
    must(facts_query(session, compiled->sql, compiled->parameters, compiled->parameter_count, &result, &error), &error);
    for (bool row;;) {
        must(facts_result_next(result, &row, &error), &error);
        if (!row)
            break;
        for (size_t i = 0; i < facts_result_columns(result); i++) {
            Value value = facts_result_value(result, i);
            char day[16] = "";
            if (value.type == VALUE_DAY)
                day_format(value.day, day);
            fprintf(file, "%s%s", i ? "\t" : "", day);
            if (value.type == VALUE_NUMBER)
                fprintf(file, "%.17g", value.number);
            else if (value.type == VALUE_TEXT)
                fprintf(file, "%.*s", (int)value.text.length, value.text.bytes);
        }
        fputc('\n', file);
    }
    facts_result_free(result);
    fclose(file);
}

static const char *setting(void *context, const char *name)
{
    (void)context;
    const char *value;
    Error error;
    return store_setting(store, arena, name, &value, &error) == STATUS_OK ? value : NULL;
}

static const char *const some_brands[] = {"Rayhan Care", "Rayhan Go"}, *const some_segments[] = {"Small business"};

/* Each variant by month as a whole, split by its last slice, of all time, and by month for somebody who sees some
 * rows alone. */
static void export_metric(FactsSession *session, const Metric *metric, int32_t from, int32_t to)
{
    static const char *const shapes[] = {"month", "sliced", "all", "narrowed"};
    static const RowScope rows = {.brands = {some_brands, 2}, .segments = {some_segments, 1}};
    Error error;
    for (size_t v = 0; v < metric->variant_count; v++) {
        for (int shape = 0; shape < 4; shape++) {
            MetricQuery query = {.metric = metric, .variant = &metric->variants[v],
                                 .period = shape == 2 ? PERIOD_ALL : PERIOD_MONTH, .rows = shape == 3 ? &rows : NULL};
            if (shape == 1 && metric->slice_count)
                query.by[query.by_count++] = metric->slices[metric->slice_count - 1].name;
            CompileInput input = {.dialect = DIALECT_DUCKDB, .period = query.period, .from = from, .to = to,
                                  .today = to - 1, .currency = "USD", .setting = setting};
            CompiledQuery compiled;
            const char *name = arena_format(arena, "%s.%s.%s", metric->id, query.variant->name, shapes[shape]);
            must(metric_compile(arena, &query, &input, &compiled, &error), &error);
            write_answer(session, name, &compiled);
            input.dialect = DIALECT_POSTGRES;
            must(metric_compile(arena, &query, &input, &compiled, &error), &error);
            write_statement(name, &compiled);
        }
    }
}

int main(int argc, char **argv)
{
    if (argc != 3)
        return 2;
    folder = argv[2];
    arena = arena_new((size_t)2 << 30);
    Error error;
    MetricRegistry *registry;
    FactsSession *session;
    must(store_open(argv[1], &(StoreOptions){0}, &store, &error), &error);
    must(facts_session_open(store_facts(store), &session, &error), &error);
    must(metric_registry_load(&registry, &error), &error);
    FILE *schema = create("schema.sql");
    for (size_t i = 0; i < schema_kind_count; i++)
        export_table(session, schema, schema_kinds[i]->table);
    static const char *const others[] = {"calendar", "working_hours", "currency_used"};
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        export_table(session, schema, others[i]);
    fclose(schema);
    Value first, last;
    must(facts_value(session, arena, "SELECT min(day) FROM ticket", NULL, 0, &first, &error), &error);
    must(facts_value(session, arena, "SELECT max(day) FROM ticket", NULL, 0, &last, &error), &error);
    for (size_t i = 0; i < metric_registry_count(registry); i++)
        export_metric(session, metric_registry_at(registry, i), first.day, last.day + 1);
    metric_registry_free(registry);
    facts_session_close(session);
    store_close(store);
    arena_free(arena);
    return 0;
}
