#include "import/progress.h"

#include "base/translate.h"

#include <pthread.h>
#include <stdatomic.h>
#include <time.h>

struct Progress {
    FactsSession *session;
    const ImportOptions *options;
    int64_t bytes, rows;
    pthread_t thread;
    atomic_bool stop;
};

static void tell(Progress *progress, double share)
{
    ImportProgress now = {.bytes_total = progress->bytes, .stage = N_("reading")};
    if (share > 1)
        share = 1;
    if (share > 0) {
        now.bytes_done = (int64_t)(share * (double)progress->bytes);
        now.rows = (int64_t)(share * (double)progress->rows);
    }
    progress->options->progress(&now, progress->options->progress_context);
}

static void *watch(void *argument)
{
    Progress *progress = argument;
    while (!atomic_load(&progress->stop)) {
        tell(progress, facts_progress(progress->session));
        nanosleep(&(struct timespec){.tv_nsec = 100000000}, NULL);
    }
    return NULL;
}

Progress *progress_start(FactsSession *session, Arena *arena, const ImportOptions *options, const Source *sources)
{
    if (!options->progress)
        return NULL;
    Error ignored; /* without the count the file is imported all the same */
    (void)!facts_track_progress(session, &ignored);
    Progress *progress = ARENA_NEW(arena, Progress);
    progress->session = session;
    progress->options = options;
    for (size_t i = 0; i < options->file_count; i++) {
        progress->bytes += sources[i].scan.bytes;
        progress->rows += sources[i].rows > 0 ? sources[i].rows : 0;
    }
    if (pthread_create(&progress->thread, NULL, watch, progress) != 0)
        return NULL;
    return progress;
}

void progress_stop(Progress *progress)
{
    if (!progress)
        return;
    atomic_store(&progress->stop, true);
    pthread_join(progress->thread, NULL);
}
