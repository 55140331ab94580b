/*
 * What the tests of goals share: a store with the organization's today set to 2026-11-21, and facts of known days.
 */
#ifndef TESTS_GOAL_WORLD_H
#define TESTS_GOAL_WORLD_H

#include "testing.h"

#include "goal/objective.h"

#include <ftw.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { TODAY = 20778 }; /* 2026-11-21 */

typedef struct World {
    char folder[64], path[96];
    Store *store;
    FactsSession *session;
    MetricRegistry *registry;
    Organization organization;
    Arena *arena;
    KpiAsker asker;
} World;

static Error e_;
#define ok(call)                                                                                             \
    do {                                                                                                     \
        if ((call) != STATUS_OK)                                                                             \
            fail_msg("%s (%s) %s", e_.message, e_.where, e_.hint);                                           \
    } while (0)
#define e (&e_)

static int remove_entry(const char *path, const struct stat *status, int kind, struct FTW *place)
{
    (void)status, (void)kind, (void)place;
    return remove(path);
}

/* Answers of a month: promoters score 10, detractors 0. */
static inline void answers(World *world, const char *day, int promoters, int detractors)
{
    static int64_t number = 0;
    for (int i = 0; i < promoters + detractors; i++) {
        char key[32];
        snprintf(key, sizeof key, "a%lld", (long long)++number);
        Value values[] = {value_text(key), value_number(i < promoters ? 10 : 0), value_text(day)};
        ok(facts_execute(world->session,
                         "INSERT INTO answer (answer, question, score, scale_min, scale_max, asked_at, answered_at, "
                         "asked_day, answered_day, day, batch, channel) VALUES ($1, 'nps', $2, 0, 10, CAST($3 AS TIMESTAMP), "
                         "CAST($3 AS TIMESTAMP), CAST($3 AS DATE), CAST($3 AS DATE), CAST($3 AS DATE), 1, 'mail')",
                         values, 3, NULL, e));
    }
}

static int set_up(void **state)
{
    World *world = calloc(1, sizeof *world);
    snprintf(world->folder, sizeof world->folder, "/tmp/mizan-goal-XXXXXX");
    assert_non_null(mkdtemp(world->folder));
    snprintf(world->path, sizeof world->path, "%s/store", world->folder);
    world->arena = arena_new(0);
    StoreOptions options = {.memory_limit_mb = 256, .threads = 1};
    ok(store_init(world->path, e));
    ok(store_open(world->path, &options, &world->store, e));
    ok(organization_apply(world->store, e));
    ok(organization_read(world->store, world->arena, &world->organization, e));
    world->organization.today = TODAY;
    ok(facts_session_open(store_facts(world->store), &world->session, e));
    ok(metric_registry_load(&world->registry, e));
    world->asker = (KpiAsker){world->store, world->session, world->registry, &world->organization, NULL};
    *state = world;
    return 0;
}

static int tear_down(void **state)
{
    World *world = *state;
    facts_session_close(world->session);
    store_close(world->store);
    metric_registry_free(world->registry);
    arena_free(world->arena);
    nftw(world->folder, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
    free(world);
    return 0;
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

#endif
