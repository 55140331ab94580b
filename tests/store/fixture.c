#include "fixture.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void ok_(Status status, const Error *error, const char *file, int line)
{
    if (status == STATUS_OK)
        return;
    print_error("%s: %s (%s) %s\n", status_name(status), error->message, error->hint, error->where);
    _fail(file, line);
}

static int remove_entry(const char *path, const struct stat *status, int kind, struct FTW *place)
{
    (void)status;
    (void)kind;
    (void)place;
    return remove(path);
}

void remove_tree(const char *path)
{
    nftw(path, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
}

void fixture_open(Fixture *fixture)
{
    Error error;
    StoreOptions options = {.memory_limit_mb = 512, .threads = 2};
    ok(store_open(fixture->path, &options, &fixture->store, &error));
    ok(facts_session_open(store_facts(fixture->store), &fixture->session, &error));
}

void fixture_close(Fixture *fixture)
{
    facts_session_close(fixture->session);
    store_close(fixture->store);
    fixture->session = NULL;
    fixture->store = NULL;
}

int fixture_setup(void **state)
{
    Error error;
    Fixture *fixture = calloc(1, sizeof *fixture);
    snprintf(fixture->folder, sizeof fixture->folder, "/tmp/mizan-test-XXXXXX");
    assert_non_null(mkdtemp(fixture->folder));
    snprintf(fixture->path, sizeof fixture->path, "%s/store", fixture->folder);
    fixture->arena = arena_new(0);
    ok(store_init(fixture->path, &error));
    fixture_open(fixture);
    *state = fixture;
    return 0;
}

int fixture_teardown(void **state)
{
    Fixture *fixture = *state;
    fixture_close(fixture);
    arena_free(fixture->arena);
    remove_tree(fixture->folder);
    free(fixture);
    return 0;
}

int64_t integer_of(Fixture *fixture, const char *sql)
{
    Error error;
    Value value;
    ok(facts_value(fixture->session, fixture->arena, sql, NULL, 0, &value, &error));
    if (value.type == VALUE_NUMBER)
        return (int64_t)value.number;
    assert_int_equal(value.type, VALUE_INTEGER);
    return value.integer;
}

void run(Fixture *fixture, const char *sql)
{
    Error error;
    ok(facts_execute(fixture->session, sql, NULL, 0, NULL, &error));
}
