/* What is new to an account. */
#include "cli/accounts.h"
#include "cli/output.h"
#include "cli/talk.h"

#include "base/translate.h"
#include "render/table.h"

static const char *why_text(NoticeWhy why)
{
    switch (why) {
    case NOTICE_MENTION: return _("mentioned you");
    case NOTICE_ANSWER: return _("answered your question");
    case NOTICE_QUESTION: return _("asks");
    case NOTICE_REPLY: return _("answered you");
    case NOTICE_COMMENT: return _("commented");
    case NOTICE_SHARE: return _("shared with you");
    }
    return "";
}

static Status print_table(CommandContext *context, const Notice *notices, size_t count)
{
    enum { COLUMNS = 5 };
    const TableColumn columns[COLUMNS] = {{_("When"), false}, {_("New"), false}, {_("By"), false}, {_("What"), false}, {_("About"), false}};
    const char **cells = ARENA_ARRAY(context->arena, (count + 1) * COLUMNS, const char *);
    for (size_t i = 0; i < count; i++) {
        const char **row = cells + i * COLUMNS;
        row[0] = accounts_time(context->arena, notices[i].made_at);
        row[1] = notices[i].read_at ? "" : _("new");
        row[2] = notices[i].by;
        row[3] = why_text(notices[i].why);
        row[4] = subject_name(context->arena, &notices[i].subject);
    }
    TextBuilder out = output_begin();
    render_table(&out, columns, COLUMNS, cells, count);
    return output_print(context, &out);
}

static Status list(CommandContext *context, Talk *talk)
{
    Notice *notices;
    size_t count;
    bool json;
    TRY(output_json(context, &json));
    TRY(notice_list(talk->records, context->arena, &talk->who, &notices, &count, context->error));
    if (argument_given(context->arguments, "read"))
        TRY(notice_read(talk->records, &talk->who, &(NoticeRead){0}, NULL, context->error));
    if (!json)
        return print_table(context, notices, count);
    TextBuilder out = output_begin();
    JsonWriter writer = json_writer(&out);
    json_array(&writer);
    for (size_t i = 0; i < count; i++)
        render_notice_json(&writer, &notices[i]);
    json_array_end(&writer);
    return output_print(context, &out);
}

static Status run(CommandContext *context)
{
    static const TalkWork work = {.permission = PERMISSION_READ_VALUES, .account = true, .work = list};
    return talk_run(context, &work);
}

static const Option options[] = {
    OPTION_SPEAKER,
    {.name = "read", .help = N_("all of it is read from now on"), .flag_only = true},
    OPTION_FORMAT,
    {0},
};

extern const Command command_inbox;
const Command command_inbox = {
    .name = "inbox", .synopsis = "STORE", .help = N_("show what is new to an account: mentions, questions, answers, what was shared"),
    .operands_min = 1, .operands_max = 1, .options = options, .run = run,
};
