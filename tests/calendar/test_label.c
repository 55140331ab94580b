#include "calendar_testing.h"

#include <pthread.h>
#include <string.h>

typedef struct LabelCase {
    CalendarSystem system;
    PeriodLength length;
    const char *start, *end, *language, *label;
} LabelCase;

/* As ICU 72 (CLDR 42) writes them, quarters and Russian months as the page does, with plain spaces for its thin and unbreakable ones. */
static const LabelCase cases[] = {
    {CALENDAR_GREGORIAN, PERIOD_DAY, "2026-11-21", "2026-11-22", "en", "Nov 21, 2026"},
    {CALENDAR_GREGORIAN, PERIOD_MONTH, "2026-11-01", "2026-12-01", "en", "November 2026"},
    {CALENDAR_GREGORIAN, PERIOD_MONTH, "2026-11-01", "2026-12-01", "ru", "ноябрь 2026"},
    {CALENDAR_GREGORIAN, PERIOD_MONTH, "2026-11-01", "2026-12-01", "ar", "نوفمبر ٢٠٢٦"},
    {CALENDAR_GREGORIAN, PERIOD_QUARTER, "2026-10-01", "2027-01-01", "en", "Q4 2026"},
    {CALENDAR_GREGORIAN, PERIOD_QUARTER, "2026-10-01", "2027-01-01", "fa", "فصل ۴ سال ۲۰۲۶"},
    {CALENDAR_GREGORIAN, PERIOD_QUARTER, "2026-10-01", "2027-01-01", "ru", "4 кв. 2026"},
    {CALENDAR_GREGORIAN, PERIOD_QUARTER, "2026-10-01", "2027-01-01", "ar", "الربع ٤ من ٢٠٢٦"},
    {CALENDAR_PERSIAN, PERIOD_QUARTER, "2026-12-22", "2027-03-21", "en", "Q4 1405 AP"},
    {CALENDAR_GREGORIAN, PERIOD_YEAR, "2026-01-01", "2027-01-01", "ru", "2026"},
    {CALENDAR_PERSIAN, PERIOD_DAY, "2026-11-21", "2026-11-22", "fa", "۳۰ آبان ۱۴۰۵"},
    {CALENDAR_PERSIAN, PERIOD_MONTH, "2026-10-23", "2026-11-22", "fa", "آبان ۱۴۰۵"},
    {CALENDAR_PERSIAN, PERIOD_MONTH, "2026-10-23", "2026-11-22", "ar", "آبان ١٤٠٥ ه‍.ش"},
    {CALENDAR_PERSIAN, PERIOD_MONTH, "2026-10-23", "2026-11-22", "en", "Aban 1405 AP"},
    {CALENDAR_PERSIAN, PERIOD_QUARTER, "2026-12-22", "2027-03-21", "fa", "فصل ۴ سال ۱۴۰۵"},
    {CALENDAR_PERSIAN, PERIOD_YEAR, "2026-03-21", "2027-03-21", "fa", "۱۴۰۵"},
    {CALENDAR_ISLAMIC, PERIOD_MONTH, "2026-06-16", "2026-07-16", "ar", "محرم ١٤٤٨ هـ"},
    {CALENDAR_ISLAMIC, PERIOD_MONTH, "2026-06-16", "2026-07-16", "en", "Muharram 1448 AH"},
    {CALENDAR_GREGORIAN, PERIOD_WEEK, "2026-11-16", "2026-11-23", "en", "Nov 16 – 22, 2026"},
    {CALENDAR_GREGORIAN, PERIOD_WEEK, "2026-11-16", "2026-11-23", "ru", "16–22 нояб. 2026 г."},
    {CALENDAR_PERSIAN, PERIOD_WEEK, "2026-11-21", "2026-11-28", "fa", "۳۰ آبان تا ۶ آذر ۱۴۰۵"},
    {CALENDAR_FISCAL, PERIOD_MONTH, "2026-11-01", "2026-12-01", "en", "November 2026"},
    {CALENDAR_FISCAL, PERIOD_MONTH, "2026-11-06", "2026-12-06", "en", "Nov 6 – Dec 5, 2026"},
    {CALENDAR_FISCAL, PERIOD_QUARTER, "2026-10-01", "2027-01-01", "en", "Oct – Dec 2026"},
    {CALENDAR_FISCAL, PERIOD_YEAR, "2026-04-01", "2027-04-01", "en", "Apr 2026 – Mar 2027"},
    {CALENDAR_FISCAL, PERIOD_YEAR, "2026-01-01", "2027-01-01", "en", "2026"},
    {CALENDAR_GREGORIAN, PERIOD_MONTH, "2026-11-01", "2026-12-01", "xx", "November 2026"},
};

/* U+00A0, U+2009 and U+202F become a space, in place. */
static char *plain_spaces(char *text)
{
    static const char *const spaces[] = {"\xc2\xa0", "\xe2\x80\x89", "\xe2\x80\xaf"};
    for (size_t i = 0; i < 3; i++)
        for (char *found = strstr(text, spaces[i]); found; found = strstr(text, spaces[i])) {
            size_t length = strlen(spaces[i]);
            *found = ' ';
            memmove(found + 1, found + length, strlen(found + length) + 1);
        }
    return text;
}

static void check_all(void)
{
    Arena *arena CLEANUP(arena_cleanup) = arena_new(0);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const LabelCase *row = &cases[i];
        Error error = {0};
        const char *label = NULL;
        assert_int_equal(period_label(arena, row->system, row->length, day_of(row->start), day_of(row->end),
                                      row->language, &label, &error), STATUS_OK);
        assert_string_equal(plain_spaces(arena_string(arena, label)), row->label);
    }
}

static void labels_are_as_people_write_them(void **state)
{
    (void)state;
    check_all();
    check_all(); /* from formats that are open already */
}

static void *in_thread(void *unused)
{
    check_all();
    return unused;
}

static void threads_do_not_share_formats(void **state)
{
    (void)state;
    pthread_t threads[3];
    for (int i = 0; i < 3; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, in_thread, NULL), 0);
    for (int i = 0; i < 3; i++)
        pthread_join(threads[i], NULL);
}

/* Every combination gives some label, whatever the days. */
static void no_combination_fails(void **state)
{
    (void)state;
    static const char *const languages[] = {"ar", "fa", "ru", "en"};
    static const int32_t days[] = {INT32_MIN, -719162, 0, 20778, 2932896, INT32_MAX};
    Arena *arena CLEANUP(arena_cleanup) = arena_new(0);
    for (int language = 0; language < 4; language++)
        for (int system = 0; system < CALENDAR_SYSTEMS; system++)
            for (int length = 0; length < PERIOD_LENGTHS; length++)
                for (size_t day = 1; day + 1 < sizeof days / sizeof days[0]; day++) {
                    Error error = {0};
                    const char *label = NULL;
                    assert_int_equal(period_label(arena, (CalendarSystem)system, (PeriodLength)length, days[day],
                                                  days[day + 1] > 3000000 ? days[day] : days[day + 1],
                                                  languages[language], &label, &error), STATUS_OK);
                    assert_true(strlen(label) > 0);
                }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(labels_are_as_people_write_them),
        cmocka_unit_test(threads_do_not_share_formats),
        cmocka_unit_test(no_combination_fails),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
