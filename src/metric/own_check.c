/* The check of a definition that somebody wrote. Own words for errors: own_words.c. */
#include "metric/own_words.h"

#include "metric/evaluation.h"
#include "metric/tables.h"

#include "base/translate.h"
#include "store/deadline.h"

#include <string.h>

typedef struct Checking {
    const OwnChecker *checker;
    Arena *arena;
    const Metric *metric;
    Error *error;
    double floor; /* the largest group that shipped metrics ask for of the kinds that are read */
} Checking;

/* ---- names ---- */

static Status refuse_id(const char *id, const char *message, Error *error)
{
    error_set(error, STATUS_INVALID_DATA, "%s", message);
    error_value(error, id, strlen(id));
    return error->status;
}

/* By a name that two answer to, what is asked for would hang on which comes first. */
static Status check_name(const Checking *checking, const char *name)
{
    Error *error = checking->error;
    const Metric *taken = metric_registry_named(metric_registry_shipped(checking->checker->registry), name);
    if (taken) {
        error_set(error, STATUS_INVALID_DATA, _("\"%s\" is the name of a metric that comes with Mizan: %s"), name,
                  metric_title(taken));
        error_value(error, name, strlen(name));
        error_hint(error, "%s", _("choose another, for example with your organization's name before it"));
        return error->status;
    }
    taken = metric_registry_named(checking->checker->registry, name);
    if (!taken || strcmp(taken->id, checking->metric->id) == 0)
        return STATUS_OK;
    error_set(error, STATUS_INVALID_DATA, _("\"%s\" is the name of another metric: %s"), name, metric_title(taken));
    error_value(error, name, strlen(name));
    return error->status;
}

static Status check_names(const Checking *checking)
{
    const Metric *metric = checking->metric;
    size_t length = strlen(metric->id);
    if (length > OWN_ID_LIMIT || strspn(metric->id, "abcdefghijklmnopqrstuvwxyz0123456789_") != length ||
        !(metric->id[0] >= 'a' && metric->id[0] <= 'z'))
        return refuse_id(metric->id, _("an id is made of a-z, 0-9 and _, and begins with a letter"), checking->error);
    if (strcmp(metric->id, "new") == 0)
        return refuse_id(metric->id, _("\"new\" is where new metrics are made: choose another id"), checking->error);
    TRY(check_name(checking, metric->id));
    for (size_t i = 0; i < metric->alias_count; i++)
        TRY(check_name(checking, metric->aliases[i]));
    if (metric->component_count <= COMPONENTS_LIMIT)
        return STATUS_OK;
    return error_set(checking->error, STATUS_INVALID_DATA, _("a metric has at most %d components"), COMPONENTS_LIMIT);
}

/* ---- what is read ---- */

