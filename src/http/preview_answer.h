/* A look at a file, as JSON. */
#ifndef HTTP_PREVIEW_ANSWER_H
#define HTTP_PREVIEW_ANSWER_H

#include "import/import.h"
#include "render/json.h"

/* Members of an open object: columns, cells, mapping, problem, stored, rejected, ... The mapping is written as one
 * that can be sent back. */
void preview_write(JsonWriter *writer, const ImportPreview *preview);

#endif
