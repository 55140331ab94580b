/* What periods are called: in ICU's words, but for what the page says otherwise. */
#include "base/translate.h"
#include "calendar/civil.h"
#include "calendar/icu.h"

#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <unicode/udat.h>
#include <unicode/udateintervalformat.h>
#include <unicode/udatpg.h>
#include <unicode/ustring.h>

enum { LANGUAGES = 4, LABEL_LONGEST = 256, PATTERN_LONGEST = 128 };
static const char *const languages[LANGUAGES] = {"en", "ar", "fa", "ru"};

/* How a label is written: one point of time, or a range of days or months. */
typedef enum Style { STYLE_DAY, STYLE_MONTH, STYLE_QUARTER, STYLE_YEAR, STYLE_DAYS, STYLE_MONTHS } Style;
enum { POINT_STYLES = 4, RANGE_STYLES = 2 };

/* Opening a format takes ICU some milliseconds, with its generator of patterns, and a page shows hundreds of labels:
 * each is opened once, and since none may be used by two threads at a time, with `lock` held. */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static UDateFormat *points[LANGUAGES][CALENDAR_SYSTEMS][POINT_STYLES];
static UDateIntervalFormat *ranges[LANGUAGES][CALENDAR_SYSTEMS][RANGE_STYLES];

/* "fa@calendar=persian" */
static void label_locale(int language, CalendarSystem system, char target[64])
{
    const char *calendar = system == CALENDAR_PERSIAN   ? "persian"
                           : system == CALENDAR_ISLAMIC ? "islamic-umalqura"
                                                        : "gregorian";
    snprintf(target, 64, "%s@calendar=%s", languages[language], calendar);
}

/* Of other calendars than the Gregorian, languages that do not live by them say which. */
static bool names_era(int language, CalendarSystem system)
{
    return system == CALENDAR_ISLAMIC || (system == CALENDAR_PERSIAN && strcmp(languages[language], "fa") != 0);
}

/* The quarter as the page words it: "Q{quarter} {year}" becomes the pattern 'Q'Q' 'y. */
static void quarter_pattern(int language, char pattern[PATTERN_LONGEST])
{
    static const char message[] = N_("Q{quarter} {year}");
    const char *words = translate_to(languages[language], message);
    size_t length = 0;
    for (const char *at = words ? words : message; *at && length + 8 < PATTERN_LONGEST;) {
        size_t literal = strcspn(at, "{");
        if (literal)
            length += (size_t)snprintf(pattern + length, PATTERN_LONGEST - length, "'%.*s'", (int)literal, at);
        at += literal;
        if (*at && length < PATTERN_LONGEST)
            length += (size_t)snprintf(pattern + length, PATTERN_LONGEST - length, "%s", at[1] == 'q' ? "Q" : "y");
        at += strcspn(at, "}");
        at += *at == '}';
    }
}

/* Where ICU's best pattern is not what is written: Persian has "Aban 1405", not "1405 Aban"; a month in Russian needs no
 * word for the year; quarters are as on the page. */
static bool fixed_pattern(int language, CalendarSystem system, Style style, char pattern[PATTERN_LONGEST])
{
    bool persian = strcmp(languages[language], "fa") == 0 && system == CALENDAR_PERSIAN;
    if (style == STYLE_QUARTER)
        quarter_pattern(language, pattern);
    else if (style == STYLE_MONTH && (persian || strcmp(languages[language], "ru") == 0))
        snprintf(pattern, PATTERN_LONGEST, "LLLL y");
    else
        return false;
    if (names_era(language, system))
        snprintf(pattern + strlen(pattern), PATTERN_LONGEST - strlen(pattern), " G");
    return true;
}

static int32_t best_pattern(const char *locale, Style style, UChar *pattern, UErrorCode *code)
{
    static const char *const skeletons[POINT_STYLES] = {
        [STYLE_DAY] = "yMMMd", [STYLE_MONTH] = "yMMMM", [STYLE_YEAR] = "y"};
    UChar skeleton[16];
    u_uastrcpy(skeleton, skeletons[style]);
    UDateTimePatternGenerator *generator = udatpg_open(locale, code);
    int32_t length = udatpg_getBestPattern(generator, skeleton, -1, pattern, PATTERN_LONGEST, code);
    udatpg_close(generator);
    return length;
}

static const UChar utc[] = {'U', 'T', 'C', 0};

