#include "cli/output.h"
#include "cli/talk.h"

#include "base/translate.h"

static Status list(CommandContext *context, Talk *talk)
{
    Comment *comments;
    size_t count;
    bool json;
    TRY(output_json(context, &json));
    TRY(comment_list(talk->records, context->arena, &talk->subject, &comments, &count, context->error));
    TextBuilder out = output_begin();
    if (json) {
        JsonWriter writer = json_writer(&out);
        json_array(&writer);
        for (size_t i = 0; i < count; i++)
            render_comment_json(&writer, &comments[i], &talk->who);
        json_array_end(&writer);
    } else {
        render_comment_table(context->arena, &out, comments, count);
    }
    return output_print(context, &out);
}

static Status run(CommandContext *context)
{
    static const TalkWork work = {.permission = PERMISSION_READ_VALUES, .subject = true, .open = true, .work = list};
    return talk_run(context, &work);
}

static const Option options[] = {
    OPTION_SPEAKER,
    OPTION_FORMAT,
    {0},
};

extern const Command command_comment_list;
const Command command_comment_list = {
    .name = "comment list", .synopsis = "STORE KIND:ID", .help = N_("show what people say about a KPI or an objective"),
    .operands_min = 2, .operands_max = 2, .options = options, .run = run,
};
