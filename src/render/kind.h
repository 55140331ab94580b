/*
 * The kinds of facts and dimensions, said to people and programs: src/schema is where they are described.
 */
#ifndef RENDER_KIND_H
#define RENDER_KIND_H

#include "render/json.h"
#include "schema/kind.h"

/* A kind as an object: name, title, help, dimension, key, fields, slices; texts in the thread's language. */
void render_kind_json(JsonWriter *writer, const Kind *kind);
/* A section of docs/facts.md: what it holds, its key, and a table of its fields. */
void render_kind_markdown(TextBuilder *out, const Kind *kind);

#endif
