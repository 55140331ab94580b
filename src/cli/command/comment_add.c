#include "cli/talk.h"

#include "base/translate.h"

static Status add(CommandContext *context, Talk *talk)
{
    const char *answers = argument_value(context->arguments, "answers");
    NewComment comment = {.words = operand(context->arguments, 2)};
    int64_t id;
    long number = 0;
    if (argument_given(context->arguments, "question"))
        comment.form = COMMENT_QUESTION;
    if (argument_given(context->arguments, "acknowledge"))
        comment.form = COMMENT_ACKNOWLEDGEMENT;
    if (answers && (!text_to_long(text_of(answers), &number) || number < 1)) {
        error_set(context->error, STATUS_INVALID_ARGUMENT, "%s", _("--answers is the number of a comment"));
        error_where(context->error, "--answers");
        return context->error->status;
    }
    comment.answers = number;
    TRY(comment_add(talk->records, &talk->who, &talk->subject, &comment, &id, context->error));
    fprintf(context->out, "%lld\n", (long long)id);
    return STATUS_OK;
}

static Status run(CommandContext *context)
{
    static const TalkWork work = {.action = "comment.add", .permission = PERMISSION_COMMENT, .account = true, .subject = true, .open = true,
                                  .work = add};
    return talk_run(context, &work);
}

static const Option options[] = {
    OPTION_SPEAKER,
    {.name = "question", .help = N_("it is a question: open until somebody answers it"), .flag_only = true},
    {.name = "answers", .argument = "NUMBER", .help = N_("the comment that it answers"), .flag_only = true},
    {.name = "acknowledge", .help = N_("seen and understood; without TEXT"), .flag_only = true},
    {0},
};

extern const Command command_comment_add;
const Command command_comment_add = {
    .name = "comment add", .synopsis = "STORE KIND:ID [TEXT]", .help = N_("say something about a KPI or an objective"),
    .details = N_("KIND:ID is kpi:ID, objective:ID or review:NUMBER. An @ before the name of somebody mentions them. An answer of somebody who sets goals "
                  "marks the question as answered."),
    .operands_min = 2, .operands_max = 3, .options = options, .run = run,
};
