#include "cli/objective_options.h"

#include "base/translate.h"
#include "goal/span.h"

static void read_text(const CommandContext *context, const char *option, const char **target)
{
    const char *text = argument_value(context->arguments, option);
    if (text)
        *target = *text ? text : NULL; /* an empty text takes it away */
}

Status option_span(const CommandContext *context, const KpiDoor *door, int32_t *ret_from, int32_t *ret_to, bool *ret_end)
{
    const char *period = argument_value(context->arguments, "period");
    bool from;
    TRY(option_day(context, "from", &from, ret_from));
    TRY(option_day(context, "to", ret_end, ret_to));
    if (!period)
        return STATUS_OK;
    if (from || *ret_end)
        return error_set(context->error, STATUS_INVALID_ARGUMENT, "%s", _("either a period, or a first and a last day"));
    *ret_end = true;
    return span_parse(&door->asker, context->arena, period, ret_from, ret_to, context->error);
}

Status objective_options_read(const CommandContext *context, const KpiDoor *door, Objective *objective)
{
    const char *level = argument_value(context->arguments, "level");
    bool end;
    read_text(context, "title", &objective->title);
    read_text(context, "why", &objective->why);
    read_text(context, "of", &objective->unit);
    read_text(context, "owner", &objective->owner);
    if (argument_given(context->arguments, "committed"))
        objective->committed = true;
    if (level && !objective_level_parse(level, &objective->level)) {
        error_set(context->error, STATUS_INVALID_ARGUMENT, _("--%s does not know \"%s\""), "level", level);
        error_hint(context->error, _("there are: %s"), "company, department, team, person");
        return context->error->status;
    }
    TRY(option_span(context, door, &objective->from, &objective->to, &end));
    if (end || objective->revision)
        return STATUS_OK;
    error_set(context->error, STATUS_INVALID_ARGUMENT, "%s", _("say until when: a target without a period is never due"));
    error_hint(context->error, "%s", "--to 2026-12-31, --period this-quarter");
    return context->error->status;
}

Status option_revision(const CommandContext *context, int64_t *ret_revision)
{
    const char *text = argument_value(context->arguments, "revision");
    long number = 0;
    if (text && (!text_to_long(text_of(text), &number) || number < 1))
        return error_set(context->error, STATUS_INVALID_ARGUMENT, _("--%s does not know \"%s\""), "revision", text);
    *ret_revision = number;
    return STATUS_OK;
}

int64_t operand_number(const CommandContext *context, size_t index)
{
    long number = 0;
    return text_to_long(text_of(operand(context->arguments, index)), &number) ? number : 0;
}
