#include "http/tasks.h"

void tasks_begin(const Task *tasks, TaskState *states, size_t count, double now)
{
    for (size_t i = 0; i < count; i++)
        states[i] = (TaskState){.due = now + tasks[i].first};
}

int tasks_next(const Task *tasks, TaskState *states, size_t count, double now, struct Server *server)
{
    int next = NO_TASK;
    for (size_t i = 0; i < count; i++) {
        /* Kept in the state: who is called while another one's turn comes first is not forgotten. */
        if (tasks[i].called && tasks[i].called(server) && states[i].due > now)
            states[i].due = now;
        if (states[i].due <= now && (next == NO_TASK || states[i].due < states[next].due))
            next = (int)i;
    }
    return next;
}

bool task_ended(const Task *task, TaskState *state, double now, Status status)
{
    state->due = now + task->every;
    if (status == STATUS_OK) {
        state->failures = 0;
        return false;
    }
    state->failures++;
    return (state->failures & (state->failures - 1)) == 0;
}
