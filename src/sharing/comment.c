#include "sharing/comment.h"

#include "base/translate.h"
#include "sharing/parts.h"

#include <string.h>

static const char *const forms[] = {"comment", "question", "acknowledgement"};
enum { FORMS = sizeof forms / sizeof forms[0] };

const char *comment_form_name(CommentForm form)
{
    return forms[form];
}

bool comment_form_parse(const char *name, CommentForm *ret_form)
{
    for (size_t i = 0; i < FORMS; i++)
        if (strcmp(forms[i], name) == 0) {
            *ret_form = (CommentForm)i;
            return true;
        }
    return false;
}

/* ---- reading ---- */

#define COMMENT_SELECT                                                                                                            \
    "SELECT c.comment, c.answers, c.form, c.account, coalesce(a.name, c.name), c.words, c.written_at, c.changed_at, "             \
    "c.deleted_at, c.answered_at, c.deleted_by, c.answered_by, c.revision, c.kind, c.subject "                                    \
    "FROM comment c LEFT JOIN account a ON a.account = c.account "
enum { COLUMN_KIND = 13, COLUMN_SUBJECT };

static Comment comment_at(const RecordsTable *table, size_t row)
{
    Comment comment = {.id = cell_number(table, row, 0), .answers = cell_number(table, row, 1), .account = cell_number(table, row, 3),
                       .name = cell_text(table, row, 4), .words = cell_text(table, row, 5), .written_at = cell_number(table, row, 6),
                       .changed_at = cell_number(table, row, 7), .deleted_at = cell_number(table, row, 8),
                       .answered_at = cell_number(table, row, 9), .deleted_by = cell_text(table, row, 10),
                       .answered_by = cell_text(table, row, 11), .revision = cell_number(table, row, 12)};
    if (!comment_form_parse(cell_text(table, row, 2), &comment.form))
        comment.form = COMMENT_WORDS;
    return comment;
}

/* Both in the order of comments. */
static void give_mentions(Arena *arena, const RecordsTable *table, Comment *comments, size_t count)
{
    Mention *mentions = ARENA_ARRAY(arena, table->rows + 1, Mention);
    size_t row = 0;
    for (size_t i = 0; i < count; i++) {
        comments[i].mentions = mentions + row;
        for (; row < table->rows && cell_number(table, row, 0) == comments[i].id; row++) {
            mentions[row] = (Mention){cell_number(table, row, 1), cell_text(table, row, 2), cell_text(table, row, 3)};
            comments[i].mention_count++;
        }
    }
}

#define MENTION_SELECT                                                                                                            \
    "SELECT m.comment, m.account, a.name, m.written FROM comment_mention m JOIN account a ON a.account = m.account "              \
    "JOIN comment c ON c.comment = m.comment "

Status comment_list(Records *records, Arena *arena, const Subject *subject, Comment **ret_comments, size_t *ret_count, Error *error)
{
    Value key[2] = {value_text(subject->kind->name), value_text(subject->id)};
    RecordsTable table, mentions;
    TRY(records_query(records, arena, COMMENT_SELECT "WHERE c.kind = $1 AND c.subject = $2 ORDER BY c.comment", key, 2, &table, error));
    TRY(records_query(records, arena, MENTION_SELECT "WHERE c.kind = $1 AND c.subject = $2 ORDER BY m.comment, m.account", key, 2,
                      &mentions, error));
    Comment *comments = ARENA_ARRAY(arena, table.rows + 1, Comment);
    for (size_t i = 0; i < table.rows; i++)
        comments[i] = comment_at(&table, i);
    give_mentions(arena, &mentions, comments, table.rows);
    *ret_comments = comments;
    *ret_count = table.rows;
    return STATUS_OK;
}

static Status no_comment(Error *error)
{
    return error_set(error, STATUS_NOT_FOUND, "%s", _("there is no such comment"));
}

Status comment_find(Records *records, Arena *arena, const Principal *who, int64_t id, Subject *ret_subject, Comment *ret_comment,
                    Error *error)
{
    Value key = value_integer(id);
    RecordsTable table, mentions;
    Error hidden;
    TRY(records_query(records, arena, COMMENT_SELECT "WHERE c.comment = $1", &key, 1, &table, error));
    if (!table.rows)
        return no_comment(error);
    if (subject_find_open(records, arena, who, cell_text(&table, 0, COLUMN_KIND), cell_text(&table, 0, COLUMN_SUBJECT), ret_subject,
                          &hidden) != STATUS_OK)
        return no_comment(error);
    TRY(records_query(records, arena, MENTION_SELECT "WHERE c.comment = $1 ORDER BY m.account", &key, 1, &mentions, error));
    *ret_comment = comment_at(&table, 0);
    give_mentions(arena, &mentions, ret_comment, 1);
    return STATUS_OK;
}

