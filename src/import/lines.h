/* NDJSON: an object a line, its members as columns, nested ones by a path "a.b". */
#ifndef IMPORT_LINES_H
#define IMPORT_LINES_H

#include "import/source.h"

Status source_open_lines(Store *store, FactsSession *session, Arena *arena, const Mapping *mapping, Source *source,
                         Error *error) MUST_CHECK;

#endif
