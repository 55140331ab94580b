#include "http/jobs.h"

#include "base/translate.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#define TURNED_OUT_SLOW 0.3 /* seconds after which a running job gives its place up */
#define IDLE_SURPLUS 5      /* seconds that a thread beyond the places waits for another job */
enum { TICK_MILLISECONDS = 50, CLASSES = 5, SECRETS_OF_ONE = 4 };

typedef struct JobList {
    Job *first, *last;
    size_t count;
} JobList;

struct Jobs {
    pthread_mutex_t lock;
    pthread_cond_t wake;  /* a job waits, or the pool stops */
    pthread_cond_t ended; /* a job or a thread has ended */
    Facts *facts;
    JobsOptions options;
    JobList waiting[CLASSES], running;
    size_t running_slow, running_imports, running_secrets, running_background;
    size_t threads, idle;
    bool stopping, watching;
    pthread_t watchdog;
    JobCounts counts;
};

double monotonic_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void list_append(JobList *list, Job *job)
{
    job->next = NULL;
    job->previous = list->last;
    *(list->last ? &list->last->next : &list->first) = job;
    list->last = job;
    list->count++;
}

static void list_remove(JobList *list, Job *job)
{
    *(job->previous ? &job->previous->next : &list->first) = job->next;
    *(job->next ? &job->next->previous : &list->last) = job->previous;
    list->count--;
}

static size_t waiting_count(const Jobs *jobs)
{
    return jobs->waiting[JOB_QUICK].count + jobs->waiting[JOB_SLOW].count + jobs->waiting[JOB_IMPORT].count;
}

/* The list of which the next job may start now; NULL: none. Imports come before other slow jobs, which would
 * otherwise keep them waiting for ever; there is one of them at a time. The lock is held. */
static JobList *startable(Jobs *jobs)
{
    JobList *waiting = jobs->waiting;
    bool slow_place = jobs->running_slow + jobs->running_imports + 1 < (size_t)jobs->options.workers;
    if (waiting[JOB_QUICK].count)
        return &waiting[JOB_QUICK];
    if (waiting[JOB_SECRET].count && jobs->running_secrets < (size_t)jobs->options.secrets)
        return &waiting[JOB_SECRET];
    if (waiting[JOB_IMPORT].count && !jobs->running_imports && slow_place)
        return &waiting[JOB_IMPORT];
    if (waiting[JOB_SLOW].count && slow_place)
        return &waiting[JOB_SLOW];
    if (waiting[JOB_BACKGROUND].count && !jobs->running_background && !waiting[JOB_SLOW].count)
        return &waiting[JOB_BACKGROUND];
    return NULL;
}

static void count_running(Jobs *jobs, JobClass class, size_t change)
{
    size_t *const counts[CLASSES] = {[JOB_SLOW] = &jobs->running_slow, [JOB_IMPORT] = &jobs->running_imports,
                                     [JOB_SECRET] = &jobs->running_secrets,
                                     [JOB_BACKGROUND] = &jobs->running_background};
    if (counts[class])
        *counts[class] += change;
}

/* The next job that may start now; NULL: none. The lock is held. */
static Job *take_job(Jobs *jobs)
{
    JobList *from = startable(jobs);
    if (!from)
        return NULL;
    Job *job = from->first;
    list_remove(from, job);
    list_append(&jobs->running, job);
    count_running(jobs, job->class, 1);
    job->started = monotonic_seconds();
    return job;
}

/* Threads there should be: the places, and one for each job that turned out slow. */
static size_t wanted_threads(const Jobs *jobs)
{
    double slow_since = monotonic_seconds() - TURNED_OUT_SLOW;
    size_t slow = 0;
    for (const Job *job = jobs->running.first; job; job = job->next)
        slow += job->started < slow_since;
    size_t extra = (size_t)jobs->options.extra;
    return (size_t)jobs->options.workers + (slow < extra ? slow : extra);
}

/* Who looks at the running questions sees how far they are. */
static Status open_session(Jobs *jobs, FactsSession **ret_session, Error *error)
{
    TRY(facts_session_open(jobs->facts, ret_session, error));
    Error ignored;
    (void)!facts_track_progress(*ret_session, &ignored);
    return STATUS_OK;
}

/* A session fit for the next job: one that was interrupted may be left within a failed transaction. NULL: the
 * engine gives none. */
