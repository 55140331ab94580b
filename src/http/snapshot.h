/*
 * The organization and its metrics as requests see them: read from the store once, shared, read anew when the store or the day
 * has changed. Any thread.
 */
#ifndef HTTP_SNAPSHOT_H
#define HTTP_SNAPSHOT_H

#include "metric/registry.h"
#include "organization/organization.h"

#include <stdint.h>

typedef struct Snapshots Snapshots;

typedef struct Snapshot {
    const Organization *organization;
    MetricRegistry *registry; /* shipped metrics and the organization's own */
    uint64_t generation;
} Snapshot;

Snapshots *snapshots_new(Store *store, MetricRegistry *shipped);
void snapshots_free(Snapshots *snapshots); /* NULL is allowed */

/* The organization as of now; handed back with snapshot_release(). */
Status snapshot_take(Snapshots *snapshots, Snapshot **ret_snapshot, Error *error) MUST_CHECK;
void snapshot_release(Snapshots *snapshots, Snapshot *snapshot); /* NULL is allowed */

/* The store's version and the organization's day in one number: what a kept answer is of. Takes nanoseconds. */
uint64_t snapshots_generation(Snapshots *snapshots);
/* The organization's language: "en" before the first snapshot. */
const char *snapshots_language(Snapshots *snapshots);
/* Looks whether the day has changed; to be called every second or so. */
void snapshots_tick(Snapshots *snapshots);

#endif
