#include "cli/perspective_options.h"

#include "base/translate.h"
#include "cli/goal_options.h"

#include <string.h>

Status perspective_options_read(const CommandContext *context, ScorecardPerspective *perspective)
{
    const char *title = argument_value(context->arguments, "title"), *place = argument_value(context->arguments, "place");
    bool given;
    long number = 0;
    if (title)
        perspective->title = *title ? title : NULL;
    TRY(option_number(context, "weight", &given, &perspective->weight));
    if (!place)
        return STATUS_OK;
    if (!text_to_long(text_of(place), &number) || number < 1) {
        error_set(context->error, STATUS_INVALID_ARGUMENT, "%s", _("places are counted from 1, the top"));
        error_where(context->error, "--place");
        error_value(context->error, place, strlen(place));
        return STATUS_INVALID_ARGUMENT;
    }
    perspective->place = number;
    return STATUS_OK;
}
