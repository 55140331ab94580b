/* A store in a folder of its own, made for a test and removed after it. */
#ifndef TESTS_STORE_FIXTURE_H
#define TESTS_STORE_FIXTURE_H

#include "testing.h"

#include "store/store.h"

typedef struct Fixture {
    char folder[64];  /* a new temporary folder */
    char path[96];    /* folder/store */
    Store *store;
    FactsSession *session;
    Arena *arena;
} Fixture;

int fixture_setup(void **state);    /* an initialized, open store */
int fixture_teardown(void **state);
void fixture_close(Fixture *fixture);
void fixture_open(Fixture *fixture);
/* Fails the test with the error's words unless the status is OK. */
void ok_(Status status, const Error *error, const char *file, int line);
#define ok(call) ok_((call), &error, __FILE__, __LINE__)
int64_t integer_of(Fixture *fixture, const char *sql);
void run(Fixture *fixture, const char *sql);
void remove_tree(const char *path);

#define TEST(function) cmocka_unit_test_setup_teardown(function, fixture_setup, fixture_teardown)

#endif
