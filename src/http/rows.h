/* Rows of the engine as JSON: `"columns": [{name, type, title}]` and `"rows": [[...]]`. */
#ifndef HTTP_ROWS_H
#define HTTP_ROWS_H

#include "render/json.h"
#include "schema/kind.h"
#include "store/facts.h"

/* Writes the member "columns". Titles come from the kind's fields (NULL: the names). */
void rows_write_columns(JsonWriter *writer, const FactsResult *result, const Kind *kind);
/* Writes the member "rows" with at most `limit` rows; `*ret_more`: there were more. */
Status rows_write(JsonWriter *writer, FactsResult *result, int64_t limit, bool *ret_more, Error *error) MUST_CHECK;

#endif
