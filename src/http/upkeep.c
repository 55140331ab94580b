#include "http/upkeep.h"

#include "http/parts.h"
#include "http/post.h"

#define EVERY 60.0 /* seconds */

struct Upkeep {
    Job job; /* first: the job's address is its Upkeep's */
    Server *server;
    atomic_bool busy;
    double last;
};

Upkeep *upkeep_new(Server *server)
{
    Upkeep *upkeep = calloc(1, sizeof *upkeep);
    if (!upkeep)
        abort();
    upkeep->server = server;
    upkeep->last = monotonic_seconds();
    return upkeep;
}

void upkeep_free(Upkeep *upkeep)
{
    free(upkeep);
}

static void work(Job *job, FactsSession *session)
{
    Upkeep *upkeep = (Upkeep *)job;
    Error error = {0};
    if (!session)
        return;
    if (directory_tidy(upkeep->server->directory, &error) != STATUS_OK)
        fprintf(stderr, "mizan: %s\n", error.message);
    if (post_run(upkeep->server, &error) != STATUS_OK)
        fprintf(stderr, "mizan: %s\n", error.message);
}

static void done(Job *job)
{
    atomic_store(&((Upkeep *)job)->busy, false);
}

void upkeep_tick(Upkeep *upkeep)
{
    Server *server = upkeep->server;
    double now = monotonic_seconds();
    if (upkeep->busy || !server->jobs || server->stopping || (now - upkeep->last < EVERY && !post_is_waiting(server->post)))
        return;
    Error error;
    upkeep->last = now;
    upkeep->job = (Job){.class = JOB_BACKGROUND, .id = "upkeep", .socket = -1, .label = "upkeep", .work = work, .done = done};
    atomic_store(&upkeep->busy, true);
    if (jobs_submit(server->jobs, &upkeep->job, &error) != STATUS_OK)
        atomic_store(&upkeep->busy, false);
}
