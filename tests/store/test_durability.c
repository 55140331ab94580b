/*
 * What was acknowledged is there: after kill -9, after a full disk, after damage of the log. Run with a
 * number of rounds for the loop of kills.
 */
#include "fixture.h"
#include "process.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static int rounds = 3;

/* ---- synced ---- */

static atomic_long syncs;

/* Stand before the library's, so that the engines' calls are counted. */
int fsync(int fd)
{
    atomic_fetch_add(&syncs, 1);
    return (int)syscall(SYS_fsync, fd);
}

int fdatasync(int fd)
{
    atomic_fetch_add(&syncs, 1);
    return (int)syscall(SYS_fdatasync, fd);
}

static void test_commit_syncs(void **state)
{
    Fixture *fixture = *state;
    Error error;
    long before = atomic_load(&syncs);
    ok(facts_begin(fixture->session, &error));
    run(fixture, "INSERT INTO brand (brand) VALUES ('a')");
    assert_true(atomic_load(&syncs) == before);
    ok(facts_commit(fixture->session, &error));
    assert_true(atomic_load(&syncs) > before);
    before = atomic_load(&syncs);
    ok(store_set_setting(fixture->store, "currency", "EUR", &error));
    assert_true(atomic_load(&syncs) > before);
}

/* ---- killed ---- */

/* Each batch is whole, and those that were acknowledged are there. */
static void assert_whole(Fixture *fixture, long acknowledged)
{
    assert_int_equal(integer_of(fixture, "SELECT count(*) FROM batch b LEFT JOIN (SELECT batch, count(*) AS n FROM brand "
                                         "GROUP BY batch) r USING (batch) WHERE r.n IS DISTINCT FROM b.added"), 0);
    assert_int_equal(integer_of(fixture, "SELECT count(*) FROM (SELECT batch FROM brand EXCEPT SELECT batch FROM batch)"), 0);
    int64_t last = integer_of(fixture, "SELECT coalesce(max(batch), 0) FROM batch");
    assert_int_equal(integer_of(fixture, "SELECT count(*) FROM batch"), last);
    assert_true(last >= acknowledged);
    assert_true(last <= acknowledged + 1); /* one may be durable and not yet told */
}

static void test_killed(void **state)
{
    static const char *const sizes[] = {"1", "2000", "200000"};
    Fixture *fixture = *state;
    srandom(20260331);
    long acknowledged = 0;
    for (int i = 0; i < rounds; i++) {
        fixture_close(fixture);
        Process process = process_start("write", fixture->path, sizes[i % 3]);
        char line[64];
        assert_non_null(fgets(line, sizeof line, process.output));
        acknowledged = strtol(line, NULL, 10);
        usleep((useconds_t)(random() % 150000));
        long last = process_kill(&process);
        acknowledged = last > acknowledged ? last : acknowledged;
        fixture_open(fixture);
        assert_whole(fixture, acknowledged);
        acknowledged = integer_of(fixture, "SELECT max(batch) FROM batch");
    }
}

/* ---- killed within a write ---- */

/* Stores and opens again with the N-th block of a checkpoint torn, for every N; the number of them. */
static int tear_each(Fixture *fixture, int bytes, int rows)
{
    for (int block = 1;; block++) {
        char how[64], line[512];
        snprintf(how, sizeof how, "%d/%d/%d", block, bytes, rows);
        fixture_close(fixture);
        Process process = process_start("tear", fixture->path, how);
        assert_non_null(fgets(line, sizeof line, process.output));
        long acknowledged = strtol(line, NULL, 10);
        if (acknowledged == 0)
            print_error("%s", line);
        assert_true(acknowledged > 0);
        bool whole = fgets(line, sizeof line, process.output) && strcmp(line, "whole\n") == 0;
        assert_int_equal(process_finish(&process), whole ? 0 : -1);
        fixture_open(fixture);
        assert_whole(fixture, acknowledged);
        assert_int_equal(integer_of(fixture, "SELECT count(*) FROM brand WHERE length(name) NOT IN (1, 32)"), 0);
        if (whole)
            return block - 1;
    }
}

/* The engine writes blocks of metadata that are in use again in place (torn.h). */
static void test_torn_checkpoint(void **state)
{
    assert_true(tear_each(*state, 4096, 0) >= 2);
    assert_true(tear_each(*state, 61440, 0) >= 2);
}

