/* comment change, delete, answer: what is done to a comment that is there, by its number. */
#include "cli/talk.h"

#include "base/translate.h"

static Status read_number(CommandContext *context, const char *words, const char *where, int64_t *ret_number)
{
    long number;
    if (words && text_to_long(text_of(words), &number) && number > 0) {
        *ret_number = number;
        return STATUS_OK;
    }
    error_set(context->error, STATUS_INVALID_ARGUMENT, _("%s is a whole number from 1 on"), where);
    error_where(context->error, "%s", where);
    return context->error->status;
}

/* The comment of the second operand; the log names what it is about, too. */
static Status find(CommandContext *context, Talk *talk, Comment *ret_comment)
{
    int64_t id;
    TRY(read_number(context, operand(context->arguments, 1), "NUMBER", &id));
    TRY(comment_find(talk->records, context->arena, &talk->who, id, &talk->subject, ret_comment, context->error));
    talk->target = arena_format(context->arena, "%s, comment %lld", subject_name(context->arena, &talk->subject), (long long)id);
    return STATUS_OK;
}

static Status change(CommandContext *context, Talk *talk)
{
    Comment comment;
    TRY(find(context, talk, &comment));
    NewComment given = {.form = comment.form, .words = operand(context->arguments, 2)};
    int64_t revision = comment.revision;
    if (argument_given(context->arguments, "revision"))
        TRY(read_number(context, argument_value(context->arguments, "revision"), "--revision", &revision));
    return comment_change(talk->records, &talk->who, comment.id, revision, &given, context->error);
}

static Status take_away(CommandContext *context, Talk *talk)
{
    Comment comment;
    TRY(find(context, talk, &comment));
    return comment_delete(talk->records, &talk->who, comment.id, context->error);
}

static Status mark(CommandContext *context, Talk *talk)
{
    Comment comment;
    TRY(find(context, talk, &comment));
    return comment_mark(talk->records, &talk->who, comment.id, !argument_given(context->arguments, "open"), context->error);
}

static Status run_change(CommandContext *context)
{
    static const TalkWork work = {.action = "comment.change", .permission = PERMISSION_COMMENT, .account = true, .work = change};
    return talk_run(context, &work);
}

static Status run_delete(CommandContext *context)
{
    static const TalkWork work = {.action = "comment.delete", .permission = PERMISSION_COMMENT, .work = take_away};
    return talk_run(context, &work);
}

static Status run_answer(CommandContext *context)
{
    static const TalkWork work = {.action = "comment.change", .permission = PERMISSION_COMMENT, .work = mark};
    return talk_run(context, &work);
}

static const Option options[] = {OPTION_SPEAKER, {0}};
static const Option change_options[] = {
    OPTION_SPEAKER,
    {.name = "revision", .argument = "NUMBER", .help = N_("the revision that was read: refused where it was changed since"), .flag_only = true},
    {0},
};
static const Option answer_options[] = {
    OPTION_SPEAKER,
    {.name = "open", .help = N_("the question is open again"), .flag_only = true},
    {0},
};

extern const Command command_comment_change, command_comment_delete, command_comment_answer;
const Command command_comment_change = {
    .name = "comment change", .synopsis = "STORE NUMBER TEXT", .help = N_("write a comment of one's own anew"),
    .details = N_("NUMBER is what \"comment list\" shows. Who is mentioned for the first time is told."),
    .operands_min = 3, .operands_max = 3, .options = change_options, .run = run_change,
};
const Command command_comment_delete = {
    .name = "comment delete", .synopsis = "STORE NUMBER", .help = N_("take a comment away; its place stays"),
    .details = N_("One's own; who sets goals may take away what others wrote. Without --as the command line does, as an owner."),
    .operands_min = 2, .operands_max = 2, .options = options, .run = run_delete,
};
const Command command_comment_answer = {
    .name = "comment answer", .synopsis = "STORE NUMBER", .help = N_("mark a question as answered, or as open again"),
    .details = N_("Who asked may, and who sets goals. To say the answer itself: \"comment add\" with --answers."),
    .operands_min = 2, .operands_max = 2, .options = answer_options, .run = run_answer,
};
