/* fuzz uses: metric
 * Metric files: an organization will write its own. */
#include "fuzz.h"

#include "metric/compile.h"
#include "metric/own_words.h"

#include <stdlib.h>
#include <string.h>

static const char *setting(void *context, const char *name)
{
    (void)context;
    return name;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Arena *arena CLEANUP(arena_cleanup) = arena_new(0);
    Metric metric;
    Error error = {0};
    if (metric_parse(arena, "fuzz.sql", (Text){(const char *)data, size}, &metric, &error) != STATUS_OK)
        return 0;
    (void)(metric_title(&metric) && metric_help(&metric));
    error_set(&error, STATUS_INVALID_ARGUMENT, "Referenced column \"%s\" not found", metric.id);
    error_value(&error, metric.id, strlen(metric.id));
    (void)own_explain(&metric, metric.text, &error);
    for (size_t v = 0; v < metric.variant_count; v++) {
        MetricQuery query = {.metric = &metric, .variant = &metric.variants[v], .period = PERIOD_MONTH};
        for (size_t i = 0; i < metric.slice_count && i < QUERY_SLICES_LIMIT; i++)
            query.by[query.by_count++] = metric.slices[i].name;
        CompileInput input = {.period = PERIOD_MONTH, .to = 31, .currency = "USD", .setting = setting};
        CompiledQuery compiled;
        (void)!metric_compile(arena, &query, &input, &compiled, &error);
        MarkedSql marked;
        if (metric_mark(arena, &query, &input, "SELECT * FROM (", metric.variants[v].select->sql, ") m", &marked, &error) == STATUS_OK &&
            marked.count > MARKS_LIMIT)
            abort();
    }
    return 0;
}
