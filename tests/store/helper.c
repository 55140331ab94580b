/*
 * Another process, for tests that need one.
 *
 *   helper hold STORE         opens, says "held", waits until its input ends
 *   helper write STORE ROWS   commits batches of ROWS rows for ever and says each batch's number once it is
 *                             acknowledged; every seventh time writes the log back
 *   helper fill STORE         writes until its files may not grow, tries on, and tells how it went
 */
#include "store/store.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

static void demand(Status status, const Error *error)
{
    if (status == STATUS_OK)
        return;
    printf("%s %s\n", status_name(status), error->message);
    exit(1);
}

static Status insert(FactsSession *session, int64_t batch, int64_t rows, Error *error)
{
    Value parameters[] = {value_integer(batch), value_integer(rows)};
    TRY(facts_begin(session, error));
    Status status = facts_execute(session,
                                  "INSERT INTO brand (brand, name, batch) "
                                  "SELECT md5(random()::VARCHAR), md5(random()::VARCHAR), $1 FROM range($2)",
                                  parameters, 2, NULL, error);
    if (status == STATUS_OK)
        status = facts_execute(session,
                               "INSERT INTO batch (batch, kind, committed_at, added) "
                               "VALUES ($1, 'brand', TIMESTAMP '2026-01-01', $2)",
                               parameters, 2, NULL, error);
    if (status == STATUS_OK)
        return facts_commit(session, error);
    facts_rollback(session);
    return status;
}

static void write_for_ever(FactsSession *session, int64_t rows)
{
    Error error;
    Arena *arena = arena_new(0);
    Value last;
    demand(facts_value(session, arena, "SELECT coalesce(max(batch), 0) FROM batch", NULL, 0, &last, &error), &error);
    for (int64_t batch = last.integer + 1;; batch++) {
        demand(insert(session, batch, rows, &error), &error);
        printf("%lld\n", (long long)batch);
        fflush(stdout);
        if (batch % 7 == 0)
            demand(facts_execute(session, "CHECKPOINT", NULL, 0, NULL, &error), &error);
    }
}

static void limit_files(rlim_t bytes)
{
    struct rlimit limit;
    getrlimit(RLIMIT_FSIZE, &limit);
    limit.rlim_cur = bytes;
    setrlimit(RLIMIT_FSIZE, &limit);
}

/* Small batches until one is refused; then the limit goes and work must go on. */
static void fill(Store *store, FactsSession *session, const char *checkpoint_threshold)
{
    Error error;
    char sql[100];
    signal(SIGXFSZ, SIG_IGN);
    limit_files(12 << 20);
    snprintf(sql, sizeof sql, "SET checkpoint_threshold = %s", checkpoint_threshold);
    demand(facts_execute(session, sql, NULL, 0, NULL, &error), &error);
    int64_t batch = 1, acknowledged = 0;
    Status status = STATUS_OK;
    for (; status == STATUS_OK && batch < 1000; batch++) {
        status = insert(session, batch, 2000, &error);
        if (status == STATUS_OK)
            acknowledged++;
    }
    printf("%s\n", status_name(status));
    status = insert(session, batch, 2000, &error); /* no better yet; must not hang or crash */
    limit_files(RLIM_INFINITY);
    facts_session_close(session);
    demand(facts_session_open(store_facts(store), &session, &error), &error);
    demand(insert(session, 5000, 2000, &error), &error);
    Arena *arena = arena_new(0);
    Value kept;
    demand(facts_value(session, arena, "SELECT count(DISTINCT batch) FROM brand", NULL, 0, &kept, &error), &error);
    printf("%lld %lld\n", (long long)acknowledged, (long long)kept.integer);
    facts_session_close(session);
    arena_free(arena);
    store_close(store);
}

int main(int argc, char **argv)
{
    Error error;
    Store *store;
    FactsSession *session;
    StoreOptions options = {.memory_limit_mb = 256, .threads = 2, .holder = "serve 127.0.0.1:8080"};
    if (argc < 3)
        return 2;
    demand(store_open(argv[2], &options, &store, &error), &error);
    demand(facts_session_open(store_facts(store), &session, &error), &error);
    if (strcmp(argv[1], "hold") == 0) {
        puts("held");
        fflush(stdout);
        while (getchar() != EOF)
            ;
        facts_session_close(session);
        store_close(store);
    } else if (strcmp(argv[1], "write") == 0) {
        write_for_ever(session, strtol(argv[3], NULL, 10));
    } else {
        fill(store, session, argv[3]);
    }
    return 0;
}
