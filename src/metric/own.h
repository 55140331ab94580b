/*
 * Metrics that the organization defines itself: rows of the records with the text of a metric file
 * (docs/metric-files.md), checked as shipped ones are at build time and, since their SQL is a stranger's, against the
 * engine's own tree of it. Errors say where in the text: "definition, line 12".
 */
#ifndef METRIC_OWN_H
#define METRIC_OWN_H

#include "metric/query.h"

enum { OWN_ID_LIMIT = 64, OWN_LIMIT = 500, OWN_SECONDS = 10 /* that one of their questions may take */ };

/* The shipped catalogue and what the organization has defined. `shipped` may be NULL: it is loaded. */
Status own_registry(Records *records, MetricRegistry *shipped, MetricRegistry **ret_registry, Error *error) MUST_CHECK;
/* What own_registry() would read, as a number: the same number, the same metrics. */
Status own_version(Records *records, Arena *arena, uint64_t *ret_version, Error *error) MUST_CHECK;

/* Who checks, and against what. */
typedef struct OwnChecker {
    Store *store;
    FactsSession *session;
    MetricRegistry *registry; /* with the own metrics there are */
    const Organization *organization;
    const RowScope *rows;     /* the facts that the author may see; NULL: all */
} OwnChecker;

/*
 * Reads and checks a definition: header, formula and placeholders; that nothing but facts through {kind}, `calendar` and
 * `working_hours` is read and only functions of the list are called; that the engine understands every form of it; that
 * facts which are shown in groups alone are so here too. `ret_registry` is the shipped catalogue with this metric, which
 * `*ret_metric` lives in; the caller frees it. Nothing is stored.
 */
Status own_check(const OwnChecker *checker, Text definition, MetricRegistry **ret_registry, const Metric **ret_metric,
                 Error *error) MUST_CHECK;

/* Asks a checked definition, in the registry that own_check() gave: what it comes to, or what is wrong with it that shows
 * in the rows alone; that it is too slow too. In the arena. */
Status own_try(const OwnChecker *checker, const MetricRegistry *registry, Arena *arena, const QueryWords *words,
               MetricQuery *ret_query, MetricResult *ret_result, Error *error) MUST_CHECK;

/* Adds a checked one, or brings back one that was retired. STATUS_ALREADY_EXISTS where the id is taken. */
Status own_add(Records *records, const char *id, Text definition, const char *by, const char *reason, Error *error) MUST_CHECK;
/* STATUS_CONFLICT where `revision` is not the one that is stored; the error names who changed it. */
Status own_change(Records *records, const char *id, int64_t revision, Text definition, const char *by, const char *reason,
                  Error *error) MUST_CHECK;
/* Takes it out of the catalogue; its history stays. That nothing uses it is for the caller to see to. */
Status own_retire(Records *records, const char *id, const char *by, const char *reason, Error *error) MUST_CHECK;

typedef struct OwnRevision {
    int64_t revision, changed_at;
    const char *by, *reason; /* reason NULL: none was given */
    const char *definition;  /* NULL: it was retired */
} OwnRevision;
/* Every form that it had, the latest first; also of a retired one. STATUS_NOT_FOUND where there was none. */
Status own_history(Records *records, Arena *arena, const char *id, OwnRevision **ret_revisions, size_t *ret_count,
                   Error *error) MUST_CHECK;

#endif
