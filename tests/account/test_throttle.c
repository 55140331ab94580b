/* What slows guessers: how long, whom, and when it ends. */
#include "../testing.h"

#include "account/account.h"
#include "account/throttle.h"

#include <stdio.h>

static int wait_of(Throttle *throttle, const char *account, const char *address, int64_t now)
{
    int wait = 0;
    Error error;
    return throttle_admit(throttle, account, address, now, &wait, &error) == STATUS_OK ? 0 : wait;
}

static void test_delays_double(void **state)
{
    (void)state;
    Throttle *throttle = throttle_new();
    int64_t now = (int64_t)1000000 * ACCOUNT_SECOND;
    for (int i = 1; i < THROTTLE_FREE_PAIR; i++) {
        throttle_failed(throttle, "a", "one", now);
        assert_int_equal(wait_of(throttle, "a", "one", now), 0);
    }
    for (int i = 0; i < 12; i++) {
        throttle_failed(throttle, "a", "one", now);
        int expected = i < 10 ? 1 << i : THROTTLE_LONGEST;
        assert_int_equal(wait_of(throttle, "a", "one", now), expected > THROTTLE_LONGEST ? THROTTLE_LONGEST : expected);
    }
    assert_int_equal(wait_of(throttle, "a", "two", now), 0);
    assert_int_equal(wait_of(throttle, "b", "one", now), 0);
    assert_int_equal(wait_of(throttle, "a", "one", now + (int64_t)THROTTLE_LONGEST * ACCOUNT_SECOND), 0);
    throttle_succeeded(throttle, "a", "one", now);
    assert_int_equal(wait_of(throttle, "a", "one", now), 0);
    throttle_free(throttle);
}

/* Many addresses against one account: the address that its person comes from is not held up. */
static void test_person_gets_in(void **state)
{
    (void)state;
    Throttle *throttle = throttle_new();
    int64_t now = (int64_t)1000000 * ACCOUNT_SECOND;
    throttle_succeeded(throttle, "a", "home", now);
    for (int i = 0; i < THROTTLE_FREE_ACCOUNT + 5; i++) {
        char address[32];
        snprintf(address, sizeof address, "bot %d", i);
        throttle_failed(throttle, "a", address, now);
    }
    assert_true(wait_of(throttle, "a", "somewhere", now) > 0);
    assert_int_equal(wait_of(throttle, "a", "home", now), 0);
    assert_int_equal(wait_of(throttle, "b", "somewhere", now), 0);
    throttle_free(throttle);
}

/* One address against many accounts. */
static void test_spraying(void **state)
{
    (void)state;
    Throttle *throttle = throttle_new();
    int64_t now = (int64_t)1000000 * ACCOUNT_SECOND;
    for (int i = 0; i < THROTTLE_FREE_ADDRESS; i++) {
        char account[32];
        snprintf(account, sizeof account, "account %d", i);
        throttle_failed(throttle, account, "one", now);
    }
    assert_true(wait_of(throttle, "another", "one", now) > 0);
    now += (int64_t)(THROTTLE_FORGET + 1) * ACCOUNT_SECOND;
    assert_int_equal(wait_of(throttle, "another", "one", now), 0);
    throttle_failed(throttle, "another", "one", now);
    assert_int_equal(wait_of(throttle, "another", "one", now), 0);
    throttle_free(throttle);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_delays_double), cmocka_unit_test(test_person_gets_in),
                                       cmocka_unit_test(test_spraying)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
