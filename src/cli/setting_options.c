#include "cli/setting_options.h"

#include "calendar/day.h"
#include "config/settings.h"

#include <string.h>

/* "time-zone": what a setting is called on the command line. */
static void flag_of(const Setting *setting, char target[64])
{
    size_t length = strlen(setting->name);
    for (size_t i = 0; i <= length && i < 64; i++)
        target[i] = (char)(setting->name[i] == '_' ? '-' : setting->name[i]);
}

static const char *value_given(const CommandContext *context, const Setting *setting)
{
    char flag[64];
    flag_of(setting, flag);
    return argument_value(context->arguments, flag);
}

Status setting_options_check(const CommandContext *context, size_t *ret_given)
{
    size_t given = 0;
    for (size_t i = 0; i < setting_count; i++) {
        const char *value = value_given(context, &settings[i]);
        if (!value)
            continue;
        given++;
        if (setting_check(&settings[i], value, context->error) != STATUS_OK) {
            char flag[64];
            flag_of(&settings[i], flag);
            error_where(context->error, "--%s", flag);
            return context->error->status;
        }
    }
    *ret_given = given;
    return STATUS_OK;
}

const char *setting_options_given(const CommandContext *context)
{
    const char *text = NULL;
    for (size_t i = 0; i < setting_count; i++) {
        const char *value = value_given(context, &settings[i]);
        if (value)
            text = arena_format(context->arena, "%s%s%s: %s", text ? text : "", text ? "; " : "", settings[i].name, value);
    }
    return text;
}

Status setting_options_store(const CommandContext *context, Store *store)
{
    for (size_t i = 0; i < setting_count; i++) {
        const char *value = value_given(context, &settings[i]);
        if (value)
            TRY(store_set_setting(store, settings[i].name, value, context->error));
    }
    return STATUS_OK;
}

Status setting_options_print(const CommandContext *context, Store *store)
{
    for (size_t i = 0; i < setting_count; i++) {
        const char *value;
        TRY(store_setting(store, context->arena, settings[i].name, &value, context->error));
        fprintf(context->out, "  %-24s %s\n", settings[i].name, *value ? value : "-");
    }
    RecordsTable table;
    TRY(records_query(store_records(store), context->arena,
                      "SELECT from_day, schedule FROM working_schedule ORDER BY from_day", NULL, 0, &table,
                      context->error));
    for (size_t row = 0; row < table.rows; row++) {
        char day[11];
        day_format(records_value(&table, row, 0).day, day);
        Text schedule = records_value(&table, row, 1).text;
        fprintf(context->out, "  %-24s %s %s: %.*s\n", "working_hours", _("from"), day, (int)schedule.length,
                schedule.bytes);
    }
    return STATUS_OK;
}
