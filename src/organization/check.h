/*
 * What is wrong with a store: both engines, what was made from settings, and the data themselves.
 *
 * Everything is read once, so a check takes as long as reading the store. Nothing is changed.
 */
#ifndef ORGANIZATION_CHECK_H
#define ORGANIZATION_CHECK_H

#include "organization/organization.h"

typedef enum Severity {
    SEVERITY_NOTE,    /* worth a look: days without facts */
    SEVERITY_WARNING, /* some numbers are refused or leave facts out */
    SEVERITY_BROKEN,  /* numbers are wrong, or the store cannot be read */
} Severity;

typedef struct Finding {
    Severity severity;
    const char *code;     /* "orphan-customer": stable, for programs */
    const char *kind;     /* the kind of fact or dimension; NULL: the store as a whole */
    int64_t count;        /* rows, days or whatever the message speaks of; 0 where nothing is counted */
    const char *message;  /* translated */
    const char *examples; /* up to three, for people; "" when there are none */
    bool mendable;        /* organization_mend() puts it right */
} Finding;

typedef struct Findings {
    Finding *items;
    size_t count;
    int64_t rows, tables;             /* of facts and dimensions, read */
    int facts_version, records_version; /* of the schemas */
} Findings;

/* Findings in the arena, grouped by kind. An error is returned only where checking itself fails; a damaged engine is
 * a finding. */
Status organization_check(Store *store, Arena *arena, Findings *ret_findings, Error *error) MUST_CHECK;

/* Makes the calendar, working hours and local days anew, whatever they were made from. */
Status organization_mend(Store *store, Error *error) MUST_CHECK;

const char *severity_name(Severity severity); /* N_(): "warning" */

#endif
