/* Owners: who is found by a name, two in one, and those who left. */
#include "world.h"

#include "account/account.h"
#include "goal/owner.h"

static void people(World *world)
{
    Records *records = store_records(world->store);
    int64_t sara, omar;
    ok(account_add(records, &(NewAccount){.name = "Sara Ali", .mail = "sara@example.com", .role = ROLE_OWNER}, &sara, e));
    ok(account_add(records, &(NewAccount){.name = "Omar", .mail = "omar@example.com", .role = ROLE_MANAGER}, &omar, e));
    ok(account_set_disabled(records, omar, true, e));
    ok(facts_execute(world->session,
                     "INSERT INTO employee (employee, name, team, hired_on, left_on, batch) VALUES "
                     "('e1', 'Lena Berg', 'service', DATE '2020-01-01', NULL, 1), "
                     "('e2', 'Ivan', 'service', DATE '2020-01-01', DATE '2026-11-01', 1), "
                     "('e3', 'Mona', 'sales', DATE '2020-01-01', DATE '2026-11-21', 1), "
                     "('e4', 'Nora', 'sales', DATE '2020-01-01', DATE '2026-11-22', 1), "
                     "('e5', 'Omar', 'sales', DATE '2020-01-01', NULL, 1), "
                     "('e6', '\u0623\u062D\u0645\u062F', 'sales', DATE '2020-01-01', NULL, 1), "
                     "('e7', '\u0645\u062D\u0645\u062F', 'sales', DATE '2020-01-01', NULL, 1)",
                     NULL, 0, NULL, e));
    ok(facts_execute(world->session, "INSERT INTO team (team, name, department, batch) VALUES ('rd', 'Research and Development', 'Product', 1)",
                     NULL, 0, NULL, e));
}

static void an_owner_is_found_by_name_mail_or_key(void **state)
{
    World *world = *state;
    people(world);
    static const struct { const char *words; OwnerKind kind; bool left; } cases[] = {
        {"Sara Ali", OWNER_ACCOUNT, false},    {"sara  ali", OWNER_ACCOUNT, false}, {" SARA@example.com ", OWNER_ACCOUNT, false},
        {"e1", OWNER_EMPLOYEE, false},         {"lena berg", OWNER_EMPLOYEE, false}, {"Ivan", OWNER_EMPLOYEE, true},
        {"Mona", OWNER_EMPLOYEE, true}, /* yesterday was her last day */
        {"Nora", OWNER_EMPLOYEE, false}, /* today is hers */
        {"Omar", OWNER_EMPLOYEE, false}, /* the employee is there, the account of that name is disabled */
        {"omar@example.com", OWNER_ACCOUNT, true}, {"service", OWNER_TEAM, false}, {"rd", OWNER_TEAM, false},
        {"product", OWNER_TEAM, false},        {"Management", OWNER_UNKNOWN, false},
    };
    OwnerBook *book = owner_book_new(&world->asker, world->arena);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const Owner *owner;
        ok(owner_book_find(book, cases[i].words, &owner, e));
        if (owner->kind != cases[i].kind || owner->left != cases[i].left)
            fail_msg("%s: %s, %d", cases[i].words, owner_kind_name(owner->kind), owner->left);
        assert_true((owner->warning != NULL) == (owner->left || owner->kind == OWNER_UNKNOWN));
    }
    const Owner *ivan, *nobody, *again;
    ok(owner_book_find(book, "Ivan", &ivan, e));
    assert_non_null(strstr(ivan->warning, "2026-10-31")); /* the day before he had left */
    ok(owner_book_find(book, "Ivan", &again, e));
    assert_ptr_equal(ivan, again);
    ok(owner_book_find(book, "  ", &nobody, e));
    assert_null(nobody);
}

static void two_owners_and_one_who_left_are_refused(void **state)
{
    World *world = *state;
    people(world);
    static const char *const refused[] = {
        "Sara Ali and Lena Berg", "Sara Ali, Lena Berg", "A & B", "Anna; Bob", "Anna/Bob", "ANNA AND BOB",
        "\u0633\u0627\u0631\u0629 \u0648 \u0644\u064A\u0646\u0627", "\u0633\u0627\u0631\u0629\u060C \u0644\u064A\u0646\u0627",
        "\u0410\u043D\u043D\u0430 \u0438 \u0411\u043E\u0440\u0438\u0441",
        "\u0623\u062D\u0645\u062F \u0648\u0645\u062D\u0645\u062F", /* written together, and both are known */
        "Ivan", "e2", "omar@example.com"};
    static const char *const taken[] = {
        "Sara Ali", "Research and Development", "Management", "Anderson", "Sandra", "\u0623\u062D\u0645\u062F \u0648\u0644\u064A\u062F",
        "\u0418\u0440\u0438\u043D\u0430", "", NULL};
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        if (owner_check(&world->asker, "owner", refused[i], NULL, e) != STATUS_INVALID_ARGUMENT)
            fail_msg("taken: %s", refused[i]);
        assert_string_equal(e_.where, "owner");
        assert_true(e_.hint[0] != '\0');
    }
    for (size_t i = 0; i < sizeof taken / sizeof taken[0]; i++)
        ok(owner_check(&world->asker, "owner", taken[i], NULL, e));
    /* Who left later does not stand in the way of other changes. */
    ok(owner_check(&world->asker, "owner", "Ivan", "Ivan", e));
    assert_int_equal(owner_check(&world->asker, "owner", "Ivan", "Sara Ali", e), STATUS_INVALID_ARGUMENT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(an_owner_is_found_by_name_mail_or_key), TEST(two_owners_and_one_who_left_are_refused)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
