#include "http/uploads.h"

#include "http/jobs.h"

#include "base/text.h"
#include "base/translate.h"

#include <pthread.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { KEPT_MOST = 32, ID_BYTES = 16, UNUSED_SECONDS = 3600 };

typedef struct Kept {
    char id[ID_BYTES * 2 + 1]; /* "": a free place */
    char *path, *name;
    double used; /* monotonic seconds */
} Kept;

struct Uploads {
    pthread_mutex_t lock;
    Kept kept[KEPT_MOST];
};

Uploads *uploads_new(void)
{
    Uploads *uploads = calloc(1, sizeof *uploads);
    if (uploads)
        pthread_mutex_init(&uploads->lock, NULL);
    return uploads;
}

static void forget(Kept *kept)
{
    if (kept->path)
        unlink(kept->path);
    free(kept->path);
    free(kept->name);
    *kept = (Kept){0};
}

void uploads_free(Uploads *uploads)
{
    if (!uploads)
        return;
    for (size_t i = 0; i < KEPT_MOST; i++)
        forget(&uploads->kept[i]);
    pthread_mutex_destroy(&uploads->lock);
    free(uploads);
}

/* A free place, made where there is none by forgetting what was used longest ago. The lock is held. */
static Kept *make_place(Uploads *uploads)
{
    Kept *oldest = &uploads->kept[0];
    for (size_t i = 0; i < KEPT_MOST; i++) {
        Kept *kept = &uploads->kept[i];
        if (kept->id[0] && monotonic_seconds() - kept->used > UNUSED_SECONDS)
            forget(kept);
        if (!kept->id[0])
            oldest = kept;
        else if (oldest->id[0] && kept->used < oldest->used)
            oldest = kept;
    }
    forget(oldest);
    return oldest;
}

/* The lock is held. */
static Kept *find(Uploads *uploads, const char *id)
{
    for (size_t i = 0; i < KEPT_MOST; i++)
        if (*id && strcmp(uploads->kept[i].id, id) == 0)
            return &uploads->kept[i];
    return NULL;
}

static Upload describe(Arena *arena, const Kept *kept)
{
    return (Upload){arena_string(arena, kept->id), arena_string(arena, kept->path), arena_string(arena, kept->name)};
}

Status uploads_keep(Uploads *uploads, Arena *arena, const char *path, const char *name, Upload *ret_upload, Error *error)
{
    unsigned char random[ID_BYTES];
    Kept kept = {.path = strdup(path), .name = strdup(name), .used = monotonic_seconds()};
    if (!kept.path || !kept.name) {
        free(kept.path);
        free(kept.name);
        return error_set(error, STATUS_OUT_OF_MEMORY, "%s", _("out of memory"));
    }
    randombytes_buf(random, sizeof random);
    sodium_bin2hex(kept.id, sizeof kept.id, random, sizeof random);
    pthread_mutex_lock(&uploads->lock);
    Kept *place = make_place(uploads);
    *place = kept;
    *ret_upload = describe(arena, place);
    pthread_mutex_unlock(&uploads->lock);
    return STATUS_OK;
}

Status uploads_find(Uploads *uploads, Arena *arena, const char *id, Upload *ret_upload, Error *error)
{
    pthread_mutex_lock(&uploads->lock);
    Kept *kept = find(uploads, id);
    if (kept) {
        kept->used = monotonic_seconds();
        *ret_upload = describe(arena, kept);
    }
    pthread_mutex_unlock(&uploads->lock);
    if (kept)
        return STATUS_OK;
    error_set(error, STATUS_NOT_FOUND, "%s", _("the file is no longer here"));
    error_hint(error, "%s", _("send it again"));
    return error->status;
}

void uploads_drop(Uploads *uploads, const char *id)
{
    pthread_mutex_lock(&uploads->lock);
    Kept *kept = find(uploads, id);
    if (kept)
        forget(kept);
    pthread_mutex_unlock(&uploads->lock);
}
