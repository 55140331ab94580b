/*
 * Another process, for tests that need one.
 *
 *   helper hold STORE         opens, says "held", waits until its input ends
 *   helper write STORE ROWS   commits batches of ROWS rows for ever and says each batch's number once it is
 *                             acknowledged; every seventh time writes the log back
 *   helper fill STORE         writes until its files may not grow, tries on, and tells how it went
 *   helper tear STORE N/BYTES[/ROWS]
 *                             commits a batch of 2000 rows, says its number, and writes the log back; of the N-th
 *                             block it writes the first BYTES and is killed; says "whole" where fewer were written.
 *                             With ROWS the log is written back by a commit that changes so many rows
 */
#include "store/store.h"

#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { BLOCK = 256 << 10 };

static atomic_long blocks_left = -1; /* below 0: write everything */
static size_t torn_bytes;

/* Stands before the library's, for the engine. The kernel ends a long write early on SIGKILL, at any page. */
ssize_t pwrite(int fd, const void *bytes, size_t length, off_t at)
{
    if (length == BLOCK && atomic_load(&blocks_left) > 0 && atomic_fetch_sub(&blocks_left, 1) == 1) {
        syscall(SYS_pwrite64, fd, bytes, torn_bytes, at);
        raise(SIGKILL);
    }
    return syscall(SYS_pwrite64, fd, bytes, length, at);
}

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

static int64_t last_batch(FactsSession *session)
{
    Error error;
    Arena *arena = arena_new(0);
    Value last;
    demand(facts_value(session, arena, "SELECT coalesce(max(batch), 0) FROM batch", NULL, 0, &last, &error), &error);
    arena_free(arena);
    return last.integer;
}

static void write_for_ever(FactsSession *session, int64_t rows)
{
    Error error;
    for (int64_t batch = last_batch(session) + 1;; batch++) {
        demand(insert(session, batch, rows, &error), &error);
        printf("%lld\n", (long long)batch);
        fflush(stdout);
        if (batch % 7 == 0)
            demand(facts_execute(session, "CHECKPOINT", NULL, 0, NULL, &error), &error);
    }
}

static void tear(Store *store, FactsSession *session, const char *how)
{
    Error error;
    long block = 0, bytes = 0, rows = 0;
    sscanf(how, "%ld/%ld/%ld", &block, &bytes, &rows);
    int64_t batch = last_batch(session) + 1;
    demand(insert(session, batch, rows > 0 ? rows : 2000, &error), &error);
    printf("%lld\n", (long long)batch);
    fflush(stdout);
    if (rows > 0) {
        demand(facts_execute(session, "CHECKPOINT", NULL, 0, NULL, &error), &error);
        demand(facts_execute(session, "SET checkpoint_threshold = '1KB'", NULL, 0, NULL, &error), &error);
    }
    torn_bytes = (size_t)bytes;
    atomic_store(&blocks_left, block);
    Value parameter = value_integer(batch);
    if (rows > 0)
        demand(facts_execute(session, "UPDATE brand SET name = 'x' WHERE batch = $1", &parameter, 1, NULL, &error), &error);
    else
        demand(facts_execute(session, "CHECKPOINT", NULL, 0, NULL, &error), &error);
    atomic_store(&blocks_left, -1);
    puts("whole");
    facts_session_close(session);
    store_close(store);
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
    } else if (strcmp(argv[1], "tear") == 0) {
        tear(store, session, argv[3]);
    } else {
        fill(store, session, argv[3]);
    }
    return 0;
}
