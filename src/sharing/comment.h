/*
 * What people say about a subject: comments, questions that stay open until they are answered, and acknowledgements
 * ("seen and understood"). Plain text; an @ before a name mentions somebody.
 *
 * One's own can be changed and deleted; what was deleted leaves its place, with who took it away and when.
 */
#ifndef SHARING_COMMENT_H
#define SHARING_COMMENT_H

#include "sharing/subject.h"

typedef enum CommentForm { COMMENT_WORDS, COMMENT_QUESTION, COMMENT_ACKNOWLEDGEMENT } CommentForm;
const char *comment_form_name(CommentForm form); /* "comment", "question", "acknowledgement" */
bool comment_form_parse(const char *name, CommentForm *ret_form);

enum {
    COMMENT_CHARACTERS = 4000,
    COMMENTS_LIMIT = 2000, /* of a subject */
    MENTIONS_LIMIT = 20,   /* of a comment */
};

typedef struct Mention {
    int64_t account;
    const char *name;    /* as it is now */
    const char *written; /* as it stands behind the @ */
} Mention;

typedef struct Comment {
    int64_t id, answers; /* 0: begins a thread */
    CommentForm form;
    int64_t account;     /* 0: erased, or of the sample company */
    const char *name;    /* of the author, as it is now; "" of one who was erased */
    const char *words;   /* "" once deleted or erased */
    int64_t written_at, changed_at, deleted_at, answered_at; /* microseconds; 0: not */
    const char *deleted_by, *answered_by;                    /* NULL: not */
    int64_t revision;
    const Mention *mentions;
    size_t mention_count;
} Comment;

typedef struct NewComment {
    CommentForm form;
    const char *words;     /* NULL of an acknowledgement */
    int64_t answers;       /* 0: none */
    const int64_t *picked; /* accounts that were picked from a list, where several have one name */
    size_t picked_count;
} NewComment;

/* The author is `who`, who may talk about the subject (subject_find_open()). An answer by somebody who sets goals marks
 * the question as answered. An acknowledgement takes the place of one's earlier one. STATUS_INVALID_ARGUMENT about
 * "text": empty, too long, control characters, a mention of nobody or of somebody who may not see the subject. */
Status comment_add(Records *records, const Principal *who, const Subject *subject, const NewComment *comment, int64_t *ret_id,
                   Error *error) MUST_CHECK;
/* All of a subject, the oldest first. */
Status comment_list(Records *records, Arena *arena, const Subject *subject, Comment **ret_comments, size_t *ret_count,
                    Error *error) MUST_CHECK;
/* One, and what it is about, where `who` may read it; STATUS_NOT_FOUND else, whether there is one or not. */
Status comment_find(Records *records, Arena *arena, const Principal *who, int64_t id, Subject *ret_subject, Comment *ret_comment,
                    Error *error) MUST_CHECK;

/* One's own, with the revision that was read: STATUS_CONFLICT where it was changed since. New mentions are told. */
Status comment_change(Records *records, const Principal *who, int64_t id, int64_t revision, const NewComment *comment,
                      Error *error) MUST_CHECK;
/* One's own; who sets goals may take away what others wrote. */
Status comment_delete(Records *records, const Principal *who, int64_t id, Error *error) MUST_CHECK;
/* Says of a question that it is answered, or open again: who asked it, and who sets goals. */
Status comment_mark(Records *records, const Principal *who, int64_t id, bool answered, Error *error) MUST_CHECK;

/* ---- erasure ---- */

/* Takes the author's name and words out of what the account wrote, and its name out of what mentions it; counts comments
 * that were changed. Within a transaction of the caller's. */
Status comment_erase_account(Records *records, int64_t account, int64_t *ret_changed, Error *error) MUST_CHECK;

/* The account whose mail is the key, or that alone has the name; 0: none. NULL: not known by that. */
Status comment_account_of_person(Records *records, Arena *arena, const char *key, const char *name, int64_t *ret_account,
                                 Error *error) MUST_CHECK;

/* The same for the account of a person who is known by a key (their mail address) or by a name that only one account
 * has. NULL: not known by that. A transaction of its own. */
Status comment_erase_person(Records *records, const char *key, const char *name, int64_t *ret_changed, Error *error) MUST_CHECK;

#endif
