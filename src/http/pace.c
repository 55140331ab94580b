#include "http/pace.h"

#include "base/translate.h"

#include <pthread.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#define MINUTE ((int64_t)60 * 1000000)
enum { SETS = 512, WAYS = 4 };

typedef struct Count {
    uint64_t key;    /* 0: empty */
    int64_t minute;
    int steps;
} Count;

struct Pace {
    pthread_mutex_t lock;
    unsigned char salt[crypto_shorthash_KEYBYTES]; /* nobody can aim at another's count */
    Count counts[SETS][WAYS];
};

Pace *pace_new(void)
{
    Pace *pace = calloc(1, sizeof *pace);
    if (!pace)
        abort();
    pthread_mutex_init(&pace->lock, NULL);
    randombytes_buf(pace->salt, sizeof pace->salt);
    return pace;
}

void pace_free(Pace *pace)
{
    if (!pace)
        return;
    pthread_mutex_destroy(&pace->lock);
    free(pace);
}

/* The count of the key; a new one in the place of the one of its set whose minute is oldest. */
static Count *find(Pace *pace, uint64_t key, int64_t minute)
{
    Count *set = pace->counts[key % SETS], *oldest = &set[0];
    for (size_t i = 0; i < WAYS; i++) {
        if (set[i].key == key)
            return &set[i];
        if (set[i].minute < oldest->minute)
            oldest = &set[i];
    }
    *oldest = (Count){.key = key, .minute = minute};
    return oldest;
}

Status pace_step(Pace *pace, const char *client, int64_t now, int *ret_wait, Error *error)
{
    uint64_t key;
    crypto_shorthash((unsigned char *)&key, (const unsigned char *)client, strlen(client), pace->salt);
    int64_t minute = now / MINUTE;
    pthread_mutex_lock(&pace->lock);
    Count *count = find(pace, key ? key : 1, minute);
    if (count->minute != minute)
        *count = (Count){.key = count->key, .minute = minute};
    bool allowed = count->steps < PACE_A_MINUTE;
    count->steps += allowed;
    pthread_mutex_unlock(&pace->lock);
    if (allowed)
        return STATUS_OK;
    *ret_wait = (int)((MINUTE - now % MINUTE + 999999) / 1000000);
    error_set(error, STATUS_TOO_MANY, "%s", _("this was asked too often"));
    error_hint(error, _("try again in %d seconds"), *ret_wait);
    return error->status;
}
