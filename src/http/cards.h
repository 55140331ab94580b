/*
 * The overview's cards: the latest value of each metric with up to 13 periods, computed once for a generation
 * of the store and shared by all who look, in any language. Any thread.
 */
#ifndef HTTP_CARDS_H
#define HTTP_CARDS_H

#include "http/range.h"
#include "metric/query.h"

enum { CARD_PERIODS = 13 };

typedef struct Cards Cards;

typedef struct Card {
    Status status;        /* not OK: `error` says why this metric has no card with these filters */
    Error error;
    MetricQuery query;
    MetricResult result;  /* rows by period; each with its fair previous one */
    const MetricRow *now; /* the latest with data; NULL: none */
} Card;

/* What is asked of each metric. */
typedef struct CardQuestion {
    QueryWords words;     /* without `id`, `variant`, `by`, `set` */
    const char *rows_key; /* of words.rows, as in Principal: cards are kept apart by it */
    uint64_t generation;
} CardQuestion;

/* Where answers come from. */
typedef struct CardSource {
    Store *store;
    FactsSession *session;
    const MetricRegistry *registry;
    const Organization *organization;
} CardSource;

Cards *cards_new(void);
void cards_free(Cards *cards); /* NULL is allowed */

/* The card of a metric, kept or computed with the session. Fails where the engine was interrupted or failed;
 * a question that the metric cannot answer is a card with a status. Given back with card_release(). */
Status card_take(Cards *cards, const CardSource *source, const Metric *metric, const CardQuestion *question,
                 const Card **ret_card, Error *error) MUST_CHECK;
void card_release(Cards *cards, const Card *card);

#endif
