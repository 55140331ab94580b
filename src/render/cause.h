/* The causes behind a change, for people and programs. */
#ifndef RENDER_CAUSE_H
#define RENDER_CAUSE_H

#include "insight/cause.h"
#include "render/json.h"

void render_causes_json(JsonWriter *writer, const MetricQuery *query, const CauseReport *report);
/* The strongest `limit`, with the wholes above them. */
void render_causes_table(Arena *arena, TextBuilder *out, const MetricQuery *query, const CauseReport *report, size_t limit);

#endif
