/* What the files of the check share. Not for use outside this folder. */
#ifndef ORGANIZATION_CHECK_RUN_H
#define ORGANIZATION_CHECK_RUN_H

#include "organization/check.h"
#include "schema/kind.h"

enum { FINDINGS_MOST = 1024 };

typedef struct Inspection {
    Store *store;
    FactsSession *session;
    Arena *arena;
    Organization organization;
    Findings findings;
} Inspection;

/* A question about rows: `from` is SQL behind FROM, `where` a condition (NULL: all), `example` an expression that
 * names a row to people. Parameters are those of the condition. */
typedef struct Question {
    Finding finding; /* severity, code, kind, message; count and examples are filled in */
    const char *from, *where, *example;
    const Value *parameters;
    size_t parameter_count;
} Question;

void check_add(Inspection *check, Finding finding);
/* Counts; where there are any, adds the finding with examples. */
Status check_ask(Inspection *check, const Question *question, Error *error) MUST_CHECK;

/* The checks of facts and dimensions: check_facts.c. */
Status check_kind(Inspection *check, const Kind *kind, Error *error) MUST_CHECK;

/* Whether calendar, working hours and local days were made from the settings as they are: apply.c. */
Status apply_is_current(Store *store, FactsSession *session, Arena *arena, bool *ret_current, Error *error) MUST_CHECK;

#endif
