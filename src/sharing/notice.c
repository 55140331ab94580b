#include "sharing/notice.h"

#include "base/translate.h"
#include "sharing/parts.h"

#include <string.h>

static const char *const whys[] = {"mention", "answer", "question", "reply", "comment", "share"};
enum { WHYS = sizeof whys / sizeof whys[0] };

const char *notice_why_name(NoticeWhy why)
{
    return whys[why];
}

/* ---- making ---- */

static Status make(Records *records, int64_t account, NoticeWhy why, const Principal *by, const Subject *subject, int64_t comment,
                   Error *error)
{
    Value row[] = {value_integer(account), value_text(whys[why]), value_text(subject->kind->name), value_text(subject->id),
                   comment ? value_integer(comment) : value_null(), value_text(by->name), value_time(account_now())};
    return records_execute(records,
                           "INSERT INTO notice (notice, account, why, kind, subject, comment, made_by, made_at) "
                           "SELECT coalesce(max(notice), 0) + 1, $1, $2, $3, $4, $5, $6, $7 FROM notice",
                           row, sizeof row / sizeof row[0], NULL, error);
}

typedef struct Thread {
    int64_t asked_by; /* who began it; 0: nobody, or unknown */
    bool question;
    RecordsTable told, spoken; /* accounts that know of this comment; that have spoken about the subject or in the thread */
} Thread;

static bool holds(const RecordsTable *accounts, int64_t account)
{
    for (size_t i = 0; i < accounts->rows; i++)
        if (cell_number(accounts, i, 0) == account)
            return true;
    return false;
}

static Status read_thread(Records *records, Arena *arena, const Subject *subject, const Comment *comment, Thread *ret_thread, Error *error)
{
    Thread thread = {0};
    RecordsTable parent;
    Value id = value_integer(comment->id), above = value_integer(comment->answers);
    Value key[2] = {value_text(subject->kind->name), value_text(subject->id)};
    TRY(records_query(records, arena, "SELECT account, form FROM comment WHERE comment = $1", &above, 1, &parent, error));
    TRY(records_query(records, arena, "SELECT account FROM notice WHERE comment = $1", &id, 1, &thread.told, error));
    TRY(records_query(records, arena,
                      "SELECT DISTINCT account FROM comment WHERE kind = $1 AND subject = $2 AND deleted_at IS NULL "
                      "AND form <> 'acknowledgement' AND account IS NOT NULL",
                      key, 2, &thread.spoken, error));
    if (parent.rows) {
        thread.asked_by = cell_number(&parent, 0, 0);
        thread.question = strcmp(cell_text(&parent, 0, 1), "question") == 0;
    }
    *ret_thread = thread;
    return STATUS_OK;
}

static bool is_mentioned(const Comment *comment, int64_t account)
{
    for (size_t i = 0; i < comment->mention_count; i++)
        if (comment->mentions[i].account == account)
            return true;
    return false;
}

/* Whether the comment concerns a person, and why; the strongest reason. */
static bool concerns(const Human *human, const Subject *subject, const Comment *comment, const Thread *thread, NoticeWhy *ret_why)
{
    int64_t account = human->principal.account;
    bool owner = human_is(human, subject->owner) ||
                 (human_works_in(human, subject->owner) && principal_may(&human->principal, PERMISSION_GOALS));
    if (is_mentioned(comment, account))
        *ret_why = NOTICE_MENTION;
    else if (comment->answers && account == thread->asked_by)
        *ret_why = thread->question ? NOTICE_ANSWER : NOTICE_REPLY;
    else if (comment->form == COMMENT_QUESTION && owner)
        *ret_why = NOTICE_QUESTION;
    else if (owner || holds(&thread->spoken, account))
        *ret_why = comment->form == COMMENT_QUESTION && principal_may(&human->principal, PERMISSION_GOALS) ? NOTICE_QUESTION : NOTICE_COMMENT;
    else
        return false;
    return true;
}

/* A question that would reach nobody who can answer it is put to those who set goals. */
static Status ask_managers(Records *records, const Principal *who, const Subject *subject, const Comment *comment,
                           const Human *people, size_t count, Error *error)
{
    enum { MANAGERS_ASKED = 20 };
    for (size_t i = 0, asked = 0; i < count && asked < MANAGERS_ASKED; i++) {
        const Principal *human = &people[i].principal;
        if (human->account == who->account || !principal_may(human, PERMISSION_GOALS) || is_mentioned(comment, human->account))
            continue;
        TRY(make(records, human->account, NOTICE_QUESTION, who, subject, comment->id, error));
        asked++;
    }
    return STATUS_OK;
}