static FactsSession *renew_session(Jobs *jobs, FactsSession *session, bool interrupted)
{
    facts_rollback(session);
    if (!interrupted)
        return session;
    facts_session_close(session);
    FactsSession *fresh = NULL;
    Error error;
    return open_session(jobs, &fresh, &error) == STATUS_OK ? fresh : NULL;
}

static void run_job(Jobs *jobs, Job *job, FactsSession **session)
{
    job->session = *session;
    pthread_mutex_unlock(&jobs->lock);
    job->work(job, job->end == JOB_GOES_ON ? *session : NULL);
    pthread_mutex_lock(&jobs->lock);
    job->session = NULL; /* from here on nobody interrupts it */
    bool interrupted = job->end != JOB_GOES_ON;
    pthread_mutex_unlock(&jobs->lock);
    *session = renew_session(jobs, *session, interrupted);
    pthread_mutex_lock(&jobs->lock);
    list_remove(&jobs->running, job);
    count_running(jobs, job->class, (size_t)-1);
    pthread_cond_broadcast(&jobs->ended);
    pthread_mutex_unlock(&jobs->lock);
    job->done(job);
    pthread_mutex_lock(&jobs->lock);
}

/* Waits for work; false: the thread is no longer needed. The lock is held. */
static bool wait_for_work(Jobs *jobs)
{
    if (jobs->stopping)
        return false;
    jobs->idle++;
    int result = 0;
    if (jobs->threads > (size_t)jobs->options.workers) {
        struct timespec until;
        clock_gettime(CLOCK_MONOTONIC, &until);
        until.tv_sec += IDLE_SURPLUS;
        result = pthread_cond_timedwait(&jobs->wake, &jobs->lock, &until);
    } else {
        pthread_cond_wait(&jobs->wake, &jobs->lock);
    }
    jobs->idle--;
    return result != ETIMEDOUT || jobs->threads <= (size_t)jobs->options.workers;
}

static void *worker_main(void *argument)
{
    Jobs *jobs = argument;
    /* The network's threads come first; on Linux a thread has its own niceness. */
    (void)setpriority(PRIO_PROCESS, (id_t)syscall(SYS_gettid), jobs->options.niceness);
    FactsSession *session = NULL;
    Error error = {0};
    Status status = open_session(jobs, &session, &error);
    pthread_mutex_lock(&jobs->lock);
    for (bool go_on = status == STATUS_OK; go_on && session;) {
        Job *job = take_job(jobs);
        if (job)
            run_job(jobs, job, &session);
        else
            go_on = wait_for_work(jobs);
    }
    pthread_mutex_unlock(&jobs->lock);
    facts_session_close(session);
    pthread_mutex_lock(&jobs->lock);
    jobs->threads--;
    pthread_cond_broadcast(&jobs->ended);
    pthread_mutex_unlock(&jobs->lock);
    return NULL;
}

/* Starts threads where jobs wait and none is idle. The lock is held. */
static void start_threads(Jobs *jobs)
{
    size_t wanted = wanted_threads(jobs);
    if (jobs->threads >= wanted || jobs->idle || !(waiting_count(jobs) + jobs->waiting[JOB_SECRET].count + jobs->waiting[JOB_BACKGROUND].count))
        return;
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    pthread_t thread;
    if (pthread_create(&thread, &attributes, worker_main, jobs) == 0)
        jobs->threads++;
    pthread_attr_destroy(&attributes);
}

static bool client_has_gone(const Job *job)
{
    struct pollfd watched = {.fd = job->socket, .events = POLLRDHUP};
    return job->socket >= 0 && poll(&watched, 1, 0) == 1 && (watched.revents & (POLLRDHUP | POLLHUP | POLLERR));
}

static void end_job(Jobs *jobs, Job *job, JobEnd end)
{
    JobEnd goes_on = JOB_GOES_ON;
    if (!atomic_compare_exchange_strong(&job->end, &goes_on, end))
        return;
    jobs->counts.timed_out += end == JOB_TIMED_OUT;
    jobs->counts.cancelled += end == JOB_CANCELLED;
    jobs->counts.gone += end == JOB_GONE;
}

static void watch_running(Jobs *jobs)
{
    double now = monotonic_seconds();
    for (Job *job = jobs->running.first; job; job = job->next) {
        if (job->limit > 0 && now - job->started > job->limit)
            end_job(jobs, job, JOB_TIMED_OUT);
        else if (client_has_gone(job))
            end_job(jobs, job, JOB_GONE);
        if (job->end != JOB_GOES_ON && job->session)
            facts_interrupt(job->session);
    }
}

