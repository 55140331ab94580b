/*
 * Which task of the background is next: a table of tasks, one row each, and when each is due. The clock is the caller's;
 * http/upkeep.c has the table and runs what is due.
 *
 * A task that fails is tried again after its usual time and does not keep the others from running.
 */
#ifndef HTTP_TASKS_H
#define HTTP_TASKS_H

#include "store/facts.h"

#include <stdbool.h>
#include <stddef.h>

struct Server;

typedef struct Task {
    const char *name;
    double every;  /* seconds from the end of one run to the next */
    double first;  /* seconds from the server's start to the first run */
    double limit;  /* seconds that a run may take in the engine; 0: none */
    /* On a thread of the pool; the server's stop interrupts `session`. */
    Status (*run)(struct Server *server, FactsSession *session, Error *error);
    /* Whether it is wanted before its time; asked about ten times a second, so quick. NULL: never. */
    bool (*called)(struct Server *server);
} Task;

typedef struct TaskState {
    double due;        /* of the caller's clock */
    unsigned failures; /* in a row */
} TaskState;

enum { NO_TASK = -1 };

void tasks_begin(const Task *tasks, TaskState *states, size_t count, double now);
/* The row of the task that has been due for longest; NO_TASK. */
int tasks_next(const Task *tasks, TaskState *states, size_t count, double now, struct Server *server);
/* A run has ended. Returns whether its failure is worth a line in the log: the first in a row, the second, the fourth,
 * and so on, so that a log is not filled with one trouble. */
bool task_ended(const Task *task, TaskState *state, double now, Status status);

#endif
