/* share add, list, remove: with whom a KPI or an objective is shared. */
#include "cli/output.h"
#include "cli/talk.h"

#include "base/translate.h"

/* --team NAME, or --everyone, which is no team. */
static Status read_team(CommandContext *context, const char **ret_team)
{
    const char *team = argument_value(context->arguments, "team");
    if (argument_given(context->arguments, "everyone") == (team && *team))
        return error_set(context->error, STATUS_INVALID_ARGUMENT, "%s", _("say with whom: --team NAME or --everyone"));
    *ret_team = team ? team : "";
    return STATUS_OK;
}

static Status add(CommandContext *context, Talk *talk)
{
    const char *team;
    TRY(read_team(context, &team));
    return share_add(talk->records, &talk->who, &talk->subject, team, context->error);
}

static Status take_back(CommandContext *context, Talk *talk)
{
    const char *team;
    TRY(read_team(context, &team));
    return share_remove(talk->records, &talk->subject, team, context->error);
}

static Status list(CommandContext *context, Talk *talk)
{
    enum { COLUMNS = 2 };
    Share *shares;
    size_t count;
    bool json;
    TRY(output_json(context, &json));
    TRY(share_list(talk->records, context->arena, &talk->subject, &shares, &count, context->error));
    if (!json) {
        for (size_t i = 0; i < count; i++)
            fprintf(context->out, "%s\n", *shares[i].team ? shares[i].team : _("everyone"));
        return STATUS_OK;
    }
    TextBuilder out = output_begin();
    JsonWriter writer = json_writer(&out);
    json_array(&writer);
    for (size_t i = 0; i < count; i++)
        render_share_json(&writer, &shares[i]);
    json_array_end(&writer);
    return output_print(context, &out);
}

static Status run_add(CommandContext *context)
{
    static const TalkWork work = {.action = "share.add", .permission = PERMISSION_GOALS, .subject = true, .open = true, .work = add};
    return talk_run(context, &work);
}

static Status run_remove(CommandContext *context)
{
    static const TalkWork work = {.action = "share.remove", .permission = PERMISSION_GOALS, .subject = true, .open = true, .work = take_back};
    return talk_run(context, &work);
}

static Status run_list(CommandContext *context)
{
    static const TalkWork work = {.permission = PERMISSION_READ_VALUES, .subject = true, .open = true, .work = list};
    return talk_run(context, &work);
}

#define OPTIONS_WITH_WHOM                                                                                     \
    {.name = "team", .argument = "NAME", .help = N_("with this team"), .flag_only = true},                    \
    {.name = "everyone", .help = N_("with everyone"), .flag_only = true}

static const Option options[] = {OPTIONS_WITH_WHOM, OPTION_SPEAKER, {0}};
static const Option list_options[] = {
    OPTION_SPEAKER,
    OPTION_FORMAT,
    {0},
};

extern const Command command_share_add, command_share_list, command_share_remove;
const Command command_share_add = {
    .name = "share add", .synopsis = "STORE KIND:ID", .help = N_("share a KPI or an objective with a team or everyone"),
    .details = N_("It is then among what they see as their own. Who is limited to some rows still gets their own numbers alone, and may read "
                  "what is said about it."),
    .operands_min = 2, .operands_max = 2, .options = options, .run = run_add,
};
const Command command_share_list = {
    .name = "share list", .synopsis = "STORE KIND:ID", .help = N_("show with whom it is shared"),
    .operands_min = 2, .operands_max = 2, .options = list_options, .run = run_list,
};
const Command command_share_remove = {
    .name = "share remove", .synopsis = "STORE KIND:ID", .help = N_("share it no more"),
    .operands_min = 2, .operands_max = 2, .options = options, .run = run_remove,
};