/* ---- what may be written ---- */

static Status refuse(Error *error, const char *member, const char *message)
{
    error_set(error, STATUS_INVALID_ARGUMENT, "%s", message);
    error_where(error, "%s", member);
    return STATUS_INVALID_ARGUMENT;
}

/* Well-formed UTF-8 without control characters but line ends and tabs; counted in characters. */
static Status check_words(Text words, Error *error)
{
    size_t characters = 0;
    if (!words.length) {
        refuse(error, "text", _("the text is empty"));
        error_hint(error, "%s", _("write what you want to say"));
        return error->status;
    }
    for (Text rest = words; rest.length; characters++) {
        size_t length = text_character(rest);
        unsigned char first = (unsigned char)rest.bytes[0];
        if (!length || (first < ' ' && first != '\n' && first != '\t') || first == 0x7F)
            return refuse(error, "text", _("the text has control characters or is not UTF-8"));
        rest = (Text){rest.bytes + length, rest.length - length};
    }
    if (characters <= COMMENT_CHARACTERS)
        return STATUS_OK;
    error_set(error, STATUS_TOO_LARGE, _("the text has %zu characters; at most %d are taken"), characters, COMMENT_CHARACTERS);
    error_where(error, "text");
    error_hint(error, "%s", _("say it in several comments, or link to a document"));
    return error->status;
}

static Status check_form(Arena *arena, const NewComment *given, const char **ret_words, Error *error)
{
    Text words = text_trim(text_of(given->words));
    if (given->form == COMMENT_ACKNOWLEDGEMENT) {
        if (words.length || given->answers)
            return refuse(error, "form", _("an acknowledgement has no text and answers nothing: write a comment beside it"));
        *ret_words = "";
        return STATUS_OK;
    }
    if (given->form == COMMENT_QUESTION && given->answers)
        return refuse(error, "form", _("a question begins a thread: answer with a comment, or ask anew"));
    TRY(check_words(words, error));
    *ret_words = text_string(arena, words);
    return STATUS_OK;
}

/* What a comment answers: the beginning of its thread, on the same subject. */
static Status find_parent(Records *records, Arena *arena, const Subject *subject, int64_t id, Comment *ret_parent, Error *error)
{
    Value key[3] = {value_integer(id), value_text(subject->kind->name), value_text(subject->id)};
    RecordsTable table;
    TRY(records_query(records, arena, COMMENT_SELECT "WHERE c.comment = $1 AND c.kind = $2 AND c.subject = $3", key, 3, &table, error));
    if (!table.rows)
        return refuse(error, "answers", _("there is no such comment"));
    Comment parent = comment_at(&table, 0);
    if (parent.answers)
        return find_parent(records, arena, subject, parent.answers, ret_parent, error);
    if (parent.form == COMMENT_ACKNOWLEDGEMENT)
        return refuse(error, "answers", _("an acknowledgement is not answered"));
    *ret_parent = parent;
    return STATUS_OK;
}

/* ---- writing ---- */

static Status write_mentions(Records *records, int64_t comment, const Mention *mentions, size_t count, Error *error)
{
    Value key = value_integer(comment);
    TRY(records_execute(records, "DELETE FROM comment_mention WHERE comment = $1", &key, 1, NULL, error));
    for (size_t i = 0; i < count; i++) {
        Value row[3] = {key, value_integer(mentions[i].account), value_text(mentions[i].written)};
        TRY(records_execute(records, "INSERT INTO comment_mention (comment, account, written) VALUES ($1, $2, $3)", row, 3, NULL, error));
    }
    return STATUS_OK;
}