/* A commit of many changed rows that writes the log back: here the engine would do without the log. */
static void test_torn_commit(void **state)
{
    assert_true(tear_each(*state, 12288, 110000) >= 1);
}

static void flip(const char *path, off_t at)
{
    int fd = open(path, O_RDWR);
    unsigned char byte;
    assert_int_equal(pread(fd, &byte, 1, at), 1);
    byte ^= 0x10;
    assert_int_equal(pwrite(fd, &byte, 1, at), 1);
    close(fd);
}

/* Where no checkpoint was cut off, a wrong checksum is damage: told, and not sealed over. */
static void test_damaged_metadata(void **state)
{
    Fixture *fixture = *state;
    run(fixture, "INSERT INTO brand (brand, batch) VALUES ('a', 1)");
    fixture_close(fixture);
    char path[160];
    snprintf(path, sizeof path, "%s/facts.duckdb", fixture->path);
    uint64_t heads[2][2]; /* iteration, root of metadata */
    int fd = open(path, O_RDONLY);
    assert_int_equal(pread(fd, heads[0], 16, 4096 + 8), 16);
    assert_int_equal(pread(fd, heads[1], 16, 8192 + 8), 16);
    close(fd);
    uint64_t root = heads[heads[0][0] > heads[1][0] ? 0 : 1][1];
    off_t place = 12288 + (off_t)(root & 0xffffffffffffff) * (256 << 10) + 100;
    Error error;
    Store *store;
    StoreOptions options = {.memory_limit_mb = 256, .threads = 2};
    flip(path, place);
    assert_int_equal(store_open(fixture->path, &options, &store, &error), STATUS_STORE_DAMAGED);
    assert_int_equal(store_open(fixture->path, &options, &store, &error), STATUS_STORE_DAMAGED);
    flip(path, place);
    fixture_open(fixture);
}

/* ---- a full disk ---- */

/* `threshold`: how much log makes the engine write it back, so that either the log or the file is refused. */
static void fill(Fixture *fixture, const char *threshold)
{
    fixture_close(fixture);
    Process process = process_start("fill", fixture->path, threshold);
    char line[512];
    assert_non_null(fgets(line, sizeof line, process.output));
    assert_string_equal(line, "out-of-space\n");
    assert_non_null(fgets(line, sizeof line, process.output));
    long long acknowledged = 0, kept = 0;
    if (sscanf(line, "%lld %lld", &acknowledged, &kept) != 2)
        print_error("%s", line);
    assert_int_equal(process_finish(&process), 0);
    assert_true(acknowledged > 0);
    assert_true(kept >= acknowledged + 1); /* and the one after */
    assert_true(kept <= acknowledged + 3); /* a commit whose writing back failed is durable, though refused */
    fixture_open(fixture);
    assert_true(integer_of(fixture, "SELECT count(DISTINCT batch) FROM brand") == kept);
    assert_int_equal(integer_of(fixture, "SELECT count(*) FROM (SELECT count(*) AS n FROM brand GROUP BY batch) "
                                         "WHERE n <> 2000"), 0);
}

static void test_full_in_log(void **state)
{
    fill(*state, "'256MB'");
}

static void test_full_in_checkpoint(void **state)
{
    fill(*state, "'1MB'");
}

/* ---- a damaged log ---- */

static void log_of(const Fixture *fixture, char path[160])
{
    snprintf(path, 160, "%s/facts.duckdb.wal", fixture->path);
}

static off_t size_of(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 ? status.st_size : -1;
}

/* A store that was killed with `count` commits or more in its log; how many were acknowledged. */
static long leave_log(Fixture *fixture, long count)
{
    fixture_close(fixture);
    Process process = process_start("write", fixture->path, "500");
    char line[64];
    long last = 0;
    for (; last < count; last = strtol(line, NULL, 10))
        assert_non_null(fgets(line, sizeof line, process.output));
    long told = process_kill(&process); /* those that it made before the signal came */
    return told > last ? told : last;
}

static void overwrite(const char *path, off_t at, const void *bytes, size_t length)
{
    int fd = open(path, O_WRONLY);
    assert_int_equal(pwrite(fd, bytes, length, at), length);
    close(fd);
}

