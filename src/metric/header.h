/* The header of a metric file as lines: key, name, value, and the indented lines beneath. Used by
 * definition.c alone. */
#ifndef METRIC_HEADER_H
#define METRIC_HEADER_H

#include "base/error.h"
#include "base/text.h"

typedef struct HeaderLine {
    Text key;   /* "component", "minimum sample" */
    Text name;  /* "answers" in "component answers: ..."; empty for keys that take none */
    Text value;
    size_t line;
    struct HeaderLine *children;
    size_t child_count;
    bool used;  /* read by someone: what nobody read is an error */
} HeaderLine;

typedef struct MetricFile {
    const char *name;
    HeaderLine *lines;
    size_t line_count;
    struct FileSelect { Text name; HeaderLine *children; size_t child_count; Text sql; } *selects;
    size_t select_count;
} MetricFile;

Status metric_file_read(Arena *arena, const char *name, Text file, MetricFile *ret_file, Error *error) MUST_CHECK;

/* The line of a key without a name; NULL when absent. Marks it used. */
HeaderLine *header_line(HeaderLine *lines, size_t count, const char *key);
/* Its value; empty when absent. */
Text header_value(HeaderLine *lines, size_t count, const char *key);
Status header_error(const MetricFile *file, const HeaderLine *line, Error *error, const char *format, ...)
    PRINTF_LIKE(4, 5);
/* Fails on the first line nobody read, naming the nearest key. */
Status header_check_used(const MetricFile *file, const HeaderLine *lines, size_t count, Error *error) MUST_CHECK;

#endif