/* A job that waits and is over: answered from the calling thread. The lock is held and given up meanwhile. */
static void finish_waiting(Jobs *jobs, Job *job)
{
    list_remove(&jobs->waiting[job->class], job);
    pthread_mutex_unlock(&jobs->lock);
    job->work(job, NULL);
    job->done(job);
    pthread_mutex_lock(&jobs->lock);
}

/* A waiting job whose client has gone; NULL: none. */
static Job *find_gone(Jobs *jobs)
{
    for (size_t class = 0; class < CLASSES; class++)
        for (Job *job = jobs->waiting[class].first; job; job = job->next)
            if (client_has_gone(job))
                return job;
    return NULL;
}

static void *watchdog_main(void *argument)
{
    Jobs *jobs = argument;
    struct timespec pause = {.tv_nsec = TICK_MILLISECONDS * 1000000L};
    pthread_mutex_lock(&jobs->lock);
    while (jobs->watching) {
        watch_running(jobs);
        for (Job *job = find_gone(jobs); job; job = find_gone(jobs)) {
            end_job(jobs, job, JOB_GONE);
            finish_waiting(jobs, job);
        }
        start_threads(jobs);
        pthread_mutex_unlock(&jobs->lock);
        if (jobs->options.tick)
            jobs->options.tick(jobs->options.tick_context);
        nanosleep(&pause, NULL);
        pthread_mutex_lock(&jobs->lock);
    }
    pthread_mutex_unlock(&jobs->lock);
    return NULL;
}

Status jobs_start(Facts *facts, const JobsOptions *options, Jobs **ret_jobs, Error *error)
{
    Jobs *jobs = calloc(1, sizeof *jobs);
    if (!jobs)
        return error_set(error, STATUS_OUT_OF_MEMORY, "%s", _("out of memory"));
    pthread_mutex_init(&jobs->lock, NULL);
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&jobs->wake, &monotonic);
    pthread_cond_init(&jobs->ended, &monotonic);
    pthread_condattr_destroy(&monotonic);
    jobs->facts = facts;
    jobs->options = *options;
    jobs->watching = true;
    int result = pthread_create(&jobs->watchdog, NULL, watchdog_main, jobs);
    if (result) {
        free(jobs);
        return error_set_errno(error, result, "%s", _("a thread could not be started"));
    }
    *ret_jobs = jobs;
    return STATUS_OK;
}

/* Waits for the running jobs until the moment; false: some still run. The lock is held. */
static bool wait_for_running(Jobs *jobs, double grace)
{
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += (time_t)grace;
    while (jobs->running.count - jobs->running_background)
        if (pthread_cond_timedwait(&jobs->ended, &jobs->lock, &until) == ETIMEDOUT)
            return false;
    return true;
}

void jobs_stop(Jobs *jobs, double grace)
{
    pthread_mutex_lock(&jobs->lock);
    jobs->stopping = true;
    for (size_t class = 0; class < CLASSES; class++)
        while (jobs->waiting[class].first) {
            end_job(jobs, jobs->waiting[class].first, JOB_STOPPED);
            finish_waiting(jobs, jobs->waiting[class].first);
        }
    for (Job *job = jobs->running.first; job; job = job->next)
        if (job->class == JOB_BACKGROUND)
            end_job(jobs, job, JOB_STOPPED);
    if (!wait_for_running(jobs, grace))
        for (Job *job = jobs->running.first; job; job = job->next)
            end_job(jobs, job, JOB_STOPPED); /* the watchdog interrupts them until they end */
    pthread_cond_broadcast(&jobs->wake);
    while (jobs->threads)
        pthread_cond_wait(&jobs->ended, &jobs->lock);
    jobs->watching = false;
    pthread_mutex_unlock(&jobs->lock);
    pthread_join(jobs->watchdog, NULL);
}

void jobs_free(Jobs *jobs)
{
    if (!jobs)
        return;
    pthread_mutex_destroy(&jobs->lock);
    pthread_cond_destroy(&jobs->wake);
    pthread_cond_destroy(&jobs->ended);
    free(jobs);
}

static Job *find_in(const JobList *list, const char *id)
{
    for (Job *job = list->first; job; job = job->next)
        if (strcmp(job->id, id) == 0)
            return job;
    return NULL;
}

static Job *find_waiting(const Jobs *jobs, const char *id)
{
    Job *job = NULL;
    for (size_t class = 0; class < CLASSES && !job; class++)
        job = find_in(&jobs->waiting[class], id);
    return job;
}

