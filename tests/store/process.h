/* The helper as a child of a test. */
#ifndef TESTS_STORE_PROCESS_H
#define TESTS_STORE_PROCESS_H

#include <stdio.h>
#include <sys/types.h>

typedef struct Process {
    pid_t pid;
    FILE *output;
    int input;
} Process;

/* Starts HELPER with two or three words. */
Process process_start(const char *verb, const char *store, const char *argument);
/* Kills with -9 and takes what it had written; the last whole number among it, or 0. */
long process_kill(Process *process);
int process_finish(Process *process); /* closes its input and waits: the exit status */

#endif
