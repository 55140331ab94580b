/*
 * What the server does beside requests and at its own times: the table of tasks stands in upkeep.c, one row each
 * (http/tasks.h). They run one after another as jobs of the background, when no one waits for the engine; one that
 * fails is logged and tried again, and the server's stop ends the one that runs.
 */
#ifndef HTTP_UPKEEP_H
#define HTTP_UPKEEP_H

struct Server;
typedef struct Upkeep Upkeep;

Upkeep *upkeep_new(struct Server *server);
void upkeep_free(Upkeep *upkeep); /* NULL is allowed */
/* What is not to be lost with the memory is written; nothing runs any more. */
void upkeep_end(struct Server *server);
void upkeep_tick(Upkeep *upkeep);

#endif
