/* What was changed of an objective, by whom and when: each change with every field before and after. */
#ifndef GOAL_HISTORY_H
#define GOAL_HISTORY_H

#include "goal/objective.h"

typedef struct FieldChange {
    const char *field, *before, *after; /* "title"; "" where there was or is nothing */
} FieldChange;

typedef struct ObjectiveChange {
    int64_t revision, at;
    const char *by;
    const char *what;   /* "changed", "key-result-added", "closed", ... */
    const char *reason; /* NULL without */
    const FieldChange *fields; size_t field_count;
} ObjectiveChange;

/* The latest first. */
Status objective_history(Store *store, Arena *arena, const char *id, ObjectiveChange **ret_changes, size_t *ret_count,
                         Error *error) MUST_CHECK;

/* ---- for the files of this folder, within a transaction ---- */

enum { CHANGES_LIMIT = 16 };

typedef struct ChangeNotes {
    FieldChange fields[CHANGES_LIMIT];
    size_t count;
} ChangeNotes;

/* Keeps a field where it differs; NULL is "". */
void change_text(ChangeNotes *notes, const char *field, const char *before, const char *after);
void change_number(ChangeNotes *notes, Arena *arena, const char *field, double before, double after);
void change_day(ChangeNotes *notes, Arena *arena, const char *field, int32_t before, int32_t after);

/* Notes who changed what of an objective, which gets the next revision. `notes` and `reason` may be NULL. */
Status objective_note(Store *store, const char *id, const char *by, const char *what, const ChangeNotes *notes,
                      const char *reason, Error *error) MUST_CHECK;

#endif
