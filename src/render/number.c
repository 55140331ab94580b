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

/* Source of the signs: CLDR 48, main/LANGUAGE/numbers, symbols of the numbering system. */
typedef struct Writing {
    const char *name;
    unsigned zero; /* the code point of the digit zero */
    const char *group, *decimal;
} Writing;

static const Writing english = {"", '0', ",", "."}, russian = {"latn", '0', "\xC2\xA0", ","},
                     arab = {"arab", 0x660, "\xD9\xAC", "\xD9\xAB"}, persian = {"arabext", 0x6F0, "\xD9\xAC", "\xD9\xAB"};

static _Thread_local const char *writing_system = NULL;

const char *number_write_in(const char *numbering)
{
    const char *before = writing_system;
    writing_system = numbering;
    return before;
}

static const Writing *writing(void)
{
    const char *language = translate_language(), *system = writing_system;
    if (!system)
        return &english;
    bool own = strcmp(system, NUMBER_LANGUAGE) == 0;
    if (strcmp(system, arab.name) == 0 || (own && strcmp(language, "ar") == 0))
        return &arab;
    if (strcmp(system, persian.name) == 0 || (own && strcmp(language, "fa") == 0))
        return &persian;
    return strcmp(language, "ru") == 0 ? &russian : &english;
}

/* A digit of ASCII, of Arabic or of Persian at `at`: its value and its bytes; -1 where there is none. */
static int digit_at(const char *at, size_t *ret_bytes)
{
    const unsigned char *byte = (const unsigned char *)at;
    *ret_bytes = byte[0] < 0x80 ? 1 : 2;
    if (byte[0] >= '0' && byte[0] <= '9')
        return byte[0] - '0';
    if (byte[0] == 0xD9 && byte[1] >= 0xA0 && byte[1] <= 0xA9)
        return byte[1] - 0xA0;
    if (byte[0] == 0xDB && byte[1] >= 0xB0 && byte[1] <= 0xB9)
        return byte[1] - 0xB0;
    return -1;
}

static size_t put_digit(char *target, unsigned zero, int digit)
{
    unsigned point = zero + (unsigned)digit;
    if (point < 0x80) {
        *target = (char)point;
        return 1;
    }
    target[0] = (char)(0xC0 | point >> 6);
    target[1] = (char)(0x80 | (point & 0x3F));
    return 2;
}

const char *number_digits(Arena *arena, const char *text)
{
    if (!writing_system)
        return text;
    unsigned zero = writing()->zero;
    char *written = arena_alloc(arena, strlen(text) * 2 + 1), *at = written;
    while (*text) {
        size_t bytes;
        int digit = digit_at(text, &bytes);
        if (digit >= 0)
            at += put_digit(at, zero, digit);
        else
            *at++ = *text;
        text += digit >= 0 ? bytes : 1;
    }
    *at = '\0';
    return written;
}

const char *number_count(Arena *arena, size_t count)
{
    return number_digits(arena, arena_format(arena, "%zu", count));
}

/* With a sign between thousands; half away from zero, as people round. */
const char *number_decimals(Arena *arena, double number, int decimals)
{
    double scale = pow(10, decimals);
    double rounded = fabs(number) < 1e15 ? round(number * scale) / scale : number;
    char plain[400], grouped[1100]; /* the greatest number has 309 digits, of two bytes each, and 102 signs of two */
    const Writing *signs = writing();
    snprintf(plain, sizeof plain, "%.*f", decimals, rounded);
    const char *digits = plain + (plain[0] == '-');
    size_t whole = strcspn(digits, "."), at = 0;
    bool negative = plain[0] == '-' && rounded != 0;
    for (size_t i = 0; digits[i]; i++) {
        if (i && i < whole && (whole - i) % 3 == 0)
            at += (size_t)snprintf(grouped + at, sizeof grouped - at, "%s", signs->group);
        if (digits[i] >= '0' && digits[i] <= '9')
            at += put_digit(grouped + at, signs->zero, digits[i] - '0');
        else if (digits[i] == '.')
            at += (size_t)snprintf(grouped + at, sizeof grouped - at, "%s", signs->decimal);
        else
            grouped[at++] = digits[i];
    }
    grouped[at] = '\0';
    return arena_format(arena, "%s%s", negative ? "\xE2\x88\x92" : "", grouped);
}

const char *number_share(Arena *arena, double share)
{
    return arena_format(arena, _("%s %%"), number_decimals(arena, 100 * share, 0));
}

static const char *format_duration(Arena *arena, double seconds)
{
    const char *sign = seconds < 0 ? "\xE2\x88\x92" : "";
    double rest = fabs(seconds);
    if (rest < 99.5)
        return arena_format(arena, "%s%s %s", sign, number_decimals(arena, rest, 1), _("s"));
    long minutes = lround(rest / 60);
    if (minutes < 60)
        return arena_format(arena, "%s%s %s", sign, number_count(arena, (size_t)minutes), _("min"));
    if (minutes < 48 * 60)
        return arena_format(arena, "%s%s %s %s %s", sign, number_count(arena, (size_t)minutes / 60), _("h"),
                            number_count(arena, (size_t)minutes % 60), _("min"));
    return arena_format(arena, "%s%s %s", sign, number_decimals(arena, rest / 86400, 1), _("d"));
}

const char *format_plain(Arena *arena, double number, Unit unit)
{
    return unit == UNIT_SECONDS ? format_duration(arena, number) : number_decimals(arena, number, decimals_of(unit, number));
}

const char *format_number(Arena *arena, double number, Unit unit, const char *currency)
{
    const char *plain = format_plain(arena, number, unit);
    if (unit == UNIT_PERCENT)
        return arena_format(arena, _("%s %%"), plain);
    if (unit == UNIT_HOURS)
        return arena_format(arena, "%s %s", plain, _("h"));
    if (unit == UNIT_MONEY && currency)
        return arena_format(arena, "%s %s", plain, currency);
    return plain;
}
