/* fuzz uses: metric base
 * Questions to metrics as words, a line each: id, variant, period, calendar, from, to, by, compare, as_of; then filters
 * ("?name=value") and parameters ("name=value"). What is understood is compiled. */
#include "fuzz.h"

#include "metric/compile.h"
#include "metric/query.h"

#include <stdlib.h>
#include <string.h>

enum { WORDS = 9, PAIRS = 20 };

static const MetricRegistry *registry(void)
{
    static MetricRegistry *loaded;
    Error error;
    if (!loaded && metric_registry_load(&loaded, &error) != STATUS_OK)
        abort();
    return loaded;
}

static const char *setting(void *context, const char *name)
{
    (void)context;
    return name;
}

/* NULL where the line is empty: the word is not given. */
static const char *next_line(Arena *arena, Text *rest)
{
    Text line = text_cut(*rest, '\n', rest);
    return line.length ? text_string(arena, line) : NULL;
}

static void compile(Arena *arena, const MetricQuery *query)
{
    static const Dialect dialects[] = {DIALECT_DUCKDB, DIALECT_POSTGRES};
    Error error = {0};
    for (size_t i = 0; i < sizeof dialects / sizeof dialects[0]; i++) {
        CompileInput input = {.dialect = dialects[i], .period = query->period, .from = query->has_from ? query->from : 0,
                              .to = query->has_to ? query->to : 31, .today = query->as_of, .currency = "EUR",
                              .setting = setting};
        CompiledQuery compiled;
        if (metric_compile(arena, query, &input, &compiled, &error) == STATUS_OK && !strstr(compiled.sql, "SELECT"))
            abort();
        (void)!metric_compile_facts(arena, query, &input, 10, 0, &compiled, &error);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Arena *arena CLEANUP(arena_cleanup) = arena_new(/* ceiling= */ 0);
    Text rest = {(const char *)data, size};
    const char *words[WORDS], *filters[PAIRS], *parameters[PAIRS];
    for (size_t i = 0; i < WORDS; i++)
        words[i] = next_line(arena, &rest);
    QueryWords asked = {.id = words[0] ? words[0] : "", .variant = words[1], .period = words[2], .calendar = words[3],
                        .from = words[4], .to = words[5], .by = words[6], .compare = words[7], .as_of = words[8],
                        .filters = filters, .parameters = parameters};
    while (rest.length && asked.filter_count < PAIRS && asked.parameter_count < PAIRS) {
        const char *line = next_line(arena, &rest);
        if (line && *line == '?')
            filters[asked.filter_count++] = line + 1;
        else if (line)
            parameters[asked.parameter_count++] = line;
    }
    Organization organization = {.time_zone = "UTC", .currency = "EUR", .language = "en", .today = 20000};
    MetricQuery query;
    Error error = {0};
    if (metric_query_parse(arena, registry(), &organization, &asked, &query, &error) == STATUS_OK)
        compile(arena, &query);
    else if (!error.message[0])
        abort();
    return 0;
}
