/* Backups while others write, and what is laid out from them. */
#include "fixture.h"

#include "store/control.h"

#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { ROWS = 50 };

typedef struct Writer {
    Store *store;
    bool locks; /* as an import does */
    atomic_bool stop;
    int64_t batches;
} Writer;

/* Each batch is one transaction over two tables. */
static void write_batch(FactsSession *session, int64_t batch)
{
    Error error;
    Value parameters[] = {value_integer(batch), value_integer(ROWS)};
    ok(facts_begin(session, &error));
    ok(facts_execute(session, "INSERT INTO brand (brand, batch) SELECT 'b' || $1 || '-' || range, $1 FROM range($2)",
                     parameters, 2, NULL, &error));
    ok(facts_execute(session, "INSERT INTO team (team, batch) SELECT 't' || $1 || '-' || range, $1 FROM range($2)",
                     parameters, 2, NULL, &error));
    ok(facts_commit(session, &error));
}

static void *write_on(void *argument)
{
    Writer *writer = argument;
    Error error;
    FactsSession *session;
    ok(facts_session_open(store_facts(writer->store), &session, &error));
    while (!atomic_load(&writer->stop)) {
        if (writer->locks)
            store_write_lock(writer->store);
        write_batch(session, ++writer->batches);
        if (writer->locks)
            store_write_unlock(writer->store);
    }
    facts_session_close(session);
    return NULL;
}

static void backup_name(const Fixture *fixture, char name[160])
{
    snprintf(name, 160, "%s/backup 'one'.tar.zst", fixture->folder);
}

static void open_restored(Fixture *fixture, const char *file)
{
    Error error;
    fixture_close(fixture);
    snprintf(fixture->path, sizeof fixture->path, "%s/restored", fixture->folder);
    ok(store_restore(file, fixture->path, &error));
    fixture_open(fixture);
}

static void backup_while_writing(Fixture *fixture, bool locks)
{
    Error error;
    char file[160];
    backup_name(fixture, file);
    Writer writer = {.store = fixture->store, .locks = locks};
    pthread_t thread;
    pthread_create(&thread, NULL, write_on, &writer);
    usleep(200000);
    int64_t before = integer_of(fixture, "SELECT count(DISTINCT batch) FROM brand");
    ok(store_backup(fixture->store, file, &error));
    int64_t after = integer_of(fixture, "SELECT count(DISTINCT batch) FROM brand");
    atomic_store(&writer.stop, true);
    pthread_join(thread, NULL);
    assert_true(before > 0);

    open_restored(fixture, file);
    int64_t restored = integer_of(fixture, "SELECT count(DISTINCT batch) FROM brand");
    assert_true(restored >= before);
    assert_true(restored <= after);
    assert_int_equal(integer_of(fixture, "SELECT count(*) FROM brand"), restored * ROWS);
    assert_int_equal(integer_of(fixture, "SELECT count(*) FROM team"), restored * ROWS);
    assert_int_equal(integer_of(fixture, "SELECT count(*) FROM (SELECT batch FROM brand EXCEPT SELECT batch FROM team)"), 0);
}

static void test_while_writing(void **state)
{
    backup_while_writing(*state, true);
}

/* Without a moment in which the files stand still. */
static void test_while_writing_on(void **state)
{
    backup_while_writing(*state, false);
}

static void write_reject(const Fixture *fixture)
{
    char path[200];
    snprintf(path, sizeof path, "%s/rejects/7.csv", fixture->path);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs("line,reason\n2,bad\n", file);
    fclose(file);
}

