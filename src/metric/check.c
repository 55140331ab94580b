/* metric-check STAMP FILE...: parses and compiles metric files; run by the build. Not part of the program. */
#include "metric/compile.h"
#include "metric/tables.h"

#include "base/translate.h"

#include <stdio.h>
#include <string.h>

enum { FILE_LIMIT = 128 * 1024 };

static const char *any_setting(void *context, const char *name)
{
    (void)context;
    (void)name;
    return "setting";
}

static Status read_file(Arena *arena, const char *path, Text *ret_text, Error *error)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return error_set(error, STATUS_NOT_FOUND, "cannot open %s", path);
    char *bytes = arena_alloc(arena, FILE_LIMIT);
    size_t length = fread(bytes, 1, FILE_LIMIT, file);
    fclose(file);
    *ret_text = (Text){bytes, length};
    return STATUS_OK;
}

/* Each variant, by month and as a whole, without slices, with the first and with all that fit, in one and
 * in several currencies, for both engines. */
static Status compile_all(Arena *arena, const Metric *metric, Error *error)
{
    for (size_t v = 0; v < metric->variant_count; v++) {
        for (int shape = 0; shape < 8; shape++) {
            MetricQuery query = {.metric = metric, .variant = &metric->variants[v]};
            query.period = shape & 1 ? PERIOD_ALL : PERIOD_MONTH;
            size_t slices = shape & 2 ? QUERY_SLICES_LIMIT : 0;
            for (size_t i = 0; i < metric->slice_count && i < slices; i++)
                query.by[query.by_count++] = metric->slices[i].name;
            CompileInput input = {.dialect = shape & 4 ? DIALECT_POSTGRES : DIALECT_DUCKDB, .period = query.period,
                                  .from = 0, .to = 366, .today = 366, .currency = "USD", .convert = (shape & 4) != 0,
                                  .setting = any_setting};
            CompiledQuery compiled;
            TRY(metric_compile(arena, &query, &input, &compiled, error));
            if (metric->suppress_below <= 0)
                TRY(metric_compile_facts(arena, &query, &input, 1, 0, &compiled, error));
        }
    }
    return STATUS_OK;
}

/* metrics/AREA/ID.sql: the file is named after the id. */
static Status check_name(const Metric *metric, const char *path, Error *error)
{
    const char *slash = strrchr(path, '/');
    const char *file = slash ? slash + 1 : path;
    size_t length = strlen(metric->id);
    if (strncmp(file, metric->id, length) == 0 && strcmp(file + length, ".sql") == 0)
        return STATUS_OK;
    error_set(error, STATUS_INVALID_DATA, "the id is \"%s\", so the file must be %s.sql", metric->id, metric->id);
    error_where(error, "%s", path);
    return error->status;
}

static Status check_file(const char *path, Error *error)
{
    Arena *arena CLEANUP(arena_cleanup) = arena_new(/* ceiling= */ 0);
    Text text;
    Metric metric;
    TRY(read_file(arena, path, &text, error));
    TRY(metric_parse(arena, path, text, &metric, error));
    TRY(check_name(&metric, path, error));
    TRY(metric_refuse_tables(&metric, error));
    return compile_all(arena, &metric, error);
}

int main(int argc, char **argv)
{
    int failures = 0;
    for (int i = 2; i < argc; i++) {
        Error error = {0};
        if (check_file(argv[i], &error) == STATUS_OK)
            continue;
        fprintf(stderr, "%s: %s", error.where[0] ? error.where : argv[i], error.message);
        fprintf(stderr, error.value[0] ? " (%s)\n" : "%s\n", error.value);
        if (error.hint[0])
            fprintf(stderr, "    %s\n", error.hint);
        failures++;
    }
    if (failures || argc < 2)
        return 1;
    FILE *stamp = fopen(argv[1], "w");
    return !stamp || fclose(stamp) != 0;
}