Status notices_of_comment(Records *records, Arena *arena, const Principal *who, const Subject *subject, const Comment *comment,
                          const Human *people, size_t count, Error *error)
{
    Thread thread;
    bool asked = false;
    if (comment->form == COMMENT_ACKNOWLEDGEMENT)
        return STATUS_OK;
    TRY(read_thread(records, arena, subject, comment, &thread, error));
    bool changed = comment->revision > 0; /* of a change, who is mentioned now is told, and nobody again */
    for (size_t i = 0; i < count; i++) {
        NoticeWhy why;
        int64_t account = people[i].principal.account;
        if (account == who->account || holds(&thread.told, account) || !concerns(&people[i], subject, comment, &thread, &why) ||
            (changed && why != NOTICE_MENTION))
            continue;
        TRY(make(records, account, why, who, subject, comment->id, error));
        asked = asked || principal_may(&people[i].principal, PERMISSION_GOALS);
    }
    if (comment->form != COMMENT_QUESTION || asked || changed)
        return STATUS_OK;
    return ask_managers(records, who, subject, comment, people, count, error);
}

Status notices_of_share(Records *records, Arena *arena, const Principal *who, const Subject *subject, const char *team, Error *error)
{
    enum { TOLD_MOST = 2000 };
    Human *people;
    size_t count;
    TRY(people_of_subject(records, arena, subject, &people, &count, error));
    for (size_t i = 0, told = 0; i < count && told < TOLD_MOST; i++) {
        bool theirs = !*team;
        for (size_t j = 0; j < people[i].team_count; j++)
            theirs = theirs || strcmp(people[i].teams[j], team) == 0;
        if (!theirs || people[i].principal.account == who->account)
            continue;
        TRY(make(records, people[i].principal.account, NOTICE_SHARE, who, subject, 0, error));
        told++;
    }
    return STATUS_OK;
}

/* ---- reading ---- */

#define NOTICE_SELECT                                                                                                             \
    "SELECT n.notice, n.why, n.kind, n.subject, n.comment, n.made_by, n.made_at, n.read_at, c.words "                             \
    "FROM notice n LEFT JOIN comment c ON c.comment = n.comment WHERE n.account = $1 "
#define NOTICE_ORDER "ORDER BY n.notice DESC LIMIT 200" /* NOTICES_SHOWN */

typedef struct Seen {
    const char *kind, *id;
    bool visible;
    Subject subject;
} Seen;

/* Whether the subject may be seen; asked once of each. */
static const Seen *look_at(Records *records, Arena *arena, const Principal *who, const char *kind, const char *id, Seen *seen, size_t *count)
{
    Error ignored;
    for (size_t i = 0; i < *count; i++)
        if (strcmp(seen[i].kind, kind) == 0 && strcmp(seen[i].id, id) == 0)
            return &seen[i];
    Seen *one = &seen[(*count)++];
    *one = (Seen){.kind = kind, .id = id};
    one->visible = subject_find_open(records, arena, who, kind, id, &one->subject, &ignored) == STATUS_OK;
    return one;
}

static NoticeWhy why_of(const char *name)
{
    for (size_t i = 0; i < WHYS; i++)
        if (strcmp(whys[i], name) == 0)
            return (NoticeWhy)i;
    return NOTICE_COMMENT;
}

static Status read_notices(Records *records, Arena *arena, const Principal *who, const char *sql, Notice **ret_notices, size_t *ret_count,
                           Error *error)
{
    Value account = value_integer(who->account);
    RecordsTable table;
    size_t count = 0, subjects = 0;
    TRY(records_query(records, arena, sql, &account, 1, &table, error));
    Seen *seen = ARENA_ARRAY(arena, table.rows + 1, Seen);
    Notice *notices = ARENA_ARRAY(arena, table.rows + 1, Notice);
    for (size_t i = 0; i < table.rows; i++) {
        const Seen *of = look_at(records, arena, who, cell_text(&table, i, 2), cell_text(&table, i, 3), seen, &subjects);
        if (of->visible)
            notices[count++] = (Notice){.id = cell_number(&table, i, 0), .why = why_of(cell_text(&table, i, 1)), .subject = of->subject,
                                        .comment = cell_number(&table, i, 4), .by = cell_text(&table, i, 5),
                                        .made_at = cell_number(&table, i, 6), .read_at = cell_number(&table, i, 7),
                                        .words = cell_text(&table, i, 8)};
    }
    *ret_notices = notices;
    *ret_count = count;
    return STATUS_OK;
}

Status notice_list(Records *records, Arena *arena, const Principal *who, Notice **ret_notices, size_t *ret_count, Error *error)
{
    return read_notices(records, arena, who, NOTICE_SELECT NOTICE_ORDER, ret_notices, ret_count, error);
}

Status notice_count(Records *records, const Principal *who, int64_t *ret_unread, Error *error)
{
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    Notice *notices;
    size_t count;
    TRY(read_notices(records, arena, who, NOTICE_SELECT "AND n.read_at IS NULL " NOTICE_ORDER, &notices, &count, error));
    *ret_unread = (int64_t)count;
    return STATUS_OK;
}

