#include "http/upkeep.h"

#include "http/audit_feed.h"
#include "base/translate.h"
#include "http/parts.h"
#include "http/post.h"
#include "http/remind.h"
#include "http/refusals.h"
#include "http/tasks.h"
#include "review/review.h"

/* Sessions and tokens: when they were last used; what is over goes. */
static Status tidy(Server *server, FactsSession *session, Error *error)
{
    (void)session;
    return directory_tidy(server->directory, error);
}

static Status send_mail(Server *server, FactsSession *session, Error *error)
{
    (void)session;
    return post_run(server, error);
}

static bool mail_waits(Server *server)
{
    return post_is_waiting(server->post);
}

static Status write_refusals(Server *server, FactsSession *session, Error *error)
{
    (void)session;
    return refusals_write(server->refusals, server->store, error);
}

static Status feed_audit(Server *server, FactsSession *session, Error *error)
{
    (void)session;
    return audit_feed_run(server, error);
}

/* Reviews whose day has come. */
static Status prepare_reviews(Server *server, FactsSession *session, Error *error)
{
    Snapshot *snapshot;
    TRY(snapshot_take(server->snapshots, &snapshot, error));
    KpiAsker asker = {server->store, session, snapshot->registry, snapshot->organization, NULL};
    Status status = STATUS_OK;
    translate_set_language(snapshot->organization->language);
    for (int kind = 0; kind < REVIEW_KINDS && status == STATUS_OK; kind++) {
        int64_t number;
        status = review_prepare_due(&asker, (ReviewKind)kind, &number, error);
    }
    snapshot_release(server->snapshots, snapshot);
    return status;
}

static Status remind(Server *server, FactsSession *session, Error *error)
{
    (void)session;
    return remind_all(server, error);
}

/* One row each; what waits long for another machine comes last. */
static const Task tasks[] = {
    {.name = "tidy", .every = 60, .first = 60, .run = tidy},
    {.name = "refusals", .every = 30, .first = 30, .run = write_refusals},
    {.name = "audit", .every = 5, .first = 1, .run = feed_audit},
    {.name = "reviews", .every = 600, .first = 5, .limit = 600, .run = prepare_reviews},
    {.name = "remind", .every = 600, .first = 60, .run = remind},
    {.name = "mail", .every = 60, .first = 60, .run = send_mail, .called = mail_waits},
};
enum { TASKS = sizeof tasks / sizeof tasks[0] };

struct Upkeep {
    Job job; /* first: the job's address is its Upkeep's */
    Server *server;
    atomic_bool busy;
    TaskState states[TASKS]; /* while it is busy, the job's; else the watchdog's */
    int task;                /* the one that runs */
};

Upkeep *upkeep_new(Server *server)
{
    Upkeep *upkeep = calloc(1, sizeof *upkeep);
    if (!upkeep)
        abort();
    upkeep->server = server;
    tasks_begin(tasks, upkeep->states, TASKS, monotonic_seconds());
    return upkeep;
}

void upkeep_free(Upkeep *upkeep)
{
    free(upkeep);
}

static void work(Job *job, FactsSession *session)
{
    Upkeep *upkeep = (Upkeep *)job;
    const Task *task = &tasks[upkeep->task];
    Error error = {0};
    if (!session)
        return;
    Status status = task->run(upkeep->server, session, &error);
    bool worth = task_ended(task, &upkeep->states[upkeep->task], monotonic_seconds(), status);
    if (worth && job->end == JOB_GOES_ON)
        fprintf(stderr, "mizan: %s: %s\n", task->name, error.message);
}

static void done(Job *job)
{
    atomic_store(&((Upkeep *)job)->busy, false);
}

void upkeep_end(Server *server)
{
    Error error = {0};
    Status status = refusals_write(server->refusals, server->store, &error);
    if (status == STATUS_OK)
        status = audit_feed_run(server, &error);
    if (status != STATUS_OK)
        fprintf(stderr, "mizan: %s\n", error.message);
}

void upkeep_tick(Upkeep *upkeep)
{
    Server *server = upkeep->server;
    if (upkeep->busy || !server->jobs || server->stopping)
        return;
    int next = tasks_next(tasks, upkeep->states, TASKS, monotonic_seconds(), server);
    if (next == NO_TASK)
        return;
    Error error;
    upkeep->task = next;
    upkeep->job = (Job){.class = JOB_BACKGROUND, .id = "upkeep", .socket = -1, .label = tasks[next].name, .work = work,
                        .done = done, .limit = tasks[next].limit};
    atomic_store(&upkeep->busy, true);
    if (jobs_submit(server->jobs, &upkeep->job, &error) != STATUS_OK)
        atomic_store(&upkeep->busy, false);
}
