/*
 * Results as JSON, CSV and terminal tables: what `mizan metric` prints and the API answers with.
 */
#ifndef RENDER_RESULT_H
#define RENDER_RESULT_H

#include "metric/query.h"
#include "render/json.h"

/* A member that is a number, null where it is undefined; and a day, "2026-11-21". */
void render_maybe(JsonWriter *writer, const char *key, MaybeNumber number);
void render_day(JsonWriter *writer, const char *key, int32_t day);

/* One value as an object, without slices. */
void render_metric_value_json(JsonWriter *writer, const MetricValue *value, const MetricQuery *query);
/* The rows of a result as an array of objects (docs/api.md), numbers unrounded. */
void render_result_json(JsonWriter *writer, const MetricResult *result);
void render_result_csv(TextBuilder *out, const MetricResult *result);
/* For people: rounded, aligned, in the thread's language. */
Status render_result_table(Arena *arena, TextBuilder *out, const MetricResult *result, Error *error) MUST_CHECK;

/* A definition as an object: id, title, help, unit, variants, parameters, ..., texts in the thread's language. */
/* render_metric_members_json() writes the members alone, into an object that is open. */
void render_metric_members_json(JsonWriter *writer, const Metric *metric, bool whole);
void render_metric_json(JsonWriter *writer, const Metric *metric, bool whole);

/* An error as an RFC 9457 problem document. */
void render_problem_json(JsonWriter *writer, const Error *error, const char *instance);

/* One value of an engine as JSON; CSV cell with quotes where needed. */
void render_value_json(JsonWriter *writer, Value value);
void render_value_csv(TextBuilder *out, Value value);

#endif
