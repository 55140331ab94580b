/*
 * A mapping's own SQL: `select` that reshapes the file's rows, `where` that keeps some. It may read `source`
 * and what it names itself (WITH), and nothing else; its result is put into a temporary table, so that it is
 * evaluated once and its rows have an order.
 */
#ifndef IMPORT_SELECT_H
#define IMPORT_SELECT_H

#include "import/source.h"

/* Refuses anything but one SELECT over `source`: by the engine's own parse of it. */
Status select_check(FactsSession *session, Arena *arena, const char *what, const char *sql, const char *map,
                    Error *error) MUST_CHECK;

/* Evaluates the mapping's where and select over the source (number `index` of the import), which becomes the
 * result. Without either nothing happens. */
Status select_apply(FactsSession *session, Arena *arena, const Mapping *mapping, size_t index, Source *source,
                    Error *error) MUST_CHECK;

#endif
