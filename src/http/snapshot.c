#include "http/snapshot.h"

#include "base/translate.h"
#include "metric/own.h"

#include <pthread.h>
#include <stdatomic.h>

/* A snapshot with its memory and how many use it. */
typedef struct Held {
    Snapshot shared; /* first: a Snapshot's address is its Held's */
    Arena *arena;
    Organization organization;
    uint64_t own_version; /* of metric/own.h */
    size_t users;
    bool current;
} Held;

struct Snapshots {
    Store *store;
    MetricRegistry *shipped;
    pthread_mutex_t lock;
    Held *held;
    atomic_int today;
    const char *_Atomic language;
};

Snapshots *snapshots_new(Store *store, MetricRegistry *shipped)
{
    Snapshots *snapshots = calloc(1, sizeof *snapshots);
    if (!snapshots)
        abort();
    pthread_mutex_init(&snapshots->lock, NULL);
    snapshots->store = store;
    snapshots->shipped = metric_registry_keep(shipped);
    atomic_init(&snapshots->language, "en");
    return snapshots;
}

static void let_go(Held *held)
{
    if (!held || held->users || held->current)
        return;
    arena_free(held->arena);
    metric_registry_free(held->shared.registry);
    free(held);
}

void snapshots_free(Snapshots *snapshots)
{
    if (!snapshots)
        return;
    if (snapshots->held)
        snapshots->held->current = false;
    let_go(snapshots->held);
    pthread_mutex_destroy(&snapshots->lock);
    metric_registry_free(snapshots->shipped);
    free(snapshots);
}

uint64_t snapshots_generation(Snapshots *snapshots)
{
    enum { DAY_BITS = 20 }; /* 2,800 years */
    uint64_t day = (uint64_t)(uint32_t)snapshots->today & ((1U << DAY_BITS) - 1);
    return store_version(snapshots->store) << DAY_BITS | day;
}

const char *snapshots_language(Snapshots *snapshots)
{
    return snapshots->language;
}

/* The metrics: those of the last snapshot where nobody changed any, which is nearly always. The lock is held. */
static Status read_metrics(Snapshots *snapshots, Held *held, Error *error)
{
    Records *records = store_records(snapshots->store);
    TRY(own_version(records, held->arena, &held->own_version, error));
    if (!snapshots->held || snapshots->held->own_version != held->own_version)
        return own_registry(records, snapshots->shipped, &held->shared.registry, error);
    held->shared.registry = metric_registry_keep(snapshots->held->shared.registry);
    return STATUS_OK;
}

/* Reads the organization anew. The lock is held. */
static Status read_organization(Snapshots *snapshots, Held **ret_held, Error *error)
{
    Held *held = calloc(1, sizeof *held);
    if (!held)
        abort();
    held->arena = arena_new(/* ceiling= */ 0);
    uint64_t generation = snapshots_generation(snapshots);
    Status status = organization_read(snapshots->store, held->arena, &held->organization, error);
    if (status == STATUS_OK)
        status = read_metrics(snapshots, held, error);
    if (status != STATUS_OK) {
        let_go(held);
        return status;
    }
    held->shared.organization = &held->organization;
    held->shared.generation = generation;
    held->current = true;
    *ret_held = held;
    return STATUS_OK;
}

static const char *known_language(const char *language)
{
    for (size_t i = 0; translate_languages[i]; i++)
        if (strcmp(translate_languages[i], language) == 0)
            return translate_languages[i];
    return "en";
}

Status snapshot_take(Snapshots *snapshots, Snapshot **ret_snapshot, Error *error)
{
    pthread_mutex_lock(&snapshots->lock);
    Held *held = snapshots->held;
    Status status = STATUS_OK;
    if (!held || held->shared.generation != snapshots_generation(snapshots)) {
        Held *fresh;
        status = read_organization(snapshots, &fresh, error);
        if (status == STATUS_OK) {
            if (held)
                held->current = false;
            let_go(held);
            held = snapshots->held = fresh;
            atomic_store(&snapshots->language, known_language(held->organization.language));
            atomic_store(&snapshots->today, held->organization.today);
            /* Where the day was not known yet, the generation begins with it. */
            held->shared.generation = (held->shared.generation >> 20 << 20) | ((uint32_t)held->organization.today & 0xFFFFFU);
        }
    }
    if (status == STATUS_OK) {
        held->users++;
        *ret_snapshot = &held->shared;
    }
    pthread_mutex_unlock(&snapshots->lock);
    return status;
}

void snapshot_release(Snapshots *snapshots, Snapshot *snapshot)
{
    if (!snapshot)
        return;
    Held *held = (Held *)snapshot;
    pthread_mutex_lock(&snapshots->lock);
    held->users--;
    let_go(held);
    pthread_mutex_unlock(&snapshots->lock);
}

void snapshots_tick(Snapshots *snapshots)
{
    Snapshot *snapshot;
    Error error;
    int32_t today;
    if (snapshot_take(snapshots, &snapshot, &error) != STATUS_OK)
        return;
    if (day_today(snapshot->organization->time_zone, &today, &error) == STATUS_OK)
        atomic_store(&snapshots->today, today);
    snapshot_release(snapshots, snapshot);
}
