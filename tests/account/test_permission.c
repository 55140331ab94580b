/* Who may what: the table written once more, by hand. */
#include "testing.h"

#include "account/principal.h"

/* Columns: none, viewer, member, manager, analyst, administrator, owner; and whether one who is limited to some
 * rows keeps it. */
static const struct {
    Permission permission;
    const char *roles;
    bool limited;
} table[] = {
    {PERMISSION_UNSET, "......y", false},
    {PERMISSION_PUBLIC, "yyyyyyy", true},
    {PERMISSION_SIGNED_IN, ".yyyyyy", true},
    {PERMISSION_READ_VALUES, ".yyyyyy", true},
    {PERMISSION_READ_FACTS, "...yyyy", true},
    {PERMISSION_WRITE_FACTS, "....yyy", false},
    {PERMISSION_QUERY, "....yyy", true},
    {PERMISSION_GOALS, "...yyyy", true},
    {PERMISSION_REVIEWS, "...yyyy", false},
    {PERMISSION_COMMENT, "..yyyyy", true},
    {PERMISSION_SETTINGS, ".....yy", false},
    {PERMISSION_MEMBERS, ".....yy", false},
    {PERMISSION_AUDIT, ".....yy", false},
    {PERMISSION_PERSONAL_DATA, ".....yy", false},
    {PERMISSION_OWNER, "......y", false},
};

static const char *const brands[] = {"Noor"};

static void every_role_has_what_the_table_says(void **state)
{
    (void)state;
    assert_int_equal(sizeof table / sizeof table[0], PERMISSION_COUNT);
    for (size_t i = 0; i < PERMISSION_COUNT; i++) {
        assert_int_equal(table[i].permission, i);
        for (int role = ROLE_NONE; role <= ROLE_OWNER; role++) {
            bool expected = table[i].roles[role] == 'y';
            Principal all = {.name = "", .role = (Role)role}, some = all;
            some.rows.brands = (ScopeList){brands, 1};
            assert_int_equal(principal_may(&all, table[i].permission), expected);
            assert_int_equal(principal_may(&some, table[i].permission), expected && table[i].limited);
        }
    }
}

static void a_token_has_its_scopes_alone(void **state)
{
    (void)state;
    Principal token = {.name = "", .role = ROLE_OWNER, .scopes = 1U << PERMISSION_READ_VALUES, .token = 1};
    for (size_t i = 0; i < PERMISSION_COUNT; i++) {
        bool expected = i == PERMISSION_PUBLIC || i == PERMISSION_SIGNED_IN || i == PERMISSION_READ_VALUES;
        assert_int_equal(principal_may(&token, (Permission)i), expected);
    }
    token.role = ROLE_NONE; /* of an account that was switched off */
    assert_false(principal_may(&token, PERMISSION_READ_VALUES));
    assert_false(principal_may(&principal_console, (Permission)PERMISSION_COUNT));
    assert_false(principal_may(&principal_nobody, PERMISSION_SIGNED_IN));
}

static void names_lead_back(void **state)
{
    (void)state;
    for (int role = ROLE_VIEWER; role <= ROLE_OWNER; role++) {
        Role found;
        assert_true(role_find(role_name((Role)role), &found));
        assert_int_equal(found, role);
    }
    for (int i = PERMISSION_READ_VALUES; i < PERMISSION_COUNT; i++) {
        Permission found;
        assert_true(permission_find(permission_name((Permission)i), &found));
        assert_int_equal(found, i);
    }
    Permission permission;
    Role role;
    assert_false(permission_find("unset", &permission));
    assert_false(role_find("none", &role));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_role_has_what_the_table_says),
        cmocka_unit_test(a_token_has_its_scopes_alone),
        cmocka_unit_test(names_lead_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
