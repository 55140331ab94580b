#include "cli/logbook.h"
#include "cli/output.h"

#include "base/translate.h"
#include "metric/hint.h"
#include "metric/own.h"
#include "render/result.h"

#include <string.h>

typedef enum Format { FORMAT_TABLE, FORMAT_CSV, FORMAT_JSON } Format;

static Status read_format(const CommandContext *context, Format *ret_format)
{
    const char *text = argument_value(context->arguments, "format");
    static const char *const names[] = {"table", "csv", "json"};
    *ret_format = FORMAT_TABLE;
    if (!text)
        return STATUS_OK;
    for (int i = 0; i < 3; i++) {
        if (strcmp(text, names[i]) == 0) {
            *ret_format = (Format)i;
            return STATUS_OK;
        }
    }
    error_set(context->error, STATUS_INVALID_ARGUMENT, _("there is no format \"%s\""), text);
    error_hint(context->error, "%s", _("there are: table, csv, json"));
    return context->error->status;
}

static QueryWords words_of(const CommandContext *context)
{
    const Arguments *arguments = context->arguments;
    QueryWords words = {
        .id = operand(arguments, 1),
        .variant = argument_value(arguments, "variant"),
        .period = argument_value(arguments, "period"),
        .calendar = argument_value(arguments, "calendar"),
        .from = argument_value(arguments, "from"),
        .to = argument_value(arguments, "to"),
        .by = argument_value(arguments, "by"),
        .compare = argument_value(arguments, "compare"),
        .as_of = argument_value(arguments, "as-of"),
    };
    words.filter_count = argument_values(arguments, "where", &words.filters);
    words.parameter_count = argument_values(arguments, "set", &words.parameters);
    return words;
}

static Status print_result(CommandContext *context, Format format, const MetricResult *result)
{
    TextBuilder out CLEANUP(text_builder_free) = output_begin();
    if (format == FORMAT_JSON) {
        JsonWriter writer = json_writer(&out);
        render_result_json(&writer, result);
    } else if (format == FORMAT_CSV) {
        render_result_csv(&out, result);
    } else {
        TRY(render_result_table(context->arena, &out, result, context->error));
    }
    return output_print(context, &out);
}

static Status answer_from(CommandContext *context, Store *store, const MetricRegistry *registry, Format format)
{
    Organization organization;
    MetricQuery query;
    MetricResult result;
    QueryWords words = words_of(context);
    TRY(logbook_as(context, store_records(store), PERMISSION_READ_VALUES, &words.rows));
    TRY(organization_read(store, context->arena, &organization, context->error));
    TRY(metric_query_parse(context->arena, registry, &organization, &words, &query, context->error));
    FactsSession *session CLEANUP(facts_session_cleanup) = NULL;
    TRY(facts_session_open(store_facts(store), &session, context->error));
    TRY(metric_evaluate(store, session, context->arena, &organization, &query, &result, context->error));
    TRY(print_result(context, format, &result));
    const char *hint;
    TRY(metric_filter_hint(store, session, context->arena, &organization, &result, &hint, context->error));
    if (hint)
        fprintf(stderr, _("note: %s\n"), hint);
    return STATUS_OK;
}

static Status answer(CommandContext *context, Store *store, MetricRegistry *shipped, Format format)
{
    MetricRegistry *registry = NULL;
    TRY(own_registry(store_records(store), shipped, &registry, context->error));
    Status status = answer_from(context, store, registry, format);
    metric_registry_free(registry);
    return status;
}

/* Before the store is opened: the quicker answer to a slip. */
static Status check_order(const CommandContext *context, const MetricRegistry *shipped)
{
    const Metric *metric;
    const char *first = operand(context->arguments, 0), *second = operand(context->arguments, 1);
    if (metric_registry_named(shipped, second) || !metric_registry_named(shipped, first))
        return STATUS_OK;
    Status status = metric_registry_find(shipped, second, &metric, context->error);
    error_hint(context->error, _("the store comes first: mizan metric value %s %s"), second, first);
    return status;
}

static Status run(CommandContext *context)
{
    Format format;
    MetricRegistry *registry = NULL;
    Store *store = NULL;
    TRY(read_format(context, &format));
    TRY(metric_registry_load_one(operand(context->arguments, 1), &registry, context->error));
    Status status = check_order(context, registry);
    if (status == STATUS_OK)
        status = store_open(operand(context->arguments, 0), &(StoreOptions){0}, &store, context->error);
    if (status == STATUS_OK)
        status = answer(context, store, registry, format);
    store_leave(store);
    metric_registry_free(registry);
    return status;
}

static const Option options[] = {
    {.name = "variant", .argument = "NAME", .help = N_("another form of the metric; \"metric show\" names them")},
    {.name = "set", .argument = "NAME=VALUE", .help = N_("a parameter of the metric"), .repeats = true},
    {.name = "period", .argument = "LENGTH", .help = N_("day, week, month (default), quarter, year or all")},
    {.name = "calendar", .argument = "NAME", .help = N_("gregorian, persian, islamic or fiscal; the organization's by default")},
    {.name = "from", .argument = "DAY", .help = N_("the first day: 2026-01-31, or of the calendar: 1405-08-30")},
    {.name = "to", .argument = "DAY", .help = N_("the last day, included")},
    {.name = "by", .argument = "SLICE,...", .help = N_("split by these slices")},
    {.name = "where", .argument = "SLICE=VALUE", .help = N_("count only these facts"), .repeats = true},
    {.name = "compare", .argument = "WITH", .help = N_("previous or year: beside the fair earlier period")},
    OPTION_AS,
    {.name = "as-of", .argument = "DAY", .help = N_("answer as if this were today")},
    {.name = "format", .argument = "FORMAT", .help = N_("table (default), csv or json")},
    {0},
};

extern const Command command_metric_value;
const Command command_metric_value = {
    .name = "metric value", .synopsis = "STORE ID", .help = N_("compute a metric from the facts of a store"),
    .details = N_("Periods are those of the organization's calendar unless --calendar says otherwise. Numbers in csv and "
                  "json are not rounded; period_end there is the day after the period's last."),
    .operands_min = 2, .operands_max = 2, .options = options, .run = run,
};
