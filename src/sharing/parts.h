/* What the files of this folder give to each other. */
#ifndef SHARING_PARTS_H
#define SHARING_PARTS_H

#include "sharing/comment.h"
#include "sharing/people.h"

/* Commits what was begun where `status` is OK, else takes it back. */
static inline Status sharing_finish(Records *records, Status status, Error *error)
{
    if (status == STATUS_OK)
        return records_commit(records, error);
    records_rollback(records);
    return status;
}

/* The text of a cell; NULL where there is none. Lives with the table. */
static inline const char *cell_text(const RecordsTable *table, size_t row, size_t column)
{
    Value value = records_value(table, row, column);
    return value.type == VALUE_TEXT ? value.text.bytes : NULL;
}

/* A moment or a number of a cell; 0 where there is none. */
static inline int64_t cell_number(const RecordsTable *table, size_t row, size_t column)
{
    Value value = records_value(table, row, column);
    return value.type == VALUE_TIME ? value.time : value.type == VALUE_INTEGER ? value.integer : 0;
}

/* Whom the words mention, each once. `people` are those who may be; `all` those there are, to say who may not.
 * `picked`: which of several of one name are meant. STATUS_INVALID_ARGUMENT about "text". */
Status mentions_find(Arena *arena, const char *words, const Human *people, size_t count, const Human *all, size_t all_count,
                     const NewComment *comment, Mention **ret_mentions, size_t *ret_count, Error *error) MUST_CHECK;

/* Tells whom a new comment concerns; within the comment's transaction. */
Status notices_of_comment(Records *records, Arena *arena, const Principal *who, const Subject *subject, const Comment *comment,
                          const Human *people, size_t count, Error *error) MUST_CHECK;
/* Tells who can see it from now on; within the transaction of the share. */
Status notices_of_share(Records *records, Arena *arena, const Principal *who, const Subject *subject, const char *team,
                        Error *error) MUST_CHECK;

#endif
