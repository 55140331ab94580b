#include "render/number.h"

#include "base/translate.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static int decimals_of(Unit unit, double number)
{
    switch (unit) {
    case UNIT_COUNT:
        return number == floor(number) ? 0 : 1;
    case UNIT_PERCENT:
        return fabs(number) < 0.1 && number != 0 ? 4 : 1;
    case UNIT_POINTS:
        return 1;
    case UNIT_HOURS:
        return 1;
    case UNIT_SCORE:
    case UNIT_RATIO:
    case UNIT_MONEY:
    case UNIT_SECONDS:
        break;
    }
    return 2;
}

/* Digits with a comma between thousands; half away from zero, as people round. */
static const char *group_digits(Arena *arena, double number, int decimals)
{
    double scale = pow(10, decimals);
    double rounded = fabs(number) < 1e15 ? round(number * scale) / scale : number;
    char plain[400], grouped[540];
    snprintf(plain, sizeof plain, "%.*f", decimals, rounded);
    const char *digits = plain + (plain[0] == '-');
    size_t whole = strcspn(digits, "."), at = 0;
    bool negative = plain[0] == '-' && rounded != 0;
    for (size_t i = 0; digits[i]; i++) {
        if (i && i < whole && (whole - i) % 3 == 0)
            grouped[at++] = ',';
        grouped[at++] = digits[i];
    }
    grouped[at] = '\0';
    return arena_format(arena, "%s%s", negative ? "\xE2\x88\x92" : "", grouped);
}

static const char *format_duration(Arena *arena, double seconds)
{
    const char *sign = seconds < 0 ? "\xE2\x88\x92" : "";
    double rest = fabs(seconds);
    if (rest < 99.5)
        return arena_format(arena, "%s%s %s", sign, group_digits(arena, rest, 1), _("s"));
    long minutes = lround(rest / 60);
    if (minutes < 60)
        return arena_format(arena, "%s%ld %s", sign, minutes, _("min"));
    if (minutes < 48 * 60)
        return arena_format(arena, "%s%ld %s %ld %s", sign, minutes / 60, _("h"), minutes % 60, _("min"));
    return arena_format(arena, "%s%s %s", sign, group_digits(arena, rest / 86400, 1), _("d"));
}

const char *format_plain(Arena *arena, double number, Unit unit)
{
    return unit == UNIT_SECONDS ? format_duration(arena, number) : group_digits(arena, number, decimals_of(unit, number));
}

const char *format_number(Arena *arena, double number, Unit unit, const char *currency)
{
    const char *plain = format_plain(arena, number, unit);
    if (unit == UNIT_PERCENT)
        return arena_format(arena, "%s %%", plain);
    if (unit == UNIT_HOURS)
        return arena_format(arena, "%s %s", plain, _("h"));
    if (unit == UNIT_MONEY && currency)
        return arena_format(arena, "%s %s", plain, currency);
    return plain;
}
