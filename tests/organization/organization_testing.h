/* A new store for each test, and questions to its facts. */
#ifndef ORGANIZATION_TESTING_H
#define ORGANIZATION_TESTING_H

#include "testing.h"

#include "organization/organization.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct Fixture {
    char folder[64], path[80];
    Arena *arena;
    Store *store;
} Fixture;

#define ok(call)                                                                                             \
    do {                                                                                                     \
        Error error = {0}, *e = &error;                                                                      \
        if ((call) != STATUS_OK)                                                                             \
            fail_msg("%s: %s %s %s", #call, e->message, e->where, e->value);                                 \
    } while (0)

static inline int remove_entry(const char *path, const struct stat *status, int kind, struct FTW *place)
{
    (void)status, (void)kind, (void)place;
    return remove(path);
}

static inline int setup(void **state)
{
    Fixture *fixture = calloc(1, sizeof *fixture);
    snprintf(fixture->folder, sizeof fixture->folder, "/tmp/mizan-test-XXXXXX");
    assert_non_null(mkdtemp(fixture->folder));
    snprintf(fixture->path, sizeof fixture->path, "%s/store", fixture->folder);
    fixture->arena = arena_new(0);
    ok(store_init(fixture->path, e));
    StoreOptions options = {.memory_limit_mb = 512, .threads = 1};
    ok(store_open(fixture->path, &options, &fixture->store, e));
    *state = fixture;
    return 0;
}

static inline int teardown(void **state)
{
    Fixture *fixture = *state;
    store_close(fixture->store);
    nftw(fixture->folder, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
    arena_free(fixture->arena);
    free(fixture);
    return 0;
}

/* The first value of a query, as text. */
static inline const char *ask(Fixture *fixture, const char *sql)
{
    FactsSession *session CLEANUP(facts_session_cleanup) = NULL;
    ok(facts_session_open(store_facts(fixture->store), &session, e));
    Value value;
    ok(facts_value(session, fixture->arena, arena_format(fixture->arena, "SELECT CAST((%s) AS VARCHAR)", sql), NULL, 0,
                   &value, e));
    return value.type == VALUE_TEXT ? text_string(fixture->arena, value.text) : "null";
}

static inline void run(Fixture *fixture, const char *sql)
{
    FactsSession *session CLEANUP(facts_session_cleanup) = NULL;
    ok(facts_session_open(store_facts(fixture->store), &session, e));
    ok(facts_execute(session, sql, NULL, 0, NULL, e));
}

#endif
