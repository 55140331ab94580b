/*
 * Jobs: the threads that ask the engine, and the registry of what runs now.
 *
 * A slow job must not delay a quick one. Jobs known to be slow hold at most all places but one. A job that
 * turns out slow gives its place up: after some time it no longer counts, and a further thread is started in
 * its stead, up to a bound. The queue is bounded as well; what does not fit is refused at once.
 *
 * A watchdog stops jobs whose time is over and those whose client has gone. The engine forgets an interrupt
 * that meets it between two statements, so it is repeated until the job has ended.
 */
#ifndef HTTP_JOBS_H
#define HTTP_JOBS_H

#include "store/facts.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Jobs Jobs;

typedef enum JobClass {
    JOB_QUICK,
    JOB_SLOW,       /* known to take long */
    JOB_IMPORT,     /* writes facts: one at a time, the others wait without holding a place */
    JOB_SECRET,     /* passwords: costly by intent, a few at a time, in a queue of their own */
    JOB_BACKGROUND, /* nobody waits for it: one at a time, when no other job waits */
} JobClass;

typedef enum JobEnd {
    JOB_GOES_ON,
    JOB_CANCELLED, /* by jobs_cancel() */
    JOB_TIMED_OUT,
    JOB_GONE,      /* the client closed the connection */
    JOB_STOPPED,   /* the server stops */
} JobEnd;

enum { JOB_ID_LENGTH = 64 };

/* How far a job says it is. Written and read by any thread. */
typedef struct JobProgress {
    _Atomic double share; /* 0 to 1; below 0: it does not say */
    _Atomic int64_t rows;
} JobProgress;

typedef struct Job Job;
struct Job {
    /* Set by the submitter. */
    char id[JOB_ID_LENGTH + 1];
    JobClass class;
    double limit;        /* seconds from its start; 0: none */
    int socket;          /* watched for the client's leaving; -1: none */
    const char *label;   /* said in lists: outlives the job */
    const char *client;  /* whose it is: of JOB_SECRET only a few of one client wait; NULL: nobody's */
    /* Does the work, on a thread of the pool. `session` is NULL where `end` says that the job is over before it
     * began: then only the refusal is to be prepared. */
    void (*work)(Job *job, FactsSession *session);
    /* Called last, when the pool no longer knows the job; may free it. */
    void (*done)(Job *job);
    /* The pool's own. */
    _Atomic JobEnd end;
    JobProgress progress;
    double submitted, started; /* seconds of the monotonic clock */
    FactsSession *session;
    Job *next, *previous;
};

typedef struct JobsOptions {
    int workers;      /* places: at least 2 */
    int extra;        /* threads beyond, in place of jobs that turned out slow */
    int secrets;      /* JOB_SECRET at a time: at least 1 */
    size_t queue;     /* jobs that may wait */
    size_t secret_queue; /* JOB_SECRET that may wait */
    int niceness;     /* of the pool's threads */
    void (*tick)(void *context); /* about ten times a second, on the watchdog's thread; NULL: none */
    void *tick_context;
} JobsOptions;

Status jobs_start(Facts *facts, const JobsOptions *options, Jobs **ret_jobs, Error *error) MUST_CHECK;
/* Refuses new jobs, waits up to `grace` seconds for the running ones, interrupts the rest, ends the threads.
 * Jobs that wait are ended at once. */
void jobs_stop(Jobs *jobs, double grace);
void jobs_free(Jobs *jobs); /* after jobs_stop(); NULL is allowed */

/* STATUS_STORE_BUSY: the queue is full or the pool stops. STATUS_CONFLICT: a job with this id is there. On
 * success work() and done() will be called. */
Status jobs_submit(Jobs *jobs, Job *job, Error *error) MUST_CHECK;
/* Ends a job that waits or runs. False when there is none with this id. */
bool jobs_cancel(Jobs *jobs, const char *id);

typedef struct JobState {
    const char *id, *label;
    bool running;
    double seconds;  /* since it was submitted */
    double progress; /* 0 to 1; below 0: not known */
    int64_t rows;    /* of an import: those that it has come to */
} JobState;
/* Calls `visit` for each job in the order of starting, then those that wait. `visit` must be quick. */
void jobs_visit(Jobs *jobs, void (*visit)(const JobState *state, void *context), void *context);

typedef struct JobCounts {
    size_t running, waiting, threads;
    unsigned long long refused, timed_out, cancelled, gone;
} JobCounts;
JobCounts jobs_counts(Jobs *jobs);

double monotonic_seconds(void);

#endif