static Status next_number(Records *records, Arena *arena, const Subject *subject, int64_t *ret_number, Error *error)
{
    Value key[2] = {value_text(subject->kind->name), value_text(subject->id)};
    RecordsTable table;
    TRY(records_query(records, arena,
                      "SELECT (SELECT coalesce(max(comment), 0) + 1 FROM comment), "
                      "(SELECT count(*) FROM comment WHERE kind = $1 AND subject = $2)",
                      key, 2, &table, error));
    if (cell_number(&table, 0, 1) >= COMMENTS_LIMIT)
        return error_set(error, STATUS_TOO_LARGE, _("there are %d comments here already"), COMMENTS_LIMIT);
    *ret_number = cell_number(&table, 0, 0);
    return STATUS_OK;
}

static Status insert(Records *records, const Subject *subject, const Comment *comment, Error *error)
{
    Value row[] = {value_integer(comment->id), value_text(subject->kind->name), value_text(subject->id),
                   value_text(comment_form_name(comment->form)), comment->answers ? value_integer(comment->answers) : value_null(),
                   comment->account ? value_integer(comment->account) : value_null(), value_text(comment->name),
                   value_text(comment->words), value_time(comment->written_at)};
    return records_execute(records,
                           "INSERT INTO comment (comment, kind, subject, form, answers, account, name, words, written_at, revision) "
                           "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1)",
                           row, sizeof row / sizeof row[0], NULL, error);
}

/* One acknowledgement of somebody stands: the latest. */
static Status drop_acknowledgement(Records *records, const Principal *who, const Subject *subject, Error *error)
{
    Value key[3] = {value_text(subject->kind->name), value_text(subject->id), value_integer(who->account)};
    return records_execute(records,
                           "DELETE FROM comment WHERE kind = $1 AND subject = $2 AND account = $3 AND form = 'acknowledgement'",
                           key, 3, NULL, error);
}

static Status set_answered(Records *records, int64_t id, const char *by, bool answered, Error *error)
{
    Value row[3] = {value_integer(id), answered ? value_time(account_now()) : value_null(), answered ? value_text(by) : value_null()};
    return records_execute(records, "UPDATE comment SET answered_at = $2, answered_by = $3 WHERE comment = $1", row, 3, NULL, error);
}

typedef struct Writing {
    Records *records;
    Arena *arena;
    const Principal *who;
    const Subject *subject;
    const NewComment *given;
    const char *words;
} Writing;

/* Whom the text mentions, and the people who may read it. */
static Status look_for_people(const Writing *writing, Human **ret_people, size_t *ret_count, Mention **ret_mentions,
                              size_t *ret_mention_count, Error *error)
{
    Human *all;
    size_t all_count;
    TRY(people_read(writing->records, writing->arena, &all, &all_count, error));
    TRY(people_of_subject(writing->records, writing->arena, writing->subject, ret_people, ret_count, error));
    return mentions_find(writing->arena, writing->words, *ret_people, *ret_count, all, all_count, writing->given, ret_mentions,
                         ret_mention_count, error);
}

static Status add(const Writing *writing, int64_t *ret_id, Error *error)
{
    Records *records = writing->records;
    const NewComment *given = writing->given;
    Human *people;
    size_t count, mention_count;
    Mention *mentions;
    Comment parent = {0}, comment = {.form = given->form, .account = writing->who->account, .name = writing->who->name,
                                     .words = writing->words, .written_at = account_now()};
    TRY(look_for_people(writing, &people, &count, &mentions, &mention_count, error));
    if (given->answers)
        TRY(find_parent(records, writing->arena, writing->subject, given->answers, &parent, error));
    if (given->form == COMMENT_ACKNOWLEDGEMENT)
        TRY(drop_acknowledgement(records, writing->who, writing->subject, error));
    TRY(next_number(records, writing->arena, writing->subject, &comment.id, error));
    comment.answers = parent.id;
    comment.mentions = mentions;
    comment.mention_count = mention_count;
    TRY(insert(records, writing->subject, &comment, error));
    TRY(write_mentions(records, comment.id, mentions, mention_count, error));
    if (parent.form == COMMENT_QUESTION && !parent.answered_at && principal_may(writing->who, PERMISSION_GOALS) &&
        (!parent.account || parent.account != writing->who->account))
        TRY(set_answered(records, parent.id, writing->who->name, /* answered= */ true, error));
    *ret_id = comment.id;
    return notices_of_comment(records, writing->arena, writing->who, writing->subject, &comment, people, count, error);
}

