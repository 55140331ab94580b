/*
 * Reviews in the records: the meeting of a week or a month, its pack (review/pack.h), what was decided, noted and
 * agreed to be done.
 *
 * A review is open until it is closed; then nothing of it changes, and its minute shows actions as they stood at that
 * moment. What one person changes beside another is a conflict that names both: `revision` is what was read.
 */
#ifndef REVIEW_REVIEW_H
#define REVIEW_REVIEW_H

#include "review/pack.h"

enum { REVIEW_TEXT_LIMIT = 2000, REVIEW_ENTRIES_LIMIT = 500, REVIEW_ACTIONS_LIMIT = 200 };

typedef struct Review {
    int64_t number;
    ReviewSpan span;
    int32_t as_of;                   /* the day on which its numbers were frozen */
    int64_t prepared_at;
    const char *prepared_by;
    bool closed;
    int64_t closed_at;
    const char *closed_by;           /* NULL while it is open */
    int64_t decisions, notes, actions, open_actions; /* of its own */
} Review;

/* The latest first. */
Status review_list(Store *store, Arena *arena, Review **ret_reviews, size_t *ret_count, Error *error) MUST_CHECK;
Status review_find(Store *store, Arena *arena, int64_t number, Review *ret_review, Error *error) MUST_CHECK;

/*
 * Builds the pack and keeps it as a new review. Refuses days that are not over, and gives STATUS_ALREADY_EXISTS where the
 * same week or month has one. `asker` sees all rows: the pack is the organization's.
 */
Status review_prepare(const KpiAsker *asker, const ReviewSpan *span, const char *by, int64_t *ret_number, Error *error) MUST_CHECK;
/* The numbers as they are now, in place of those that are kept: while it is open and nothing was decided. */
Status review_prepare_again(const KpiAsker *asker, int64_t number, const char *by, Error *error) MUST_CHECK;
/*
 * What the server does by itself: the review whose meeting is today or was within some days, where it is not there yet and
 * the organization has had a KPI by then. `*ret_number` 0: there was nothing to do.
 */
Status review_prepare_due(const KpiAsker *asker, ReviewKind kind, int64_t *ret_number, Error *error) MUST_CHECK;
/* Ends it. STATUS_CONFLICT where it is closed already. */
Status review_close(Store *store, int64_t number, const char *by, Error *error) MUST_CHECK;

/* STATUS_CONFLICT where it is closed. */
Status review_check_open(Store *store, Arena *arena, int64_t number, Error *error) MUST_CHECK;

/* ---- decisions and notes ---- */

typedef struct ReviewEntry {
    int64_t number; /* within its review, from 1 */
    bool decision;  /* else a note */
    const char *kpi, *words; /* kpi NULL: about all of it */
    int64_t made_at;
    const char *made_by, *changed_by;
    int64_t revision;
} ReviewEntry;

Status review_entry_add(Store *store, int64_t review, const ReviewEntry *entry, const char *by, int64_t *ret_number,
                        Error *error) MUST_CHECK;
/* Other words; NULL takes it away. STATUS_CONFLICT where somebody changed it since `entry->revision`. */
Status review_entry_change(Store *store, int64_t review, const ReviewEntry *entry, const char *by, Error *error) MUST_CHECK;
/* In the order in which they were made. */
Status review_entries(Store *store, Arena *arena, int64_t review, ReviewEntry **ret_entries, size_t *ret_count,
                      Error *error) MUST_CHECK;

/* ---- actions ---- */

typedef enum ActionState { ACTION_OPEN, ACTION_DONE, ACTION_DROPPED, ACTION_CARRIED } ActionState;
const char *action_state_name(ActionState state); /* "done" */
bool action_state_parse(const char *name, ActionState *ret_state);

typedef struct ReviewAction {
    int64_t number;           /* of all reviews */
    int64_t review;           /* in which it was agreed */
    const char *kpi;          /* NULL: about all */
    const char *words, *owner;
    int32_t due;
    ActionState state;
    const char *outcome;      /* what became of it, in words; NULL */
    int64_t carried_from;     /* the action whose place it takes; 0 */
    int64_t made_at, changed_at;
    const char *made_by, *changed_by;
    int64_t revision;
    ActionState state_now;    /* where it is looked at as of a closed review: what it is today */
} ReviewAction;

/* One owner who has not left; a day from today on. */
Status review_action_check(const KpiAsker *asker, const ReviewAction *action, Error *error) MUST_CHECK;
Status review_action_add(Store *store, const ReviewAction *action, const char *by, int64_t *ret_number, Error *error) MUST_CHECK;
Status review_action_find(Store *store, Arena *arena, int64_t number, ReviewAction *ret_action, Error *error) MUST_CHECK;
/*
 * Another form of an action: its words, owner and day while its review is open; its state until it is done, dropped or
 * carried over, also after. ACTION_CARRIED makes a new action in the review `into`, due on `action->due`; `into` 0 otherwise.
 * STATUS_CONFLICT where somebody changed it since `action->revision`.
 */
Status review_action_change(const KpiAsker *asker, const ReviewAction *action, int64_t into, const char *by, Error *error) MUST_CHECK;
/* Those that were agreed in the review, as of its close. */
Status review_actions(Store *store, Arena *arena, const Review *review, ReviewAction **ret_actions, size_t *ret_count,
                      Error *error) MUST_CHECK;
/* Those of earlier reviews of the same kind that were open when the one before it was closed: actions of last time and what
 * became of them, as of its close. */
Status review_last_actions(Store *store, Arena *arena, const Review *review, ReviewAction **ret_actions, size_t *ret_count,
                           Error *error) MUST_CHECK;

#endif