Status notice_read(Records *records, const Principal *who, const NoticeRead *read, int64_t *ret_read, Error *error)
{
    Value row[5] = {value_integer(who->account), value_time(account_now()), value_integer(read->id), value_text(read->kind),
                    value_text(read->subject)};
    return records_execute(records,
                           "UPDATE notice SET read_at = $2 WHERE account = $1 AND read_at IS NULL AND ($3 = 0 OR notice = $3) "
                           "AND kind = coalesce($4, kind) AND subject = coalesce($5, subject)",
                           row, 5, ret_read, error);
}

Status notice_tidy(Records *records, Error *error)
{
    Value before = value_time(account_now() - (int64_t)NOTICE_KEPT_DAYS * 24 * 3600 * ACCOUNT_SECOND);
    return records_execute(records, "DELETE FROM notice WHERE made_at < $1", &before, 1, NULL, error);
}

/* ---- reminders ---- */

Status reminder_wanted(Records *records, int64_t account, bool *ret_wanted, Error *error)
{
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    Value key = value_integer(account);
    RecordsTable table;
    TRY(records_query(records, arena, "SELECT wanted FROM reminder WHERE account = $1", &key, 1, &table, error));
    *ret_wanted = !table.rows || records_value(&table, 0, 0).boolean;
    return STATUS_OK;
}

Status reminder_set(Records *records, int64_t account, bool wanted, Error *error)
{
    Value row[2] = {value_integer(account), value_boolean(wanted)};
    return records_execute(records,
                           "INSERT INTO reminder (account, wanted) VALUES ($1, $2) ON CONFLICT (account) DO UPDATE SET wanted = excluded.wanted",
                           row, 2, NULL, error);
}

static Status unread_of(Records *records, Arena *arena, const Principal *who, int64_t before, Reminder *reminder, Error *error)
{
    Notice *notices;
    bool waited = false;
    TRY(read_notices(records, arena, who,
                     NOTICE_SELECT "AND n.read_at IS NULL AND n.mailed_at IS NULL AND n.why IN ('mention', 'question', 'answer') " NOTICE_ORDER,
                     &notices, &reminder->count, error));
    for (size_t i = 0; i < reminder->count; i++)
        waited = waited || notices[i].made_at <= before;
    reminder->notices = notices;
    reminder->count = waited ? reminder->count : 0;
    return STATUS_OK;
}

Status reminder_due(Records *records, Arena *arena, const ReminderTimes *times, Reminder **ret_reminders, size_t *ret_count, Error *error)
{
    Human *people;
    size_t count, due = 0;
    RecordsTable quiet, waiting;
    Value since = value_time(times->now - times->apart), before = value_time(times->now - times->waited);
    TRY(people_read(records, arena, &people, &count, error));
    TRY(records_query(records, arena, "SELECT account FROM reminder WHERE NOT wanted OR sent_at > $1", &since, 1, &quiet, error));
    TRY(records_query(records, arena,
                      "SELECT DISTINCT account FROM notice WHERE read_at IS NULL AND mailed_at IS NULL "
                      "AND why IN ('mention', 'question', 'answer') AND made_at <= $1",
                      &before, 1, &waiting, error));
    Reminder *reminders = ARENA_ARRAY(arena, count + 1, Reminder);
    for (size_t i = 0; i < count; i++) {
        const Principal *who = &people[i].principal;
        Reminder *one = &reminders[due];
        if (!who->mail || holds(&quiet, who->account) || !holds(&waiting, who->account))
            continue;
        *one = (Reminder){.who = *who, .language = people[i].language};
        TRY(unread_of(records, arena, who, before.time, one, error));
        due += one->count > 0;
    }
    *ret_reminders = reminders;
    *ret_count = due;
    return STATUS_OK;
}

static Status note_sent(Records *records, const Reminder *reminder, int64_t now, Error *error)
{
    Value row[2] = {value_integer(reminder->who.account), value_time(now)};
    TRY(records_execute(records,
                        "INSERT INTO reminder (account, wanted, sent_at) VALUES ($1, $3, $2) "
                        "ON CONFLICT (account) DO UPDATE SET sent_at = excluded.sent_at",
                        (Value[3]){row[0], row[1], value_boolean(true)}, 3, NULL, error));
    for (size_t i = 0; i < reminder->count; i++) {
        Value one[2] = {value_integer(reminder->notices[i].id), value_time(now)};
        TRY(records_execute(records, "UPDATE notice SET mailed_at = $2 WHERE notice = $1", one, 2, NULL, error));
    }
    return STATUS_OK;
}

Status reminder_sent(Records *records, const Reminder *reminder, int64_t now, Error *error)
{
    TRY(records_begin(records, error));
    return sharing_finish(records, note_sent(records, reminder, now, error), error);
}
