#include "cli/kpi_options.h"
#include "cli/goal_options.h"

#include "base/translate.h"
#include "metric/own.h"

#include <pwd.h>
#include <string.h>
#include <unistd.h>

Status kpi_door_open(CommandContext *context, KpiDoor *door)
{
    Error *error = context->error;
    TRY(store_open(operand(context->arguments, 0), &(StoreOptions){0}, &door->store, error));
    TRY(own_registry(store_records(door->store), NULL, &door->registry, error));
    TRY(organization_read(door->store, context->arena, &door->organization, error));
    TRY(facts_session_open(store_facts(door->store), &door->session, error));
    door->asker = (KpiAsker){door->store, door->session, door->registry, &door->organization, NULL};
    return STATUS_OK;
}

void kpi_door_close(KpiDoor *door)
{
    facts_session_close(door->session);
    store_close(door->store);
    metric_registry_free(door->registry);
}

Status kpi_door_run(CommandContext *context, Status (*work)(CommandContext *context, KpiDoor *door))
{
    KpiDoor door = {0};
    Status status = work(context, &door);
    kpi_door_close(&door);
    return status;
}

const char *kpi_author(Arena *arena)
{
    char buffer[1024];
    struct passwd entry, *found = NULL;
    if (getpwuid_r(getuid(), &entry, buffer, sizeof buffer, &found) == 0 && found)
        return arena_string(arena, entry.pw_name);
    return arena_format(arena, "%u", (unsigned)getuid());
}

static Status unknown(const CommandContext *context, const char *option, const char *value, const char *known)
{
    error_set(context->error, STATUS_INVALID_ARGUMENT, _("--%s does not know \"%s\""), option, value);
    error_hint(context->error, _("there are: %s"), known);
    return context->error->status;
}

static Status read_choices(const CommandContext *context, Kpi *kpi)
{
    const char *period = argument_value(context->arguments, "period");
    const char *calendar = argument_value(context->arguments, "calendar");
    if (period && !period_length_parse(text_of(period), &kpi->period))
        return unknown(context, "period", period, "day, week, month, quarter, year");
    if (calendar && !calendar_system_parse(text_of(calendar), &kpi->calendar))
        return unknown(context, "calendar", calendar, "gregorian, persian, islamic, fiscal");
    return STATUS_OK;
}

static void read_text(const CommandContext *context, const char *option, const char **target)
{
    if (argument_given(context->arguments, option))
        *target = argument_value(context->arguments, option);
}

/* What reports a result, and what moves before it. */
static Status read_kind(const CommandContext *context, Kpi *kpi)
{
    const char *kind = argument_value(context->arguments, "kind");
    if (argument_given(context->arguments, "leading"))
        kpi->leading = true;
    if (argument_given(context->arguments, "lagging"))
        kpi->leading = false;
    if (!kind)
        return STATUS_OK;
    kpi->has_result = true;
    kpi->result = strcmp(kind, "kri") == 0;
    return kpi->result || strcmp(kind, "kpi") == 0 ? STATUS_OK : unknown(context, "kind", kind, "kpi, kri");
}

static Status read_review(const CommandContext *context, Kpi *kpi)
{
    bool given;
    TRY(option_day(context, "review", &given, &kpi->review));
    kpi->has_review = kpi->has_review || given;
    return STATUS_OK;
}

Status kpi_options_read(const CommandContext *context, const Organization *organization, const MetricRegistry *registry,
                        Kpi *kpi)
{
    const Arguments *arguments = context->arguments;
    const Metric *metric = NULL;
    read_text(context, "metric", &kpi->metric);
    if (!kpi->metric) {
        error_set(context->error, STATUS_INVALID_ARGUMENT, "%s", _("a KPI is measured by a metric: name one of the catalogue"));
        error_hint(context->error, "%s", _("--metric ID; \"mizan metric list\" lists them"));
        return context->error->status;
    }
    TRY(metric_registry_find(registry, kpi->metric, &metric, context->error));
    if (kpi->revision == 0) { /* a new one */
        kpi->title = metric_title(metric);
        kpi->period = PERIOD_MONTH;
        kpi->calendar = organization->calendar;
        kpi->perspective = perspective_name(metric->perspective);
    }
    kpi->metric = metric->id;
    read_text(context, "title", &kpi->title);
    read_text(context, "goal", &kpi->goal);
    read_text(context, "criterion", &kpi->criterion);
    read_text(context, "variant", &kpi->variant);
    read_text(context, "owner", &kpi->owner);
    read_text(context, "source", &kpi->source);
    read_text(context, "objective", &kpi->objective);
    read_text(context, "people", &kpi->people);
    read_text(context, "money", &kpi->money);
    read_text(context, "tools", &kpi->tools);
    read_text(context, "by-hand", &kpi->entry);
    kpi->by_hand = kpi->by_hand || argument_given(arguments, "by-hand");
    TRY(read_kind(context, kpi));
    TRY(read_review(context, kpi));
    read_text(context, "perspective", &kpi->perspective);
    if (argument_given(arguments, "where"))
        kpi->filter_count = argument_values(arguments, "where", &kpi->filters);
    if (argument_given(arguments, "set"))
        kpi->parameter_count = argument_values(arguments, "set", &kpi->parameters);
    const char *days = argument_value(arguments, "fresh-days");
    long number = kpi->fresh_days;
    if (days && !text_to_long(text_of(days), &number))
        return error_set(context->error, STATUS_INVALID_ARGUMENT, "%s", _("freshness is a number of days from 0 on"));
    kpi->fresh_days = number;
    return read_choices(context, kpi);
}