static void test_everything_comes_back(void **state)
{
    Fixture *fixture = *state;
    Error error;
    char file[160], path[200];
    backup_name(fixture, file);
    write_batch(fixture->session, 3);
    write_reject(fixture);
    ok(store_set_setting(fixture->store, "currency", "RUB", &error));
    ok(store_backup(fixture->store, file, &error));
    assert_int_equal(store_backup(fixture->store, file, &error), STATUS_ALREADY_EXISTS);
    struct stat status;
    assert_int_equal(stat(file, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);

    assert_int_equal(store_restore(file, fixture->path, &error), STATUS_ALREADY_EXISTS);
    open_restored(fixture, file);
    assert_int_equal(integer_of(fixture, "SELECT count(*) FROM brand WHERE batch = 3"), ROWS);
    const char *currency;
    ok(store_setting(fixture->store, fixture->arena, "currency", &currency, &error));
    assert_string_equal(currency, "RUB");
    snprintf(path, sizeof path, "%s/rejects/7.csv", fixture->path);
    assert_int_equal(access(path, R_OK), 0);
    assert_int_equal(integer_of(fixture, "SELECT count(*) FROM information_schema.columns WHERE table_schema = 'main' AND table_name = 'ticket' "
                                         "AND column_name = 'day' AND is_nullable = 'NO'"), 1);
}

static off_t size_of(const char *file)
{
    struct stat status;
    assert_int_equal(stat(file, &status), 0);
    return status.st_size;
}

static void flip(const char *file, off_t at)
{
    unsigned char byte;
    int fd = open(file, O_RDWR);
    assert_int_equal(pread(fd, &byte, 1, at), 1);
    byte ^= 0x40;
    assert_int_equal(pwrite(fd, &byte, 1, at), 1);
    close(fd);
}

/* Some bytes of an archive carry nothing: padding, a time. What is laid out in spite of one must be whole. */
static void assert_whole(Fixture *fixture, const char *path)
{
    Error error;
    Store *restored;
    FactsSession *session;
    Value rows;
    ok(store_open(path, &(StoreOptions){0}, &restored, &error));
    ok(facts_session_open(store_facts(restored), &session, &error));
    ok(facts_value(session, fixture->arena, "SELECT count(*) FROM brand WHERE batch = 1", NULL, 0, &rows, &error));
    assert_int_equal(rows.integer, ROWS);
    facts_session_close(session);
    store_close(restored);
    remove_tree(path);
}

/* Wherever a byte is wrong, nothing wrong is laid out. */
static void test_damaged(void **state)
{
    Fixture *fixture = *state;
    Error error;
    char file[160], target[160];
    backup_name(fixture, file);
    snprintf(target, sizeof target, "%s/restored", fixture->folder);
    write_batch(fixture->session, 1);
    ok(store_backup(fixture->store, file, &error));
    off_t size = size_of(file);
    for (off_t at = size / 16; at < size; at += size / 8) {
        flip(file, at);
        Status status = store_restore(file, target, &error);
        if (status == STATUS_OK)
            assert_whole(fixture, target);
        else
            assert_int_equal(status, STATUS_INVALID_DATA);
        assert_int_not_equal(access(target, F_OK), 0);
        flip(file, at);
    }
    assert_int_equal(truncate(file, size / 2), 0);
    assert_int_equal(store_restore(file, target, &error), STATUS_INVALID_DATA);
    assert_int_equal(truncate(file, 0), 0);
    assert_int_equal(store_restore(file, target, &error), STATUS_INVALID_DATA);
    assert_int_equal(unlink(file), 0);
    assert_int_equal(store_restore(file, target, &error), STATUS_NOT_FOUND);
}

static void test_by_holder(void **state)
{
    Fixture *fixture = *state;
    Error error;
    char file[160];
    backup_name(fixture, file);
    assert_int_equal(store_backup_by_holder(fixture->path, file, &error), STATUS_NOT_FOUND);
    ControlServer *server;
    ok(store_control_start(fixture->store, /* hooks= */ NULL, &server, &error));
    write_batch(fixture->session, 5);
    ok(store_backup_by_holder(fixture->path, file, &error));
    assert_int_equal(store_backup_by_holder(fixture->path, file, &error), STATUS_ALREADY_EXISTS);
    assert_non_null(strstr(error.message, "backup 'one'"));
    store_control_stop(server);
    assert_int_equal(store_backup_by_holder(fixture->path, file, &error), STATUS_NOT_FOUND);
    open_restored(fixture, file);
    assert_int_equal(integer_of(fixture, "SELECT count(*) FROM team WHERE batch = 5"), ROWS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_while_writing), TEST(test_while_writing_on), TEST(test_everything_comes_back), TEST(test_damaged), TEST(test_by_holder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