Status comment_add(Records *records, const Principal *who, const Subject *subject, const NewComment *comment, int64_t *ret_id,
                   Error *error)
{
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    Writing writing = {records, arena, who, subject, comment, NULL};
    int64_t id = 0;
    TRY(check_form(arena, comment, &writing.words, error));
    TRY(records_begin(records, error));
    TRY(sharing_finish(records, add(&writing, &id, error), error));
    *ret_id = id;
    return STATUS_OK;
}

/* ---- changing ---- */

static Status check_mine(const Principal *who, const Comment *comment, Error *error)
{
    if (comment->deleted_at)
        return error_set(error, STATUS_CONFLICT, "%s", _("this comment was deleted"));
    if (comment->account && comment->account == who->account)
        return STATUS_OK;
    return error_set(error, STATUS_FORBIDDEN, "%s", _("this is somebody else's: only one's own comments can be changed"));
}

static Status change(const Writing *writing, const Comment *before, int64_t revision, Error *error)
{
    Human *people;
    size_t count, mention_count;
    Mention *mentions;
    int64_t changed;
    TRY(look_for_people(writing, &people, &count, &mentions, &mention_count, error));
    Value row[4] = {value_integer(before->id), value_text(writing->words), value_time(account_now()), value_integer(revision)};
    TRY(records_execute(writing->records,
                        "UPDATE comment SET words = $2, changed_at = $3, revision = revision + 1 WHERE comment = $1 AND revision = $4", row, 4,
                        &changed, error));
    if (!changed) {
        error_set(error, STATUS_CONFLICT, "%s", _("this comment was changed while you were changing it"));
        error_hint(error, _("look at revision %lld and make your change to that"), (long long)before->revision);
        return error->status;
    }
    TRY(write_mentions(writing->records, before->id, mentions, mention_count, error));
    Comment comment = *before;
    comment.words = writing->words;
    comment.mentions = mentions;
    comment.mention_count = mention_count;
    return notices_of_comment(writing->records, writing->arena, writing->who, writing->subject, &comment, people, count, error);
}

Status comment_change(Records *records, const Principal *who, int64_t id, int64_t revision, const NewComment *given, Error *error)
{
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    Subject subject;
    Comment before;
    Writing writing = {records, arena, who, &subject, given, NULL};
    TRY(comment_find(records, arena, who, id, &subject, &before, error));
    TRY(check_mine(who, &before, error));
    if (before.form == COMMENT_ACKNOWLEDGEMENT)
        return refuse(error, "text", _("an acknowledgement has no text"));
    Text words = text_trim(text_of(given->words));
    TRY(check_words(words, error));
    writing.words = text_string(arena, words);
    TRY(records_begin(records, error));
    return sharing_finish(records, change(&writing, &before, revision, error), error);
}

static Status delete_one(Records *records, const Principal *who, int64_t id, Error *error)
{
    Value row[3] = {value_integer(id), value_time(account_now()), value_text(who->name)};
    TRY(records_execute(records, "DELETE FROM comment_mention WHERE comment = $1", row, 1, NULL, error));
    TRY(records_execute(records, "DELETE FROM notice WHERE comment = $1", row, 1, NULL, error));
    return records_execute(records,
                           "UPDATE comment SET words = '', deleted_at = $2, deleted_by = $3, revision = revision + 1 WHERE comment = $1",
                           row, 3, NULL, error);
}

Status comment_delete(Records *records, const Principal *who, int64_t id, Error *error)
{
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    Subject subject;
    Comment comment;
    TRY(comment_find(records, arena, who, id, &subject, &comment, error));
    if (!principal_may(who, PERMISSION_GOALS) || comment.deleted_at)
        TRY(check_mine(who, &comment, error));
    TRY(records_begin(records, error));
    return sharing_finish(records, delete_one(records, who, id, error), error);
}

Status comment_mark(Records *records, const Principal *who, int64_t id, bool answered, Error *error)
{
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    Subject subject;
    Comment comment;
    TRY(comment_find(records, arena, who, id, &subject, &comment, error));
    if (comment.form != COMMENT_QUESTION || comment.deleted_at)
        return refuse(error, "answered", _("only a question is answered"));
    if (comment.account != who->account && !principal_may(who, PERMISSION_GOALS))
        return error_set(error, STATUS_FORBIDDEN, "%s", _("a question is marked by who asked it, or by who sets goals"));
    return set_answered(records, id, who->name, answered, error);
}
