/*
 * The SMART check: an audit of a KPI against its own facts and records. Each finding names its evidence and a way to
 * mend it; nothing is taken on trust.
 */
#ifndef GOAL_SMART_H
#define GOAL_SMART_H

#include "goal/objective.h"

typedef enum SmartLetter { SMART_SPECIFIC, SMART_MEASURABLE, SMART_ACHIEVABLE, SMART_RELEVANT, SMART_TIME_BOUND } SmartLetter;
enum { SMART_LETTERS = 5, SMART_FINDINGS_LIMIT = 40 };

typedef struct SmartFinding {
    SmartLetter letter;
    bool good;
    const char *code;     /* "no-owner": for programs */
    const char *evidence; /* in the thread's language */
    const char *mend;     /* what to do; NULL where it is good */
    const char *field;    /* the member that mends it: "owner", "target"; "facts", "links"; NULL where it is good */
} SmartFinding;

typedef struct SmartCheck {
    SmartFinding findings[SMART_FINDINGS_LIMIT];
    size_t count;
    bool has_chance;
    double chance;        /* of reaching the target at its deadline, by the trend of complete periods */
} SmartCheck;

const char *smart_letter_name(SmartLetter letter); /* "specific" */

/* Audits the KPI of a state that kpi_evaluate() gave for at least 24 periods. Texts live in the arena. */
Status smart_check(const KpiAsker *asker, Arena *arena, const KpiState *state, SmartCheck *ret_check, Error *error) MUST_CHECK;

/* A chance in whole percent, in the reader's language: none is 0 or 1, so the ends are "under 1 %" and "over 99 %". */
const char *smart_chance_text(Arena *arena, double chance);

#endif
