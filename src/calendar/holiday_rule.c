#include "calendar/holiday_rule.h"

#include "calendar/civil.h"

#include <string.h>
#include <strings.h>

static bool digits(Text text, int32_t *ret_number)
{
    int32_t number = 0;
    for (size_t i = 0; i < text.length; i++) {
        if (text.bytes[i] < '0' || text.bytes[i] > '9')
            return false;
        number = number * 10 + (text.bytes[i] - '0');
    }
    *ret_number = number;
    return text.length > 0;
}

bool holiday_date(Text text, int32_t *ret_day)
{
    int32_t year, month, day;
    if (text.length < 8 || !digits((Text){text.bytes, 4}, &year) || !digits((Text){text.bytes + 4, 2}, &month) ||
        !digits((Text){text.bytes + 6, 2}, &day))
        return false;
    if (year < 1 || month < 1 || month > 12 || day < 1 || day > civil_month_days(year, month))
        return false;
    *ret_day = civil_day(year, month, day);
    return true;
}

static bool number_between(Text text, long least, long most, int *ret_number)
{
    long number;
    if (text.length == 0 || text.length > 6 || !text_to_long(text, &number) || number < least || number > most)
        return false;
    *ret_number = (int)number;
    return true;
}

/* "4TH", "-1MO": one weekday of the month. */
static bool parse_weekday(Text text, HolidayRule *rule)
{
    static const char names[] = "MOTUWETHFRSASU";
    if (text.length < 3)
        return false;
    const char *name = text.bytes + text.length - 2;
    for (int i = 0; i < 7; i++)
        if (strncasecmp(names + 2 * i, name, 2) == 0)
            rule->weekday = i + 1;
    Text number = {text.bytes, text.length - 2};
    if (number.bytes[0] == '+')
        number = (Text){number.bytes + 1, number.length - 1};
    return rule->weekday && number_between(number, -5, 5, &rule->ordinal) && rule->ordinal != 0;
}

static bool name_is(Text name, const char *expected)
{
    return name.length == strlen(expected) && strncasecmp(name.bytes, expected, name.length) == 0;
}

static bool parse_part(Text name, Text value, bool *yearly, HolidayRule *rule)
{
    int number;
    if (name_is(name, "FREQ"))
        return *yearly = name_is(value, "YEARLY");
    if (name_is(name, "WKST"))
        return true; /* matters to weeks alone */
    if (name_is(name, "INTERVAL"))
        return number_between(value, 1, 400, &rule->interval);
    if (name_is(name, "COUNT")) {
        bool read = number_between(value, 1, 10000, &number);
        rule->count = read ? number : 0;
        return read;
    }
    if (name_is(name, "UNTIL"))
        return rule->has_until = holiday_date(value, &rule->until);
    if (name_is(name, "BYMONTH"))
        return number_between(value, 1, 12, &rule->month);
    if (name_is(name, "BYMONTHDAY"))
        return number_between(value, 1, 31, &rule->day);
    return name_is(name, "BYDAY") && parse_weekday(value, rule);
}

bool holiday_rule_parse(Text text, HolidayRule *ret_rule)
{
    HolidayRule rule = {.interval = 1};
    bool yearly = false;
    for (Text rest = text; rest.length;) {
        Text value;
        Text name = text_cut(text_cut(rest, ';', &rest), '=', &value);
        if (!value.bytes || !parse_part(text_trim(name), text_trim(value), &yearly, &rule))
            return false;
    }
    /* Without a month "the 4th Thursday" counts through the year; and one of the two ways names the day. */
    if (!yearly || (rule.weekday && (!rule.month || rule.day)))
        return false;
    *ret_rule = rule;
    return true;
}

bool holiday_rule_day(const HolidayRule *rule, int32_t start, int32_t year, int32_t *ret_day)
{
    DayParts parts = civil_parts(start);
    int month = rule->month ? rule->month : (int)parts.month;
    int length = (int)civil_month_days(year, month);
    int32_t first = civil_day(year, month, 1);
    int day;
    if (!rule->weekday) {
        day = rule->day ? rule->day : (int)parts.day;
    } else if (rule->ordinal > 0) {
        day = 1 + (rule->weekday - weekday_of(first) + 7) % 7 + 7 * (rule->ordinal - 1);
    } else {
        int last = weekday_of(first + length - 1);
        day = length - (last - rule->weekday + 7) % 7 + 7 * (rule->ordinal + 1);
    }
    if (day < 1 || day > length)
        return false;
    *ret_day = first + day - 1;
    return true;
}
