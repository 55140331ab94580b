#include "cli/setting_options.h"

#include "base/translate.h"
#include "organization/organization.h"

#include <string.h>

/* The days that are no weekend, as ranges with the usual hours: whose weekend is Friday is not served on Fridays by
 * default. */
static const char *hours_outside(Arena *arena, const bool weekend[8])
{
    TextBuilder hours = text_builder(1024);
    int before = 1; /* the week is walked from the day after a day off, so that a range is not cut by its end */
    while (before < 7 && !weekend[before])
        before++;
    for (int i = 1; i <= 7; i++) {
        int first = (before + i - 1) % 7 + 1, last = first;
        if (weekend[first])
            continue;
        while (i < 7 && !weekend[last % 7 + 1]) {
            last = last % 7 + 1;
            i++;
        }
        text_append_format(&hours, "%s%s%s%s 09:00-17:00", hours.length ? "; " : "", weekday_name(first),
                           first == last ? "" : "-", first == last ? "" : weekday_name(last));
    }
    const char *text = arena_copy(arena, hours.bytes, hours.length);
    text_builder_free(&hours);
    return text;
}

static Status store_default_hours(CommandContext *context, Store *store)
{
    const char *days = argument_value(context->arguments, "weekend");
    if (!days || argument_given(context->arguments, "working-hours"))
        return STATUS_OK;
    bool weekend[8];
    TRY(weekend_parse(text_of(days), weekend, context->error));
    return store_set_setting(store, "working_hours", hours_outside(context->arena, weekend), context->error);
}

/* Who works in Persian or Arabic, or by their calendars, mostly has another week than the default one. It differs between
 * countries, so it is asked for and not guessed. */
static void print_week_note(const CommandContext *context)
{
    static const struct { const char *language, *calendar, *first_day, *weekend; } weeks[] = {
        {"fa", "persian", "saturday", "friday"}, {"ar", "islamic", "sunday", "friday,saturday"}};
    const Arguments *arguments = context->arguments;
    const char *language = argument_value(arguments, "language"), *calendar = argument_value(arguments, "calendar");
    if (argument_given(arguments, "weekend") || argument_given(arguments, "first-day-of-week"))
        return;
    for (size_t i = 0; i < sizeof weeks / sizeof weeks[0]; i++) {
        bool weekend[8];
        Error ignored;
        bool meant = (language && strcmp(language, weeks[i].language) == 0) || (calendar && strcmp(calendar, weeks[i].calendar) == 0);
        if (!meant || weekend_parse(text_of(weeks[i].weekend), weekend, &ignored) != STATUS_OK)
            continue;
        fprintf(context->out, "\n%s\n  mizan settings %s --first-day-of-week %s --weekend %s --working-hours \"%s\"\n",
                _("The week begins on Monday and ends with Saturday and Sunday. Where yours does not:"),
                operand(context->arguments, 0), weeks[i].first_day, weeks[i].weekend, hours_outside(context->arena, weekend));
        return;
    }
}

static Status fill(CommandContext *context, Store *store)
{
    TRY(setting_options_store(context, store));
    TRY(store_default_hours(context, store));
    TRY(organization_apply(store, context->error));
    fprintf(context->out, _("Made the store %s.\n"), operand(context->arguments, 0));
    fputc('\n', context->out);
    TRY(setting_options_print(context, store));
    print_week_note(context);
    fprintf(context->out, "\n%s\n  mizan import %s ticket tickets.csv\n", _("Next, give it your data:"),
            operand(context->arguments, 0));
    return STATUS_OK;
}

static Status run(CommandContext *context)
{
    const char *path = operand(context->arguments, 0);
    size_t given;
    TRY(setting_options_check(context, &given));
    TRY(store_init(path, context->error));
    Store *store;
    TRY(store_open(path, NULL, &store, context->error));
    Status status = fill(context, store);
    store_close(store);
    return status;
}

static const Option options[] = {SETTING_OPTIONS{0}};

extern const Command command_init;
const Command command_init = {
    .name = "init", .synopsis = "STORE", .help = N_("make a store for an organization's data"),
    .details = N_("STORE is a folder that does not exist yet, or is empty. What is not said here has a default and can "
                  "be changed later with \"mizan settings\"."),
    .operands_min = 1, .operands_max = 1, .options = options, .run = run,
};
