#include "cli/logbook.h"
#include "cli/setting_options.h"

#include "organization/organization.h"

/* Working hours from a day on, instead of for all time. */
static Status store_schedule(CommandContext *context, Store *store, const char *from)
{
    const char *hours = argument_value(context->arguments, "working-hours");
    int32_t day;
    if (!day_parse(text_of(from), &day)) {
        error_set(context->error, STATUS_INVALID_ARGUMENT, "%s", _("a day is written as 2026-11-21"));
        error_where(context->error, "--from");
        error_value(context->error, from, text_of(from).length);
        return context->error->status;
    }
    return organization_schedule_from(store, day, hours, context->error);
}

static Status change(CommandContext *context, Store *store)
{
    const char *from = argument_value(context->arguments, "from");
    if (from)
        TRY(store_schedule(context, store, from));
    else
        TRY(setting_options_store(context, store));
    return setting_options_given(context) ? logbook_append(context, store_records(store), "settings.change", "organization",
                                                           setting_options_given(context))
                                          : STATUS_OK;
}

static Status show(CommandContext *context, Store *store)
{
    /* Also where nothing was asked for: what an interrupted change left behind is caught up with. */
    TRY(organization_apply(store, context->error));
    return setting_options_print(context, store);
}

static Status check(CommandContext *context)
{
    size_t given;
    TRY(setting_options_check(context, &given));
    if (!argument_given(context->arguments, "from") || (given == 1 && argument_given(context->arguments, "working-hours")))
        return STATUS_OK;
    error_set(context->error, STATUS_INVALID_ARGUMENT, "%s", _("--from goes with --working-hours and nothing else"));
    error_hint(context->error, "%s", _("other settings hold for all time"));
    return context->error->status;
}

static Status run(CommandContext *context)
{
    TRY(check(context));
    Store *store;
    TRY(store_open(operand(context->arguments, 0), NULL, &store, context->error));
    Status status = change(context, store);
    if (status == STATUS_OK)
        status = show(context, store);
    store_close(store);
    return status;
}

static const Option options[] = {
    SETTING_OPTIONS{.name = "from", .argument = "DAY", .help = N_("the day from which --working-hours hold"), .flag_only = true},
    {0},
};

extern const Command command_settings;
const Command command_settings = {
    .name = "settings", .synopsis = "STORE", .help = N_("show or change an organization's settings"),
    .details = N_("Without options the settings are shown. A change holds for all data at once: with another time zone "
                  "every fact gets its days anew. Working hours may begin on a day, so that the past keeps its own."),
    .operands_min = 1, .operands_max = 1, .options = options, .run = run,
};
