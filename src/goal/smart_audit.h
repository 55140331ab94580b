/* What the files of the SMART check share. */
#ifndef GOAL_SMART_AUDIT_H
#define GOAL_SMART_AUDIT_H

#include "goal/smart.h"

typedef struct Audit {
    const KpiAsker *asker;
    Arena *arena;
    const KpiState *state;
    const struct Owner *owner; /* who answers for the KPI; NULL: nobody */
    const KpiTarget *target; /* in force today; NULL: none */
    SmartCheck *check;
    Error *error;
} Audit;

/* Notes a finding; texts live in the arena or for ever. */
void audit_good(Audit *audit, SmartLetter letter, const char *code, const char *evidence);
/* `field` is the member by which it is mended. */
void audit_bad(Audit *audit, SmartLetter letter, const char *code, const char *field, const char *evidence, const char *mend);

void audit_achievable(Audit *audit);
Status audit_relevant(Audit *audit) MUST_CHECK;

#endif
