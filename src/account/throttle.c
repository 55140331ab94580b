#include "account/throttle.h"

#include "account/account.h"
#include "base/translate.h"

#include <pthread.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

enum { SETS = 4096, WAYS = 8 };

typedef struct Count {
    uint64_t key;        /* 0: empty */
    int64_t last, until; /* of the last failure; until when attempts are refused */
    int failures;
    bool known;          /* of a pair: somebody has signed in from there */
} Count;

struct Throttle {
    pthread_mutex_t lock;
    unsigned char salt[crypto_shorthash_KEYBYTES]; /* nobody can aim at others' counts */
    Count counts[SETS][WAYS];
};

Throttle *throttle_new(void)
{
    Throttle *throttle = calloc(1, sizeof *throttle);
    if (!throttle)
        abort();
    pthread_mutex_init(&throttle->lock, NULL);
    randombytes_buf(throttle->salt, sizeof throttle->salt);
    return throttle;
}

void throttle_free(Throttle *throttle)
{
    if (!throttle)
        return;
    pthread_mutex_destroy(&throttle->lock);
    free(throttle);
}

static uint64_t key_of(const Throttle *throttle, char kind, const char *account, const char *address)
{
    char text[512];
    uint64_t key;
    int length = snprintf(text, sizeof text, "%c%s\n%s", kind, account, address);
    size_t used = (size_t)length < sizeof text ? (size_t)length : sizeof text - 1;
    crypto_shorthash((unsigned char *)&key, (const unsigned char *)text, used, throttle->salt);
    return key ? key : 1;
}

/* The count of the key; with `make` in the place of the one of its set that has been quiet longest. */
static Count *find(Throttle *throttle, uint64_t key, int64_t now, bool make)
{
    Count *set = throttle->counts[key % SETS], *oldest = &set[0];
    for (size_t i = 0; i < WAYS; i++) {
        if (set[i].key == key) {
            if (now - set[i].last > (int64_t)THROTTLE_FORGET * ACCOUNT_SECOND)
                set[i].failures = 0;
            return &set[i];
        }
        if (set[i].last < oldest->last)
            oldest = &set[i];
    }
    if (!make)
        return NULL;
    *oldest = (Count){.key = key};
    return oldest;
}

typedef struct Keys {
    uint64_t pair, address, account;
} Keys;

static Keys keys_of(const Throttle *throttle, const char *account, const char *address)
{
    return (Keys){key_of(throttle, 'p', account, address), key_of(throttle, 'a', "", address),
                  key_of(throttle, 'n', account, "")};
}

static int64_t until_of(Throttle *throttle, uint64_t key, int64_t now)
{
    const Count *count = find(throttle, key, now, /* make= */ false);
    return count ? count->until : 0;
}

Status throttle_admit(Throttle *throttle, const char *account, const char *address, int64_t now, int *ret_wait,
                      Error *error)
{
    Keys keys = keys_of(throttle, account, address);
    pthread_mutex_lock(&throttle->lock);
    const Count *pair = find(throttle, keys.pair, now, /* make= */ false);
    int64_t until = pair ? pair->until : 0, other = until_of(throttle, keys.address, now);
    until = other > until ? other : until;
    other = pair && pair->known ? 0 : until_of(throttle, keys.account, now);
    until = other > until ? other : until;
    pthread_mutex_unlock(&throttle->lock);
    if (until <= now)
        return STATUS_OK;
    *ret_wait = (int)((until - now + ACCOUNT_SECOND - 1) / ACCOUNT_SECOND);
    error_set(error, STATUS_TOO_MANY, "%s", _("too many attempts went wrong"));
    error_hint(error, _("try again in %d seconds"), *ret_wait);
    return error->status;
}

static void count_failure(Throttle *throttle, uint64_t key, int free_ones, int64_t now)
{
    Count *count = find(throttle, key, now, /* make= */ true);
    count->last = now;
    count->failures++;
    int over = count->failures - free_ones;
    int64_t delay = over < 0 ? 0 : over > 10 ? THROTTLE_LONGEST : (int64_t)1 << over;
    count->until = now + (delay > THROTTLE_LONGEST ? THROTTLE_LONGEST : delay) * ACCOUNT_SECOND;
}

void throttle_failed(Throttle *throttle, const char *account, const char *address, int64_t now)
{
    Keys keys = keys_of(throttle, account, address);
    pthread_mutex_lock(&throttle->lock);
    count_failure(throttle, keys.pair, THROTTLE_FREE_PAIR, now);
    count_failure(throttle, keys.address, THROTTLE_FREE_ADDRESS, now);
    count_failure(throttle, keys.account, THROTTLE_FREE_ACCOUNT, now);
    pthread_mutex_unlock(&throttle->lock);
}

void throttle_succeeded(Throttle *throttle, const char *account, const char *address, int64_t now)
{
    Keys keys = keys_of(throttle, account, address);
    pthread_mutex_lock(&throttle->lock);
    Count *pair = find(throttle, keys.pair, now, /* make= */ true);
    *pair = (Count){.key = keys.pair, .last = now, .known = true};
    pthread_mutex_unlock(&throttle->lock);
}
