/*
 * What is new to somebody: they were mentioned, asked, answered, or something was shared with them. Made in the
 * transaction of what it is about; read when they have looked. What they may no longer see is not told.
 */
#ifndef SHARING_NOTICE_H
#define SHARING_NOTICE_H

#include "sharing/subject.h"

typedef enum NoticeWhy { NOTICE_MENTION, NOTICE_ANSWER, NOTICE_QUESTION, NOTICE_REPLY, NOTICE_COMMENT, NOTICE_SHARE } NoticeWhy;
const char *notice_why_name(NoticeWhy why); /* "mention" */

enum { NOTICES_SHOWN = 200, NOTICE_KEPT_DAYS = 180 };

typedef struct Notice {
    int64_t id, comment; /* 0: not about a comment */
    NoticeWhy why;
    Subject subject;
    const char *by;      /* who made it */
    const char *words;   /* of the comment; NULL without */
    int64_t made_at, read_at; /* 0: unread */
} Notice;

/* The latest NOTICES_SHOWN of an account that it may still see, the newest first. In the arena. */
Status notice_list(Records *records, Arena *arena, const Principal *who, Notice **ret_notices, size_t *ret_count,
                   Error *error) MUST_CHECK;
/* How many of those are unread. */
Status notice_count(Records *records, const Principal *who, int64_t *ret_unread, Error *error) MUST_CHECK;

/* What is read from now on: one (`id`), those about a subject (`kind`, `subject`), or all where neither is given. */
typedef struct NoticeRead {
    int64_t id;
    const char *kind, *subject; /* NULL: whatever it is about */
} NoticeRead;
/* `*ret_read` (NULL is allowed): how many that were unread. */
Status notice_read(Records *records, const Principal *who, const NoticeRead *read, int64_t *ret_read, Error *error) MUST_CHECK;
/* Drops what is older than NOTICE_KEPT_DAYS. */
Status notice_tidy(Records *records, Error *error) MUST_CHECK;

/* ---- reminders by mail ---- */

Status reminder_wanted(Records *records, int64_t account, bool *ret_wanted, Error *error) MUST_CHECK;
Status reminder_set(Records *records, int64_t account, bool wanted, Error *error) MUST_CHECK;

typedef struct Reminder {
    Principal who;        /* its mail is not NULL */
    const char *language; /* NULL: the organization's */
    const Notice *notices; size_t count; /* unread mentions, questions and answers that no mail has told of */
} Reminder;

/* Who is to be reminded now: those who want it, have a mail address and something that has been unread for `waited`
 * microseconds, and got none in the last `apart`. In the arena. */
typedef struct ReminderTimes {
    int64_t now, waited, apart;
} ReminderTimes;
Status reminder_due(Records *records, Arena *arena, const ReminderTimes *times, Reminder **ret_reminders, size_t *ret_count,
                    Error *error) MUST_CHECK;
/* The mail is in the queue: what it tells of is not told again. */
Status reminder_sent(Records *records, const Reminder *reminder, int64_t now, Error *error) MUST_CHECK;

#endif
