/*
 * What the server does beside requests: tells the store when sessions and tokens were last used, drops what is over,
 * and sends mail. A job of the background, about once a minute, and soon where mail waits.
 */
#ifndef HTTP_UPKEEP_H
#define HTTP_UPKEEP_H

struct Server;
typedef struct Upkeep Upkeep;

Upkeep *upkeep_new(struct Server *server);
void upkeep_free(Upkeep *upkeep); /* NULL is allowed */
void upkeep_tick(Upkeep *upkeep);

#endif
