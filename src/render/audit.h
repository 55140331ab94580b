/* The log of who did what, as JSON, CSV and lines of JSON. */
#ifndef RENDER_AUDIT_H
#define RENDER_AUDIT_H

#include "account/audit.h"
#include "render/json.h"

/* One row of audit_read() as an object; names as in audit_columns. */
void render_audit_json(JsonWriter *writer, const RecordsTable *table, size_t row);
void render_audit_csv(TextBuilder *out, const RecordsTable *table);
void render_audit_ndjson(TextBuilder *out, const RecordsTable *table);
/* {"entries", "head", "whole", "wrong", "why"} */
void render_audit_state_json(JsonWriter *writer, const AuditState *state);

#endif
