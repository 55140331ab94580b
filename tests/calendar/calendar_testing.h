/* Days as the tests write them. */
#ifndef CALENDAR_TESTING_H
#define CALENDAR_TESTING_H

#include "testing.h"

#include "calendar/table.h"

static inline int32_t day_of(const char *text)
{
    int32_t day = INT32_MIN;
    if (!day_parse(text_of(text), &day))
        fail_msg("%s is no day", text);
    return day;
}

/* "2026-11-21 16:30:00" as if it were UTC. */
static inline int64_t instant_of(const char *text)
{
    int hour = (text[11] - '0') * 10 + text[12] - '0', minute = (text[14] - '0') * 10 + text[15] - '0';
    int second = (text[17] - '0') * 10 + text[18] - '0';
    char day[11] = {0};
    for (int i = 0; i < 10; i++)
        day[i] = text[i];
    return ((int64_t)day_of(day) * 86400 + hour * 3600 + minute * 60 + second) * 1000000;
}

#endif
