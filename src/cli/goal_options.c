#include "cli/goal_options.h"

#include "base/translate.h"
#include "calendar/day.h"

#include <string.h>

static Status refuse(const CommandContext *context, const char *name, const char *text, const char *message)
{
    error_set(context->error, STATUS_INVALID_ARGUMENT, "%s", message);
    error_where(context->error, "--%s", name);
    error_value(context->error, text, strlen(text));
    return STATUS_INVALID_ARGUMENT;
}

Status option_day(const CommandContext *context, const char *name, bool *ret_given, int32_t *ret_day)
{
    const char *text = argument_value(context->arguments, name);
    *ret_given = text != NULL;
    if (!text || day_parse(text_of(text), ret_day))
        return STATUS_OK;
    return refuse(context, name, text, _("a day is written as 2026-11-21"));
}

Status option_number(const CommandContext *context, const char *name, bool *ret_given, double *ret_number)
{
    const char *text = argument_value(context->arguments, name);
    *ret_given = text != NULL;
    if (!text || text_to_double(text_of(text), ret_number))
        return STATUS_OK;
    return refuse(context, name, text, _("this is not a number"));
}
