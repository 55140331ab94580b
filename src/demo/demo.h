/*
 * The sample company: 24 months of every fact, deterministic from scale and last day, with a story.
 *
 * "Rayhan" sells and services things for the home in six countries under three brands. What there is to find:
 * the phone team of Riyadh has answered ever later for four months, its satisfaction and with it the NPS of
 * "Rayhan Care" fall, and its own pulse, one-on-ones, training and staff turnover said so two months before;
 * small businesses leave since a price rise; the affiliates bring leads that do not buy.
 *
 * Facts are made by sql/demo inside the engine, in chunks of about a million rows. The same options give the
 * same rows on every machine: chance is integer arithmetic on a row's number.
 */
#ifndef DEMO_DEMO_H
#define DEMO_DEMO_H

#include "store/store.h"

#define DEMO_SCALE_LEAST 0.01
#define DEMO_SCALE_MOST 2000.0

typedef struct DemoOptions {
    double scale;      /* 1: some 170,000 facts; 600: 100 million */
    int32_t until;     /* the last day; the first is the first of its month, two years earlier */
    const char *only;  /* one fact kind (with all dimensions), for benchmarks; NULL: all */
    const char *csv;   /* also write the tickets as CSV here, for import benchmarks; NULL: no */
    void (*progress)(double share, void *context); /* NULL: none */
    void *progress_context;
} DemoOptions;

/* Says what is wrong with options: STATUS_INVALID_ARGUMENT. demo_fill() asks it itself. */
Status demo_check(const DemoOptions *options, Error *error) MUST_CHECK;

/* Makes the store at `path` (absent or empty) with the sample company's settings, calendar and working
 * hours, ready for demo_fill(). `until` as there: the holidays are those of its years. */
Status demo_create(const char *path, int32_t until, Error *error) MUST_CHECK;

/* Fills an applied store that holds no facts (STATUS_ALREADY_EXISTS otherwise) in its own time zone and
 * currency. Each chunk is a transaction with its batch, so that an interrupted fill leaves whole batches. */
Status demo_fill(Store *store, const DemoOptions *options, Error *error) MUST_CHECK;

/* What people do with the facts of a filled store, in the thread's language, as of today: KPIs with targets, objectives,
 * what the teams say about them, reviews that were held and that are open. */
Status demo_work(Store *store, Error *error) MUST_CHECK;

#endif
