#include "http/refusals.h"

#include "account/audit.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAME_BYTES = 128, PLACE_BYTES = 192, CLIENT_BYTES = 80, WHY_BYTES = 32 };

typedef struct Refusal {
    int64_t account, token;
    char name[NAME_BYTES], why[WHY_BYTES], place[PLACE_BYTES], client[CLIENT_BYTES];
    unsigned long long times;
} Refusal;

struct Refusals {
    pthread_mutex_t lock;
    Refusal kept[REFUSALS_MOST];
    size_t count;
    unsigned long long more; /* had no place */
};

Refusals *refusals_new(void)
{
    Refusals *refusals = calloc(1, sizeof *refusals);
    if (!refusals)
        abort();
    pthread_mutex_init(&refusals->lock, NULL);
    return refusals;
}

void refusals_free(Refusals *refusals)
{
    if (!refusals)
        return;
    pthread_mutex_destroy(&refusals->lock);
    free(refusals);
}

static bool same(const Refusal *a, const Refusal *b)
{
    return a->account == b->account && a->token == b->token && strcmp(a->why, b->why) == 0 &&
           strcmp(a->place, b->place) == 0 && strcmp(a->client, b->client) == 0;
}

void refusals_note(Refusals *refusals, const Principal *who, const char *why, const char *method, Text path, const char *client)
{
    Refusal refusal = {.account = who->account, .token = who->token, .times = 1};
    snprintf(refusal.name, sizeof refusal.name, "%s", who->account ? who->name : "");
    snprintf(refusal.why, sizeof refusal.why, "%s", why);
    snprintf(refusal.client, sizeof refusal.client, "%s", client);
    if (who->account)
        snprintf(refusal.place, sizeof refusal.place, "%s %.*s", method, (int)(path.length < PLACE_BYTES ? path.length : PLACE_BYTES),
                 path.bytes);
    pthread_mutex_lock(&refusals->lock);
    size_t at = 0;
    while (at < refusals->count && !same(&refusals->kept[at], &refusal))
        at++;
    if (at < refusals->count)
        refusals->kept[at].times++;
    else if (at < REFUSALS_MOST)
        refusals->kept[refusals->count++] = refusal;
    else
        refusals->more++;
    pthread_mutex_unlock(&refusals->lock);
}

static Status write_one(Store *store, const Refusal *refusal, Error *error)
{
    char detail[WHY_BYTES + 32];
    snprintf(detail, sizeof detail, refusal->times > 1 ? "%s, %llu times" : "%s", refusal->why, refusal->times);
    Principal who = {.account = refusal->account, .token = refusal->token, .name = refusal->name};
    AuditEntry entry = {.action = "access.refused", .target = refusal->place[0] ? refusal->place : NULL, .detail = detail,
                        .outcome = AUDIT_REFUSED, .origin = refusal->client};
    return audit_append(store, &who, &entry, error);
}

Status refusals_write(Refusals *refusals, Store *store, Error *error)
{
    Refusal *kept = calloc(REFUSALS_MOST, sizeof *kept);
    if (!kept)
        abort();
    pthread_mutex_lock(&refusals->lock);
    size_t count = refusals->count;
    unsigned long long more = refusals->more;
    memcpy(kept, refusals->kept, count * sizeof *kept);
    refusals->count = 0;
    refusals->more = 0;
    pthread_mutex_unlock(&refusals->lock);
    Status status = STATUS_OK;
    for (size_t i = 0; i < count && status == STATUS_OK; i++)
        status = write_one(store, &kept[i], error);
    free(kept);
    if (status == STATUS_OK && more)
        status = write_one(store, &(Refusal){.why = "others", .times = more}, error);
    return status;
}