/* One client's passwords do not fill the queue of all. */
static bool waits_too_much(const Jobs *jobs, const Job *job)
{
    int same = 0;
    if (job->class == JOB_SECRET && job->client)
        for (const Job *other = jobs->waiting[JOB_SECRET].first; other; other = other->next)
            same += other->client && strcmp(other->client, job->client) == 0;
    return same >= SECRETS_OF_ONE;
}

/* May the job be taken? The lock is held. */
static Status admit(Jobs *jobs, const Job *job, Error *error)
{
    if (jobs->stopping)
        return error_set(error, STATUS_STORE_BUSY, "%s", _("the server is stopping"));
    if (find_in(&jobs->running, job->id) || find_waiting(jobs, job->id)) {
        error_set(error, STATUS_CONFLICT, "%s", _("a query with this id is running"));
        error_value(error, job->id, strlen(job->id));
        return error->status;
    }
    if (waits_too_much(jobs, job)) {
        jobs->counts.refused++;
        error_set(error, STATUS_TOO_MANY, "%s", _("too many attempts at once"));
        error_hint(error, "%s", _("try again in a moment"));
        return error->status;
    }
    /* Slow jobs may fill half of the queue, so that quick ones find room. */
    size_t slow = jobs->waiting[JOB_SLOW].count + jobs->waiting[JOB_IMPORT].count;
    bool full = waiting_count(jobs) >= jobs->options.queue ||
                ((job->class == JOB_SLOW || job->class == JOB_IMPORT) && slow >= jobs->options.queue / 2);
    if (job->class == JOB_SECRET)
        full = jobs->waiting[JOB_SECRET].count >= jobs->options.secret_queue;
    if (full) {
        jobs->counts.refused++;
        error_set(error, STATUS_STORE_BUSY, "%s", _("too many requests are waiting"));
        error_hint(error, "%s", _("try again in a moment"));
        return error->status;
    }
    return STATUS_OK;
}

Status jobs_submit(Jobs *jobs, Job *job, Error *error)
{
    job->end = JOB_GOES_ON;
    job->session = NULL;
    job->progress.share = -1;
    job->progress.rows = 0;
    job->submitted = monotonic_seconds();
    pthread_mutex_lock(&jobs->lock);
    Status status = admit(jobs, job, error);
    if (status == STATUS_OK) {
        list_append(&jobs->waiting[job->class], job);
        start_threads(jobs);
        pthread_cond_signal(&jobs->wake);
    }
    pthread_mutex_unlock(&jobs->lock);
    return status;
}

bool jobs_cancel(Jobs *jobs, const char *id)
{
    pthread_mutex_lock(&jobs->lock);
    Job *running = find_in(&jobs->running, id);
    Job *waiting = running ? NULL : find_waiting(jobs, id);
    bool found = running || waiting;
    if (running) {
        end_job(jobs, running, JOB_CANCELLED);
        if (running->session)
            facts_interrupt(running->session);
    } else if (waiting) {
        end_job(jobs, waiting, JOB_CANCELLED);
        finish_waiting(jobs, waiting);
    }
    pthread_mutex_unlock(&jobs->lock);
    return found;
}

static void visit_list(const JobList *list, bool running, void (*visit)(const JobState *, void *), void *context)
{
    double now = monotonic_seconds();
    for (const Job *job = list->first; job; job = job->next) {
        double said = job->progress.share;
        JobState state = {.id = job->id, .label = job->label, .running = running,
                          .seconds = now - job->submitted, .rows = job->progress.rows,
                          .progress = said >= 0 ? said : job->session ? facts_progress(job->session) : -1};
        visit(&state, context);
    }
}

void jobs_visit(Jobs *jobs, void (*visit)(const JobState *state, void *context), void *context)
{
    pthread_mutex_lock(&jobs->lock);
    visit_list(&jobs->running, /* running= */ true, visit, context);
    for (size_t class = 0; class < CLASSES; class++)
        visit_list(&jobs->waiting[class], /* running= */ false, visit, context);
    pthread_mutex_unlock(&jobs->lock);
}

JobCounts jobs_counts(Jobs *jobs)
{
    pthread_mutex_lock(&jobs->lock);
    JobCounts counts = jobs->counts;
    counts.running = jobs->running.count;
    counts.waiting = waiting_count(jobs) + jobs->waiting[JOB_SECRET].count;
    counts.threads = jobs->threads;
    pthread_mutex_unlock(&jobs->lock);
    return counts;
}
