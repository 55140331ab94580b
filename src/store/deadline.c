#include "store/deadline.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <time.h>

struct FactsDeadline {
    FactsSession *session;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t ended;
    struct timespec until;
    bool over, done;
};

static void add_milliseconds(struct timespec *time, int64_t milliseconds)
{
    time->tv_sec += milliseconds / 1000;
    time->tv_nsec += milliseconds % 1000 * 1000000;
    if (time->tv_nsec >= 1000000000) {
        time->tv_sec++;
        time->tv_nsec -= 1000000000;
    }
}

/* The engine forgets an interrupt that meets it between two statements, so it is repeated until the end. */
static void *watch(void *deadline_)
{
    enum { AGAIN_MS = 50 };
    FactsDeadline *deadline = deadline_;
    struct timespec until = deadline->until;
    pthread_mutex_lock(&deadline->lock);
    while (!deadline->done) {
        if (pthread_cond_timedwait(&deadline->ended, &deadline->lock, &until) != ETIMEDOUT || deadline->done)
            continue;
        deadline->over = true;
        facts_interrupt(deadline->session);
        add_milliseconds(&until, AGAIN_MS);
    }
    pthread_mutex_unlock(&deadline->lock);
    return NULL;
}

FactsDeadline *facts_deadline_begin(FactsSession *session, double seconds)
{
    FactsDeadline *deadline = calloc(1, sizeof *deadline);
    if (!deadline)
        return NULL;
    deadline->session = session;
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&deadline->ended, &monotonic);
    pthread_condattr_destroy(&monotonic);
    pthread_mutex_init(&deadline->lock, NULL);
    clock_gettime(CLOCK_MONOTONIC, &deadline->until);
    add_milliseconds(&deadline->until, (int64_t)(seconds * 1000));
    if (pthread_create(&deadline->thread, NULL, watch, deadline) == 0)
        return deadline;
    pthread_cond_destroy(&deadline->ended);
    pthread_mutex_destroy(&deadline->lock);
    free(deadline);
    return NULL;
}

bool facts_deadline_end(FactsDeadline *deadline)
{
    if (!deadline)
        return false;
    pthread_mutex_lock(&deadline->lock);
    deadline->done = true;
    pthread_cond_signal(&deadline->ended);
    pthread_mutex_unlock(&deadline->lock);
    pthread_join(deadline->thread, NULL);
    bool over = deadline->over;
    pthread_cond_destroy(&deadline->ended);
    pthread_mutex_destroy(&deadline->lock);
    free(deadline);
    return over;
}