/* What stands in braces goes into the SQL in part as it is: names, and nothing that could end one. */
static Status check_placeholders(const Checking *checking, const char *sql)
{
    for (const char *open = strchr(sql, '{'); open; open = strchr(open + 1, '{')) {
        size_t length = strspn(open + 1, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.:*|");
        Text inside = {open + 1, length};
        if (open[1 + length] != '}') {
            error_set(checking->error, STATUS_INVALID_DATA, "%s",
                      _("in braces stands a placeholder such as {ticket} or {slices}, of letters, digits and _ . : * |"));
            error_value(checking->error, open, strcspn(open, "}\n"));
            return checking->error->status;
        }
        if (text_starts_with(inside, "include:") || text_equals(inside, "include")) {
            error_set(checking->error, STATUS_INVALID_DATA, "%s", _("shared pieces are for the shipped metrics: write the SQL itself here"));
            error_value(checking->error, inside.bytes, inside.length);
            return checking->error->status;
        }
    }
    return STATUS_OK;
}

/* Facts about people who could be told apart are shown in groups, whoever defines the metric. */
static void note_kind(Checking *checking, const char *mark)
{
    MetricRegistry *shipped = metric_registry_shipped(checking->checker->registry);
    const char *end = strpbrk(mark + 1, ":}");
    Text kind = {mark + 1, end ? (size_t)(end - mark) - 1 : 0};
    for (size_t i = 0; i < metric_registry_count(shipped); i++) {
        const Metric *metric = metric_registry_at(shipped, i);
        for (size_t s = 0; s < metric->source_count; s++)
            if (text_equals(kind, metric->sources[s]->name) && metric->suppress_below > checking->floor)
                checking->floor = metric->suppress_below;
    }
}

/* Everything that is read is a placeholder, and each placeholder is read: none stands within a text or a comment, where
 * its quotation marks could end what the author began. */
static Status check_marked(Checking *checking, MarkedSql *marked)
{
    Error *error = checking->error;
    marked->names[marked->count] = (CheckedName){.name = "calendar"};
    marked->names[marked->count + 1] = (CheckedName){.name = "working_hours"};
    TRY(facts_check_names(checking->checker->session, marked->sql, marked->names, marked->count + 2, error));
    for (size_t i = 0; i < marked->count; i++) {
        const char *name = marked->names[i].name;
        note_kind(checking, name);
        if (marked->names[i].found == 1)
            continue;
        size_t length = (size_t)(strrchr(name, '}') - name) + 1;
        error_set(error, STATUS_INVALID_DATA, _("%.*s stands where no table is read: within a text, a comment or a name"),
                  (int)length, name);
        error_value(error, name, length);
        return error->status;
    }
    return STATUS_OK;
}

static const char *setting_known(void *context, const char *name)
{
    const Checking *checking = context;
    const char *value;
    Error ignored;
    return store_setting(checking->checker->store, checking->arena, name, &value, &ignored) == STATUS_OK ? value : NULL;
}

static MetricQuery query_of(const Checking *checking, const Variant *variant, bool sliced)
{
    const Metric *metric = checking->metric;
    MetricQuery query = {.metric = metric, .variant = variant, .period = PERIOD_MONTH, .rows = checking->checker->rows,
                         .level = 0.95, .as_of = checking->checker->organization->today};
    for (size_t i = 0; sliced && i < metric->slice_count && i < QUERY_SLICES_LIMIT; i++)
        query.by[query.by_count++] = metric->slices[i].name;
    return query;
}

static CompileInput input_of(Checking *checking)
{
    const OwnChecker *checker = checking->checker;
    return (CompileInput){.dialect = facts_dialect(store_facts(checker->store)), .period = PERIOD_MONTH,
                          .from = checker->organization->today - 60, .to = checker->organization->today + 1,
                          .today = checker->organization->today, .currency = checker->organization->currency,
                          .setting = setting_known, .setting_context = checking};
}

static Status check_piece(Checking *checking, const MetricQuery *query, const char *before, const char *sql, const char *after)
{
    MarkedSql *marked = ARENA_NEW(checking->arena, MarkedSql);
    CompileInput input = input_of(checking);
    TRY(metric_mark(checking->arena, query, &input, before, sql, after, marked, checking->error));
    return check_marked(checking, marked);
}

/* An aggregate over the SELECT's rows; braces in it would be the engine's own. */
static Status check_aggregate(Checking *checking, const Component *component)
{
    if (!component->sql)
        return STATUS_OK;
    TRY(metric_refuse_tables_in(checking->metric->id, text_of(component->sql), checking->error));
    CheckedName rows = {.name = "m"};
    TextBuilder sql CLEANUP(text_builder_free) = text_builder(COMPILE_SQL_LIMIT);
    text_append(&sql, "SELECT CAST(");
    text_append(&sql, component->sql);
    text_append(&sql, " AS DOUBLE PRECISION) FROM m");
    return facts_check_names(checking->checker->session, sql.bytes, &rows, 1, checking->error);
}

static Status check_reading(Checking *checking)
{
    const Metric *metric = checking->metric;
    const MetricQuery plain = query_of(checking, &metric->variants[0], false);
    for (size_t i = 0; i < metric->select_count; i++) {
        TRY(check_placeholders(checking, metric->selects[i].sql));
        TRY(metric_refuse_tables_in(metric->id, text_of(metric->selects[i].sql), checking->error));
    }
    TRY(check_placeholders(checking, metric->rows_where));
    TRY(metric_refuse_tables_in(metric->id, text_of(metric->rows_where), checking->error));
    for (size_t v = 0; v < metric->variant_count; v++)
        for (int sliced = 0; sliced < 2; sliced++) {
            const MetricQuery query = query_of(checking, &metric->variants[v], sliced);
            TRY(check_piece(checking, &query, "SELECT * FROM (", metric->variants[v].select->sql, ") m"));
        }
    for (size_t i = 0; i < metric->component_count; i++)
        TRY(check_aggregate(checking, &metric->components[i]));
    if (*metric->rows_where) {
        TextBuilder sql CLEANUP(text_builder_free) = text_builder(COMPILE_SQL_LIMIT);
        text_append(&sql, "{");
        text_append(&sql, metric->rows_kind->name);
        text_append(&sql, "} t WHERE ");
        text_append(&sql, metric->rows_where);
        TRY(check_piece(checking, &plain, "SELECT 1 FROM ", sql.bytes, ""));
    }
    return STATUS_OK;
}

/* ---- what the engine makes of it ---- */

static Status explain(const Checking *checking, const CompiledQuery *compiled)
{
    FactsResult *result CLEANUP(facts_result_cleanup) = NULL;
    const char *sql = arena_format(checking->arena, "EXPLAIN %s", compiled->sql);
    return facts_query(checking->checker->session, sql, compiled->parameters, compiled->parameter_count, &result,
                       checking->error);
}

/* Each variant by month and as a whole, with and without slices, in one currency and in several. */
static Status check_forms(Checking *checking)
{
    const Metric *metric = checking->metric;
    for (size_t v = 0; v < metric->variant_count; v++)
        for (int shape = 0; shape < 8; shape++) {
            const MetricQuery query = query_of(checking, &metric->variants[v], (shape & 1) != 0);
            CompileInput input = input_of(checking);
            CompiledQuery compiled;
            input.period = shape & 2 ? PERIOD_ALL : PERIOD_MONTH;
            input.convert = (shape & 4) != 0;
            if ((input.convert && !metric_uses_money(query.variant)) || (query.by_count == 0 && (shape & 1)))
                continue;
            TRY(metric_compile(checking->arena, &query, &input, &compiled, checking->error));
            TRY(explain(checking, &compiled));
        }
    if (metric->suppress_below > 0)
        return STATUS_OK;
    const MetricQuery query = query_of(checking, &metric->variants[0], false);
    const CompileInput input = input_of(checking);
    CompiledQuery compiled;
    TRY(metric_compile_facts(checking->arena, &query, &input, 1, 0, &compiled, checking->error));
    return explain(checking, &compiled);
}

/* ---- people ---- */

static Status check_groups(const Checking *checking)
{
    const Metric *metric = checking->metric;
    bool counted = true;
    for (size_t i = 0; i < metric->variant_count; i++)
        counted = counted && metric->variants[i].sample;
    if (metric->suppress_below >= checking->floor && (counted || checking->floor <= 0))
        return STATUS_OK;
    error_set(checking->error, STATUS_INVALID_DATA,
              _("these facts are of people who could be told apart: no group below %g is shown"), checking->floor);
    error_hint(checking->error, _("write \"suppress below: %g\" and, with \"sample\", which component counts the answers"),
               checking->floor);
    return checking->error->status;
}

/* ---- all of it ---- */

static Status check_all(Checking *checking)
{
    TRY(check_names(checking));
    TRY(check_reading(checking));
    TRY(check_forms(checking));
    return check_groups(checking);
}

/* The own metrics there are, with this one in place of what it was. */
static Status with_draft(const OwnChecker *checker, Arena *arena, const char *id, Text definition, MetricRegistry **ret_registry,
                         Error *error)
{
    MetricText *texts;
    size_t count, place = 0;
    TRY(own_texts(store_records(checker->store), arena, &texts, &count, error));
    while (place < count && strcmp(texts[place].id, id) != 0)
        place++;
    int64_t revision = place < count ? texts[place].revision : 0;
    texts[place] = (MetricText){id, definition, revision};
    return metric_registry_with(metric_registry_shipped(checker->registry), texts, count + (place == count), ret_registry, error);
}

Status own_check(const OwnChecker *checker, Text definition, MetricRegistry **ret_registry, const Metric **ret_metric,
                 Error *error)
{
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    Metric parsed;
    MetricRegistry *registry = NULL;
    TRY(metric_parse(arena, _("definition"), definition, &parsed, error));
    parsed.own = true;
    Checking checking = {.checker = checker, .arena = arena, .metric = &parsed, .error = error};
    FactsDeadline *deadline = facts_deadline_begin(checker->session, OWN_SECONDS);
    Status status = check_all(&checking);
    if (facts_deadline_end(deadline) && status == STATUS_CANCELLED)
        status = error_set(error, STATUS_INVALID_DATA, _("the check took longer than %d seconds and was stopped"), OWN_SECONDS);
    if (status != STATUS_OK)
        return own_explain(&parsed, definition, error);
    TRY(with_draft(checker, arena, parsed.id, definition, &registry, error));
    status = metric_registry_find(registry, parsed.id, ret_metric, error);
    if (status == STATUS_OK)
        *ret_registry = registry;
    else
        metric_registry_free(registry);
    return status;
}

Status own_try(const OwnChecker *checker, const MetricRegistry *registry, Arena *arena, const QueryWords *words,
               MetricQuery *ret_query, MetricResult *ret_result, Error *error)
{
    /* What the words of the question get wrong is no fault of the definition. */
    TRY(metric_query_parse(arena, registry, checker->organization, words, ret_query, error));
    Status status = metric_evaluate(checker->store, checker->session, arena, checker->organization, ret_query, ret_result, error);
    if (status == STATUS_OK || status == STATUS_CANCELLED)
        return status;
    if (status == STATUS_TIMEOUT) {
        error->status = STATUS_INVALID_DATA;
        error_where(error, "%s", _("definition"));
        return error->status;
    }
    return own_explain(ret_query->metric, ret_query->metric->text, error);
}