static int kept_logs(const Fixture *fixture)
{
    char path[160];
    snprintf(path, sizeof path, "%s/backups", fixture->path);
    DIR *folder = opendir(path);
    int count = 0;
    for (struct dirent *entry = readdir(folder); entry; entry = readdir(folder))
        count += strstr(entry->d_name, "damaged") != NULL;
    closedir(folder);
    return count;
}

/* Refused with a hint; with repair opens with a whole number of batches, the first ones. */
static int64_t assert_repairable(Fixture *fixture)
{
    Error error;
    Store *store;
    StoreOptions options = {.memory_limit_mb = 256, .threads = 2};
    assert_int_equal(store_open(fixture->path, &options, &store, &error), STATUS_STORE_DAMAGED);
    assert_non_null(strstr(error.hint, "--repair"));
    options.repair = true;
    ok(store_open(fixture->path, &options, &store, &error));
    store_close(store);
    assert_int_equal(kept_logs(fixture), 1);
    fixture_open(fixture);
    int64_t last = integer_of(fixture, "SELECT coalesce(max(batch), 0) FROM batch");
    assert_whole(fixture, last);
    return last;
}

static void test_flipped_byte(void **state)
{
    Fixture *fixture = *state;
    char log[160];
    log_of(fixture, log);
    long told = leave_log(fixture, 6);
    off_t size = size_of(log);
    assert_true(size > 1000);
    char byte = 0x5a;
    overwrite(log, size / 2, &byte, 1);
    int64_t kept = assert_repairable(fixture);
    assert_true(kept >= 1); /* what lies before the place is kept */
    assert_true(kept < told);
}

static void test_zeroed_block(void **state)
{
    Fixture *fixture = *state;
    char log[160];
    log_of(fixture, log);
    long told = leave_log(fixture, 6);
    char zeros[4096] = {0};
    overwrite(log, size_of(log) * 2 / 3, zeros, sizeof zeros);
    int64_t kept = assert_repairable(fixture);
    assert_true(kept >= 1);
    assert_true(kept < told);
}

static void test_damaged_first_byte(void **state)
{
    Fixture *fixture = *state;
    char log[160];
    log_of(fixture, log);
    leave_log(fixture, 3);
    char zeros[64] = {0};
    overwrite(log, 0, zeros, sizeof zeros);
    assert_true(assert_repairable(fixture) == 0);
}

/* The engine takes a wrong length for a torn end and would drop what follows without a word. */
static void test_damaged_length(void **state)
{
    Fixture *fixture = *state;
    char log[160];
    log_of(fixture, log);
    long told = leave_log(fixture, 5);
    unsigned char head[8];
    int fd = open(log, O_RDONLY);
    off_t at = 8, size = size_of(log);
    while (at < size / 2) {
        assert_int_equal(pread(fd, head, sizeof head, at), sizeof head);
        at += 16 + head[0] + 256 * head[1] + 65536 * head[2];
    }
    close(fd);
    overwrite(log, at + 5, "x", 1);
    int64_t kept = assert_repairable(fixture);
    assert_true(kept >= 1);
    assert_true(kept < told);
}

/* A torn last commit is what a crash leaves: no damage. */
static void test_torn_tail(void **state)
{
    Fixture *fixture = *state;
    char log[160];
    log_of(fixture, log);
    leave_log(fixture, 4);
    assert_int_equal(truncate(log, size_of(log) - 100), 0);
    fixture_open(fixture);
    int64_t last = integer_of(fixture, "SELECT max(batch) FROM batch");
    assert_whole(fixture, last);
    assert_true(last >= 3);
}

int main(int argc, char **argv)
{
    if (argc > 1) { /* the long loop alone */
        rounds = (int)strtol(argv[1], NULL, 10);
        const struct CMUnitTest tests[] = {TEST(test_killed)};
        return cmocka_run_group_tests(tests, NULL, NULL);
    }
    const struct CMUnitTest tests[] = {
        TEST(test_commit_syncs),       TEST(test_killed),      TEST(test_torn_checkpoint),   TEST(test_torn_commit),
        TEST(test_damaged_metadata),   TEST(test_full_in_log), TEST(test_full_in_checkpoint), TEST(test_flipped_byte),
        TEST(test_zeroed_block),       TEST(test_damaged_first_byte), TEST(test_damaged_length), TEST(test_torn_tail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
