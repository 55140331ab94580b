/* A metric while its file is read; shared by definition.c and variant.c alone. */
#ifndef METRIC_BUILDER_H
#define METRIC_BUILDER_H

#include "metric/definition.h"
#include "metric/header.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

typedef struct Builder {
    Arena *arena;
    MetricFile *file;
    Metric *metric;
    Error *error;
} Builder;

/* The place of a line's value in a list of words; what there is no place for is an error. `line` NULL: the
 * header lacks the key. */
Status builder_choose(const Builder *builder, HeaderLine *line, const char *key, const char *const *names, size_t count,
                      int *ret_index) MUST_CHECK;
size_t builder_count_key(const MetricFile *file, const char *key);
/* The variants, or one called "default" where the file names none. After components, parameters, selects. */
Status builder_read_variants(Builder *builder) MUST_CHECK;

/* The words of units and directions, by their enumerations. */
extern const char *const unit_names[8], *const better_names[3];

#endif
