/* How often one client may do what costs: counts by minute, apart for each client. */
#include "testing.h"

#include "http/pace.h"

#define MINUTE ((int64_t)60 * 1000000)

static void a_client_has_so_many_a_minute(void **state)
{
    (void)state;
    Pace *pace = pace_new();
    Error error;
    int wait = 0;
    int64_t now = 1000 * MINUTE + 15 * 1000000;
    for (int i = 0; i < PACE_A_MINUTE; i++)
        assert_int_equal(pace_step(pace, "192.0.2.1", now, &wait, &error), STATUS_OK);
    assert_int_equal(pace_step(pace, "192.0.2.1", now, &wait, &error), STATUS_TOO_MANY);
    assert_int_equal(wait, 45);
    assert_int_equal(pace_step(pace, "192.0.2.2", now, &wait, &error), STATUS_OK); /* another's count is its own */
    assert_int_equal(pace_step(pace, "192.0.2.1", now + 45 * 1000000, &wait, &error), STATUS_OK);
    pace_free(pace);
}

static void many_clients_are_counted_in_bounded_memory(void **state)
{
    (void)state;
    Pace *pace = pace_new();
    Error error;
    int wait;
    for (int i = 0; i < 100000; i++) {
        char client[32];
        snprintf(client, sizeof client, "client %d", i);
        assert_int_equal(pace_step(pace, client, 1000 * MINUTE, &wait, &error), STATUS_OK);
    }
    pace_free(pace);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_client_has_so_many_a_minute),
        cmocka_unit_test(many_clients_are_counted_in_bounded_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
