#include "import/xlsx_style.h"

#include "calendar/day.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

NumberStyle number_style_builtin(int id)
{
    if (id == 46)
        return STYLE_DURATION;
    bool date = (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || id == 45 || id == 47 || (id >= 50 && id <= 58);
    return date ? STYLE_DATE : STYLE_NUMBER;
}

/* "[h]", "[mm]": time that passed, not a time of day. */
static bool elapsed(const char *bracket)
{
    return bracket[1] && strchr("hHmMsS", bracket[1]) && (bracket[2] == ']' || bracket[2] == bracket[1]);
}

/* Behind what is not to be read as letters of a format: an escaped character, a quoted text, a bracket. */
static const char *pass_over(const char *c)
{
    if (*c == '\\')
        return c[1] ? c + 2 : c + 1;
    const char *end = strchr(c + 1, *c == '"' ? '"' : ']');
    return end ? end + 1 : c + strlen(c);
}

NumberStyle number_style_code(const char *code)
{
    for (const char *c = code; *c && *c != ';';) {
        if (*c == '[' && elapsed(c))
            return STYLE_DURATION;
        if (strchr("\\\"[", *c)) {
            c = pass_over(c);
            continue;
        }
        if (strchr("dDmMyYhHsS", *c))
            return STYLE_DATE;
        if (*c == 'G' || *c == 'E')
            return STYLE_NUMBER; /* General, 0.00E+00 */
        c++;
    }
    return STYLE_NUMBER;
}

bool serial_text(double serial, NumberStyle style, bool from_1904, char *target, size_t capacity)
{
    /* Up to the year 9999; a Gregorian day of Excel's 1900 count: 25569 is 1970-01-01. */
    if (!(serial >= 0 && serial < 2958466))
        return false;
    long long milliseconds = llround(serial * 86400000.0);
    long long days = milliseconds / 86400000, rest = milliseconds % 86400000;
    long long seconds = rest / 1000, thousandths = rest % 1000;
    if (style == STYLE_DURATION || days == 0) {
        long long total = days * 86400 + seconds;
        snprintf(target, capacity, "%lld:%02lld:%02lld", total / 3600, total / 60 % 60, total % 60);
        return true;
    }
    char day[11];
    /* Before 1900-03-01 the count is one off: its 1900 has a 29th of February. */
    long long epoch = from_1904 ? 24107 : days < 60 ? 25568 : 25569;
    day_format((int32_t)(days - epoch), day);
    if (rest == 0)
        snprintf(target, capacity, "%s", day);
    else if (thousandths == 0)
        snprintf(target, capacity, "%s %02lld:%02lld:%02lld", day, seconds / 3600, seconds / 60 % 60, seconds % 60);
    else
        snprintf(target, capacity, "%s %02lld:%02lld:%02lld.%03lld", day, seconds / 3600, seconds / 60 % 60, seconds % 60,
                 thousandths);
    return true;
}
