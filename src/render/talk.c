#include "render/talk.h"

#include "base/translate.h"
#include "calendar/day.h"
#include "render/table.h"

static void write_moment(JsonWriter *writer, const char *key, int64_t instant)
{
    char text[32];
    instant_format(instant, text);
    json_member_text(writer, key, instant ? text : NULL);
}

static void write_number(JsonWriter *writer, const char *key, int64_t number)
{
    json_key(writer, key);
    if (number)
        json_integer(writer, number);
    else
        json_null(writer);
}

static bool was_erased(const Comment *comment)
{
    return !comment->account && !*comment->name;
}

static void write_may(JsonWriter *writer, const Comment *comment, const Principal *who)
{
    bool mine = comment->account && comment->account == who->account, lead = principal_may(who, PERMISSION_GOALS);
    bool there = !comment->deleted_at && principal_may(who, PERMISSION_COMMENT);
    json_key(writer, "may");
    json_array(writer);
    if (there && mine && comment->form != COMMENT_ACKNOWLEDGEMENT)
        json_text(writer, "change");
    if (there && (mine || lead))
        json_text(writer, "delete");
    if (there && comment->form == COMMENT_QUESTION && (mine || lead))
        json_text(writer, "mark");
    json_array_end(writer);
}

void render_comment_json(JsonWriter *writer, const Comment *comment, const Principal *who)
{
    json_object(writer);
    json_member_integer(writer, "comment", comment->id);
    write_number(writer, "answers", comment->answers);
    json_member_text(writer, "form", comment_form_name(comment->form));
    write_number(writer, "account", comment->account);
    json_member_text(writer, "author", was_erased(comment) ? NULL : comment->name);
    json_member_text(writer, "text", comment->words);
    write_moment(writer, "written_at", comment->written_at);
    write_moment(writer, "changed_at", comment->changed_at);
    write_moment(writer, "deleted_at", comment->deleted_at);
    json_member_text(writer, "deleted_by", comment->deleted_by);
    write_moment(writer, "answered_at", comment->answered_at);
    json_member_text(writer, "answered_by", comment->answered_by);
    json_member_integer(writer, "revision", comment->revision);
    json_key(writer, "mentions");
    json_array(writer);
    for (size_t i = 0; i < comment->mention_count; i++) {
        json_object(writer);
        json_member_integer(writer, "account", comment->mentions[i].account);
        json_member_text(writer, "name", comment->mentions[i].name);
        json_member_text(writer, "written", comment->mentions[i].written);
        json_object_end(writer);
    }
    json_array_end(writer);
    write_may(writer, comment, who);
    json_object_end(writer);
}

static const char *state_text(const Comment *comment)
{
    if (comment->deleted_at)
        return was_erased(comment) ? _("erased") : _("deleted");
    if (comment->form == COMMENT_ACKNOWLEDGEMENT)
        return _("seen and understood");
    if (comment->form != COMMENT_QUESTION)
        return "";
    return comment->answered_at ? _("answered") : _("open question");
}

/* Terminals obey control characters; a table has a line a row. */
static const char *one_line(Arena *arena, const char *words)
{
    char *line = arena_string(arena, words);
    for (char *at = line; *at; at++)
        if ((unsigned char)*at < ' ')
            *at = ' ';
    return line;
}

void render_comment_table(Arena *arena, TextBuilder *out, const Comment *comments, size_t count)
{
    enum { COLUMNS = 6 };
    const TableColumn columns[COLUMNS] = {{_("Comment"), true}, {_("Answers"), true},  {_("Written"), false},
                                          {_("By"), false},      {_("State"), false}, {_("Text"), false}};
    const char **cells = ARENA_ARRAY(arena, (count + 1) * COLUMNS, const char *);
    for (size_t i = 0; i < count; i++) {
        char moment[32];
        const Comment *comment = &comments[i];
        const char **row = cells + i * COLUMNS;
        instant_format(comment->written_at, moment);
        moment[10] = ' ';
        row[0] = arena_format(arena, "%lld", (long long)comment->id);
        row[1] = comment->answers ? arena_format(arena, "%lld", (long long)comment->answers) : "";
        row[2] = arena_copy(arena, moment, 16);
        row[3] = was_erased(comment) ? _("erased") : comment->name;
        row[4] = state_text(comment);
        row[5] = one_line(arena, comment->words);
    }
    render_table(out, columns, COLUMNS, cells, count);
}

void render_share_json(JsonWriter *writer, const Share *share)
{
    json_object(writer);
    json_member_boolean(writer, "everyone", !*share->team);
    json_member_text(writer, "team", *share->team ? share->team : NULL);
    json_member_text(writer, "shared_by", share->by);
    write_moment(writer, "shared_at", share->at);
    json_object_end(writer);
}

void render_subject_members(JsonWriter *writer, const Subject *subject)
{
    json_member_text(writer, "kind", subject->kind->name);
    json_member_text(writer, "id", subject->id);
    json_member_text(writer, "title", subject->title);
}

void render_ties_member(JsonWriter *writer, unsigned ties)
{
    json_key(writer, "ties");
    json_array(writer);
    for (unsigned tie = 1; tie < 1U << TIES; tie <<= 1)
        if (ties & tie)
            json_text(writer, tie_name((Tie)tie));
    json_array_end(writer);
}

void render_notice_json(JsonWriter *writer, const Notice *notice)
{
    json_object(writer);
    json_member_integer(writer, "notice", notice->id);
    json_member_text(writer, "why", notice_why_name(notice->why));
    render_subject_members(writer, &notice->subject);
    write_number(writer, "comment", notice->comment);
    json_member_text(writer, "by", notice->by);
    json_member_text(writer, "text", notice->words);
    write_moment(writer, "made_at", notice->made_at);
    write_moment(writer, "read_at", notice->read_at);
    json_object_end(writer);
}

const char *read_link_state(const ReadLink *link)
{
    return link->revoked_at ? "revoked" : link->live ? "valid" : "over";
}

void render_read_link_json(JsonWriter *writer, const ReadLink *link)
{
    json_object(writer);
    json_member_integer(writer, "link", link->id);
    json_member_text(writer, "label", link->label);
    json_member_text(writer, "kind", link->kind);
    json_member_text(writer, "id", link->subject);
    json_member_integer(writer, "account", link->account);
    json_member_text(writer, "account_name", link->account_name);
    json_member_text(writer, "state", read_link_state(link));
    write_moment(writer, "created_at", link->created_at);
    write_moment(writer, "expires_at", link->expires_at);
    write_moment(writer, "used_at", link->used_at);
    json_member_integer(writer, "uses", link->uses);
    json_object_end(writer);
}
