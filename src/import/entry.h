/*
 * Measurements entered by hand: a value with its day, who entered it and when. It becomes a fact as an import of one row
 * does, so that it can be undone and is counted at once; what was there before stays in the records.
 */
#ifndef IMPORT_ENTRY_H
#define IMPORT_ENTRY_H

#include "import/import.h"
#include "schema/row_scope.h"

enum { ENTRY_TEXT_LIMIT = 200, ENTRY_LIST_LIMIT = 1000 };

typedef struct Entry {
    const char *measure;
    int32_t day;
    const char *brand, *team; /* "all" where NULL */
    double value;
    int64_t sample;           /* how many were asked; 0: not said */
    const char *currency;     /* of money; NULL: none */
    const char *reason;       /* of a correction; NULL: none */
} Entry;

typedef struct EntryOutcome {
    int64_t batch;  /* of the import; 0 where the value was there already */
    bool corrected; /* another value was there */
} EntryOutcome;

/* `today`: later days are refused, for nothing was measured then. `by` is kept with it. */
Status entry_add(Store *store, FactsSession *session, Arena *arena, const Entry *entry, int32_t today, const char *by,
                 EntryOutcome *ret_outcome, Error *error) MUST_CHECK;

/* A value as it was entered; `by` and `at` NULL and 0 where it came from a file and nobody corrected it. */
typedef struct EntryVersion {
    double value;
    int64_t sample, at;
    const char *currency, *by, *reason;
} EntryVersion;

/* A measurement that is in the facts, with what it was before, the latest first. */
typedef struct EnteredValue {
    const char *measure, *brand, *team;
    int32_t day;
    EntryVersion now;
    const EntryVersion *earlier; size_t earlier_count;
} EnteredValue;

/* The measurements of a measure (NULL: of all), the latest day first, at most ENTRY_LIST_LIMIT; of the rows that the
 * asker may see alone. */
Status entry_list(Store *store, FactsSession *session, Arena *arena, const char *measure, const RowScope *rows,
                  EnteredValue **ret_values, size_t *ret_count, Error *error) MUST_CHECK;
/* The names of the measures that there are, of these rows. */
Status entry_measures(FactsSession *session, Arena *arena, const RowScope *rows, const char *const **ret_names, size_t *ret_count,
                      Error *error) MUST_CHECK;

#endif
