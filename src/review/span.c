#include "review/span.h"

#include "base/text.h"

#include <string.h>

enum { LOOK_AHEAD = 40 }; /* days: longer holidays leave the day as it is */

static const char *const names[REVIEW_KINDS] = {"weekly", "monthly"};

const char *review_kind_name(ReviewKind kind)
{
    return names[kind];
}

bool review_kind_parse(const char *name, ReviewKind *ret_kind)
{
    for (int i = 0; i < REVIEW_KINDS; i++)
        if (strcmp(names[i], name) == 0) {
            *ret_kind = (ReviewKind)i;
            return true;
        }
    return false;
}

static const char *day_setting(const Organization *organization, ReviewKind kind)
{
    return kind == REVIEW_WEEKLY ? organization->weekly_review : organization->monthly_review;
}

bool review_is_kept(const Organization *organization, ReviewKind kind)
{
    return strcmp(day_setting(organization, kind), "none") != 0;
}

static bool is_day_off(const CalendarSettings *days, int32_t day)
{
    for (size_t i = 0; i < days->holiday_count; i++)
        if (days->holidays[i] == day)
            return true;
    return days->weekend[weekday_of(day)];
}

/* The first day from `day` on that is worked; `day` itself where none is near. */
static int32_t working_day(const CalendarSettings *days, int32_t day)
{
    for (int32_t ahead = 0; ahead < LOOK_AHEAD; ahead++)
        if (!is_day_off(days, day + ahead))
            return day + ahead;
    return day;
}

/* The day of the meeting about a span that ends before `after`: as the setting says. A day that somebody chose is kept
 * though it may be a day off. */
static int32_t meeting_day(const Organization *organization, ReviewKind kind, int32_t after)
{
    const char *setting = day_setting(organization, kind);
    long number;
    int weekday;
    if (weekday_parse(text_of(setting), &weekday))
        return after + (weekday - weekday_of(after) + 7) % 7;
    if (text_to_long(text_of(setting), &number))
        return after + (int32_t)number - 1;
    return working_day(&organization->days, after);
}

static Status month_start(const Organization *organization, int32_t day, int32_t *ret_start, Error *error)
{
    DayParts parts;
    TRY(day_parts(organization->calendar, day, &parts, error));
    *ret_start = day - (parts.day - 1);
    return STATUS_OK;
}

Status review_span_of(const Organization *organization, ReviewKind kind, int32_t day, ReviewSpan *ret_span, Error *error)
{
    int32_t from, end;
    if (kind == REVIEW_WEEKLY) {
        from = day - (weekday_of(day) - organization->days.first_day_of_week + 7) % 7;
        end = from + 7;
    } else {
        TRY(month_start(organization, day, &from, error));
        TRY(month_start(organization, from + 32, &end, error)); /* no month is longer, none shorter than 29 */
    }
    *ret_span = (ReviewSpan){.kind = kind, .from = from, .to = end - 1, .held_on = meeting_day(organization, kind, end)};
    return STATUS_OK;
}

Status review_span_due(const Organization *organization, ReviewKind kind, ReviewSpan *ret_span, Error *error)
{
    ReviewSpan span;
    TRY(review_span_of(organization, kind, organization->today, &span, error));
    do {
        TRY(review_span_of(organization, kind, span.from - 1, &span, error));
    } while (span.held_on > organization->today);
    *ret_span = span;
    return STATUS_OK;
}

Status review_span_next(const Organization *organization, ReviewKind kind, ReviewSpan *ret_span, Error *error)
{
    ReviewSpan span;
    TRY(review_span_due(organization, kind, &span, error));
    return review_span_of(organization, kind, span.to + 1, ret_span, error);
}