static UDateFormat *point_format(int language, CalendarSystem system, Style style, UErrorCode *code)
{
    UDateFormat **slot = &points[language][system][style];
    if (*slot)
        return *slot;
    char locale[64];
    label_locale(language, system, locale);
    UChar pattern[PATTERN_LONGEST];
    int32_t length = -1;
    char fixed[PATTERN_LONGEST] = "";
    if (fixed_pattern(language, system, style, fixed))
        u_strFromUTF8(pattern, PATTERN_LONGEST, NULL, fixed, -1, code);
    else
        length = best_pattern(locale, style, pattern, code);
    UDateFormat *format = udat_open(UDAT_PATTERN, UDAT_PATTERN, locale, utc, -1, pattern, length, code);
    if (U_FAILURE(*code))
        return NULL;
    return *slot = format;
}

static UDateIntervalFormat *range_format(int language, CalendarSystem system, Style style, UErrorCode *code)
{
    UDateIntervalFormat **slot = &ranges[language][system][style - STYLE_DAYS];
    if (*slot)
        return *slot;
    char locale[64];
    label_locale(language, system, locale);
    UChar skeleton[16];
    u_uastrcpy(skeleton, style == STYLE_DAYS ? "yMMMd" : "yMMM");
    UDateIntervalFormat *format = udtitvfmt_open(locale, skeleton, -1, utc, -1, code);
    return U_FAILURE(*code) ? NULL : (*slot = format);
}

/* Fiscal periods are named by what they hold, since a "Q1" of theirs would be taken for the calendar's: a month
 * or year that is the calendar's own has its name, others are ranges. */
static Style fiscal_style(PeriodLength length, DayParts start)
{
    if (length == PERIOD_YEAR && start.month == 1 && start.day == 1)
        return STYLE_YEAR;
    if (length == PERIOD_MONTH && start.day == 1)
        return STYLE_MONTH;
    return start.day == 1 ? STYLE_MONTHS : STYLE_DAYS;
}

static Style label_style(CalendarSystem system, PeriodLength length, int32_t start)
{
    switch (length) {
    case PERIOD_DAY:
        return STYLE_DAY;
    case PERIOD_WEEK:
    case PERIOD_ALL:
        return STYLE_DAYS;
    default:
        if (system == CALENDAR_FISCAL)
            return fiscal_style(length, civil_parts(start));
        return length == PERIOD_MONTH ? STYLE_MONTH : length == PERIOD_QUARTER ? STYLE_QUARTER : STYLE_YEAR;
    }
}

/* ICU 72 misspells the eighth Persian month in Arabic: a ya' stands where a ba' should. */
static void mend_aban(UChar *text, int32_t count)
{
    static const UChar misspelt[] = {0x0622, 0x064A, 0x0627, 0x0646};
    UChar *found = u_strFindFirst(text, count, misspelt, 4);
    while (found) {
        found[1] = 0x0628;
        found = u_strFindFirst(found, count - (int32_t)(found - text), misspelt, 4);
    }
}

/* With the lock held. */
static int32_t write_label(int language, CalendarSystem system, Style style, int32_t start, int32_t end,
                           UChar text[LABEL_LONGEST], UErrorCode *code)
{
    const double first = start * (double)MILLISECONDS_A_DAY;
    const double last = (end > start ? end - 1 : start) * (double)MILLISECONDS_A_DAY;
    if (style < STYLE_DAYS) {
        UDateFormat *format = point_format(language, system, style, code);
        return format ? udat_format(format, first, text, LABEL_LONGEST, NULL, code) : 0;
    }
    UDateIntervalFormat *format = range_format(language, system, style, code);
    return format ? udtitvfmt_format(format, first, last, text, LABEL_LONGEST, NULL, code) : 0;
}

Status period_label(Arena *arena, CalendarSystem system, PeriodLength length, int32_t start, int32_t end,
                    const char *language, const char **ret_label, Error *error)
{
    int number = LANGUAGES - 1;
    while (number > 0 && strncmp(languages[number], language, 2) != 0)
        number--;
    UErrorCode code = U_ZERO_ERROR;
    UChar text[LABEL_LONGEST];
    pthread_mutex_lock(&lock);
    int32_t count = write_label(number, system, label_style(system, length, start), start, end, text, &code);
    pthread_mutex_unlock(&lock);
    if (U_SUCCESS(code) && count <= LABEL_LONGEST && system == CALENDAR_PERSIAN)
        mend_aban(text, count);
    char label[LABEL_LONGEST * 3 + 1];
    int32_t bytes = 0;
    u_strToUTF8(label, sizeof label, &bytes, text, count, &code);
    if (U_FAILURE(code))
        return icu_failed(error, code);
    *ret_label = arena_copy(arena, label, (size_t)bytes);
    return STATUS_OK;
}
