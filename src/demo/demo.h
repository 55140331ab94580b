/*
 * The sample company: 24 months of every fact, deterministic from seed, scale and last day, with a story.
 */
#ifndef DEMO_DEMO_H
#define DEMO_DEMO_H

#include "store/store.h"

typedef struct DemoOptions {
    double scale;      /* 1: some 100,000 facts; 1000: 100 million */
    int32_t until;     /* the last day */
    const char *only;  /* one fact kind, for benchmarks; NULL: all */
    const char *csv;   /* also write the tickets as CSV here, for import benchmarks; NULL: no */
    void (*progress)(double share, void *context);
    void *progress_context;
} DemoOptions;

/* Fills an empty, applied store. Customers, teams, brands and all facts, coherent with one another. */
Status demo_fill(Store *store, const DemoOptions *options, Error *error) MUST_CHECK;

#endif
