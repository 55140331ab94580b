/*
 * Answers kept for requests that come again: bounded, the least recently used goes first.
 *
 * An entry is of a generation (the store's version and the day; of answers about goals also how often those were
 * changed); one of another generation is not found, and goes when it is met. Any thread.
 */
#ifndef HTTP_CACHE_H
#define HTTP_CACHE_H

#include "http/answer.h"

#include <stdint.h>

typedef struct Cache Cache;

typedef struct Generation {
    uint64_t store;
    uint64_t goals; /* of an entry: 0 where it says nothing of goals, and stays when they change */
} Generation;

Cache *cache_new(size_t limit); /* bytes */
void cache_free(Cache *cache);  /* NULL is allowed */

/* The answer kept under the key, with a reference for the caller; NULL when there is none. */
Answer *cache_find(Cache *cache, Text key, Generation now);
/* Keeps the answer (with a reference of its own); one larger than an eighth of the limit is not kept. */
void cache_put(Cache *cache, Text key, Generation generation, Answer *answer);

typedef struct CacheCounts {
    uint64_t hits, misses, entries, bytes;
} CacheCounts;
CacheCounts cache_counts(Cache *cache);

#endif
