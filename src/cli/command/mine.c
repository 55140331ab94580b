/* What is tied to an account's work. */
#include "cli/output.h"
#include "cli/talk.h"

#include "base/translate.h"
#include "render/table.h"

static const char *tie_text(Tie tie)
{
    switch (tie) {
    case TIE_OWNER: return _("yours");
    case TIE_TEAM: return _("your team's");
    case TIE_SHARED: return _("shared with your team");
    case TIE_EVERYONE: return _("shared with everyone");
    case TIE_MENTIONED: return _("you were mentioned");
    }
    return "";
}

static const char *ties_text(Arena *arena, unsigned ties)
{
    const char *text = "";
    for (unsigned tie = 1; tie < 1U << TIES; tie <<= 1)
        if (ties & tie)
            text = arena_format(arena, "%s%s%s", text, *text ? "; " : "", tie_text((Tie)tie));
    return text;
}

static void append_table(Arena *arena, TextBuilder *out, const OwnSubject *subjects, size_t count)
{
    enum { COLUMNS = 3 };
    const TableColumn columns[COLUMNS] = {{_("About"), false}, {_("Title"), false}, {_("Why"), false}};
    const char **cells = ARENA_ARRAY(arena, (count + 1) * COLUMNS, const char *);
    for (size_t i = 0; i < count; i++) {
        const char **row = cells + i * COLUMNS;
        row[0] = subject_name(arena, &subjects[i].subject);
        row[1] = subjects[i].subject.title;
        row[2] = ties_text(arena, subjects[i].ties);
    }
    render_table(out, columns, COLUMNS, cells, count);
}

static void append_json(TextBuilder *out, const OwnSubject *subjects, size_t count)
{
    JsonWriter writer = json_writer(out);
    json_array(&writer);
    for (size_t i = 0; i < count; i++) {
        json_object(&writer);
        render_subject_members(&writer, &subjects[i].subject);
        render_ties_member(&writer, subjects[i].ties);
        json_object_end(&writer);
    }
    json_array_end(&writer);
}

static Status list(CommandContext *context, Talk *talk)
{
    OwnSubject *subjects;
    size_t count;
    bool json;
    TRY(output_json(context, &json));
    TRY(subject_own(talk->records, context->arena, &talk->who, &subjects, &count, context->error));
    TextBuilder out = output_begin();
    if (json)
        append_json(&out, subjects, count);
    else
        append_table(context->arena, &out, subjects, count);
    return output_print(context, &out);
}

static Status run(CommandContext *context)
{
    static const TalkWork work = {.permission = PERMISSION_READ_VALUES, .account = true, .work = list};
    return talk_run(context, &work);
}

static const Option options[] = {
    OPTION_SPEAKER,
    OPTION_FORMAT,
    {0},
};

extern const Command command_mine;
const Command command_mine = {
    .name = "mine", .synopsis = "STORE",
    .help = N_("show what is tied to an account's work: owned, of its team, shared with it, or where it was mentioned"),
    .operands_min = 1, .operands_max = 1, .options = options, .run = run,
};
