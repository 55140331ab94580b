#include "cli/initiative_options.h"

#include "base/translate.h"

static void read_text(const CommandContext *context, const char *option, const char **target)
{
    const char *text = argument_value(context->arguments, option);
    if (text)
        *target = *text ? text : NULL; /* an empty text takes it away */
}

Status initiative_options_read(const CommandContext *context, Initiative *initiative, bool *ret_end)
{
    const char *state = argument_value(context->arguments, "state"), *bound = argument_value(context->arguments, "key-result");
    bool from;
    long number = (long)initiative->key_result;
    read_text(context, "title", &initiative->title);
    read_text(context, "owner", &initiative->owner);
    read_text(context, "outcome", &initiative->outcome);
    TRY(option_day(context, "from", &from, &initiative->from));
    TRY(option_day(context, "to", ret_end, &initiative->to));
    if (state && !initiative_state_parse(state, &initiative->state)) {
        error_set(context->error, STATUS_INVALID_ARGUMENT, _("--%s does not know \"%s\""), "state", state);
        error_hint(context->error, _("there are: %s"), "planned, running, done, dropped");
        return context->error->status;
    }
    if (bound && (!text_to_long(text_of(bound), &number) || number < 0))
        return error_set(context->error, STATUS_INVALID_ARGUMENT, _("--%s does not know \"%s\""), "key-result", bound);
    initiative->key_result = number;
    return STATUS_OK;
}
