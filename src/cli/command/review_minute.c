#include "cli/logbook.h"
#include "cli/output.h"
#include "cli/review_options.h"

#include "base/translate.h"
#include "http/minute_mail.h"
#include "render/review.h"

#include <string.h>

static Status read_form(const CommandContext *context, MinuteForm *ret_form)
{
    const char *format = argument_value(context->arguments, "format");
    *ret_form = format && strcmp(format, "text") == 0 ? MINUTE_TEXT : MINUTE_MARKDOWN;
    if (!format || *ret_form == MINUTE_TEXT || strcmp(format, "markdown") == 0)
        return STATUS_OK;
    error_set(context->error, STATUS_INVALID_ARGUMENT, _("there is no format \"%s\""), format);
    error_hint(context->error, _("there are: %s"), "markdown, text");
    return STATUS_INVALID_ARGUMENT;
}

static Status send(const CommandContext *context, const KpiDoor *door, const ReviewSheet *sheet, const char *const *to, size_t count)
{
    TRY(minute_mail_queue(door->store, context->arena, &door->organization, sheet, to, count, context->error));
    fprintf(stderr, "%s\n", _("the mail waits in the queue: a server that runs sends it"));
    return review_log(context, door, "review.mail", sheet->review.number);
}

static Status minute(CommandContext *context, KpiDoor *door)
{
    ReviewSheet sheet;
    const char *person;
    MinuteForm form;
    int64_t number;
    const char *const *to;
    size_t count = argument_values(context->arguments, "mail", &to);
    TRY(read_form(context, &form));
    TRY(review_operand(context, 1, _("a review"), &number));
    TRY(kpi_door_open(context, door));
    TRY(review_reader(context, door, &person));
    TRY(review_sheet_read(&door->asker, context->arena, number, person, &sheet, context->error));
    if (count)
        return send(context, door, &sheet, to, count);
    TextBuilder out = output_begin();
    render_minute(context->arena, &out, &sheet, &(MinuteStyle){door->organization.calendar, NULL, form});
    return output_print(context, &out);
}

static Status run(CommandContext *context)
{
    return kpi_door_run(context, minute);
}

static const Option options[] = {
    {.name = "format", .argument = "FORMAT", .help = N_("markdown (default) or text")},
    {.name = "mail", .argument = "ADDRESS", .repeats = true, .help = N_("send it to this member, in place of printing it")},
    OPTION_AS,
    {0},
};

extern const Command command_review_minute;
const Command command_review_minute = {
    .name = "review minute", .synopsis = "STORE NUMBER", .help = N_("print the minute of a review, or send it"),
    .operands_min = 2, .operands_max = 2, .options = options, .run = run,
};
