#include "http/warm.h"

#include "http/cards.h"
#include "http/parts.h"
#include "http/upkeep.h"

#include <sys/stat.h>

enum { SMALL_STORE = 64 << 20 }; /* bytes */
#define DAY_LOOK 1.0     /* seconds between two looks at the clock */
#define SETTLED 2.0      /* seconds without a change before the cards are computed anew */

struct Warm {
    Job job; /* first: the job's address is its Warm's */
    Server *server;
    atomic_bool busy;
    uint64_t seen; /* generation */
    double seen_at, looked_at;
    bool small;            /* a store that costs little to read */
    _Atomic size_t count;  /* metrics, as of the last look */
    size_t next;           /* the metric that comes next: one a job, so that others get their turn */
};

Warm *warm_new(Server *server)
{
    Warm *warm = calloc(1, sizeof *warm);
    if (!warm)
        abort();
    warm->server = server;
    atomic_init(&warm->count, metric_registry_count(server->shipped));
    warm->seen = UINT64_MAX;
    char file[4096];
    struct stat found;
    snprintf(file, sizeof file, "%s/facts.duckdb", store_path(server->store));
    warm->small = stat(file, &found) == 0 && found.st_size < SMALL_STORE;
    return warm;
}

void warm_free(Warm *warm)
{
    free(warm);
}

static void work(Job *job, FactsSession *session)
{
    Warm *warm = (Warm *)job;
    Server *server = warm->server;
    Snapshot *snapshot;
    Error error;
    if (!session || snapshot_take(server->snapshots, &snapshot, &error) != STATUS_OK)
        return;
    CardQuestion question = {.words = {.period = "month"}, .rows_key = "", .generation = snapshot->generation};
    const Card *card;
    CardSource source = {server->store, session, snapshot->registry, snapshot->organization};
    warm->count = metric_registry_count(snapshot->registry);
    const Metric *metric = warm->next < warm->count ? metric_registry_at(snapshot->registry, warm->next) : NULL;
    if (metric && card_take(server->cards, &source, metric, &question, &card, &error) == STATUS_OK)
        card_release(server->cards, card);
    snapshot_release(server->snapshots, snapshot);
}

static void done(Job *job)
{
    Warm *warm = (Warm *)job;
    warm->next++;
    atomic_store(&warm->busy, false);
}

static void submit(Warm *warm)
{
    Error error;
    warm->job = (Job){.class = JOB_BACKGROUND, .socket = -1, .label = "overview", .work = work, .done = done,
                      .limit = warm->server->options.query_limit};
    snprintf(warm->job.id, sizeof warm->job.id, "overview-%zu", warm->next);
    atomic_store(&warm->busy, true);
    if (jobs_submit(warm->server->jobs, &warm->job, &error) != STATUS_OK)
        atomic_store(&warm->busy, false);
}

void warm_tick(void *warm_)
{
    Warm *warm = warm_;
    Server *server = warm->server;
    double now = monotonic_seconds();
    upkeep_tick(server->upkeep);
    if (warm->busy || !server->jobs || server->stopping)
        return;
    if (now - warm->looked_at >= DAY_LOOK) {
        snapshots_tick(server->snapshots);
        warm->looked_at = now;
    }
    uint64_t generation = snapshots_generation(server->snapshots);
    if (generation != warm->seen) {
        bool first = warm->seen == UINT64_MAX;
        warm->seen = generation;
        warm->seen_at = first ? now - SETTLED : now;
        warm->next = 0;
    }
    /* A large store's pages are not read into memory before someone comes. */
    if (!server->used && !warm->small)
        return;
    bool settled = now - warm->seen_at >= SETTLED;
    if (server->options.warm && settled && warm->next < warm->count)
        submit(warm);
}
