#include "import/shape.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum { VALUE_LONGEST = 64 };

/* ASCII digits for Arabic (U+0660..) and Persian (U+06F0..) ones, spaces for the no-break space; false where
 * the value is too long for a date or a number. */
static bool plain_text(Text value, char target[VALUE_LONGEST + 1])
{
    value = text_trim(value);
    if (!value.length || value.length > VALUE_LONGEST)
        return false;
    size_t count = 0;
    for (size_t i = 0; i < value.length; i++) {
        unsigned char byte = (unsigned char)value.bytes[i];
        unsigned char next = i + 1 < value.length ? (unsigned char)value.bytes[i + 1] : 0;
        if (byte == 0xD9 && next >= 0xA0 && next <= 0xA9) {
            target[count++] = (char)('0' + (next - 0xA0));
            i++;
        } else if (byte == 0xDB && next >= 0xB0 && next <= 0xB9) {
            target[count++] = (char)('0' + (next - 0xB0));
            i++;
        } else if (byte == 0xC2 && next == 0xA0) {
            target[count++] = ' ';
            i++;
        } else {
            target[count++] = (char)byte;
        }
    }
    target[count] = '\0';
    return true;
}

/* ---- dates ---- */

/* One of the three parts of a date. */
typedef struct Part {
    bool name;     /* a month by name */
    int digits;    /* how many, where it is a number */
    int number;
    size_t length; /* in bytes */
    char separator; /* what follows; '\0' at the end */
} Part;

static bool is_letter(char c)
{
    return isalpha((unsigned char)c) || (unsigned char)c >= 0x80;
}

static size_t read_part(const char *text, Part *part)
{
    size_t at = 0;
    *part = (Part){0};
    if (is_letter(text[0])) {
        part->name = true;
        while (is_letter(text[at]))
            at++;
    } else {
        while (isdigit((unsigned char)text[at]) && at < 18)
            part->number = part->number < 100000000 ? part->number * 10 + (text[at++] - '0') : part->number + (at++ > 99);
        part->digits = (int)at;
    }
    part->length = at;
    return at;
}

/* The separator between two parts: one of - / . space, or a comma with a space. */
static size_t read_separator(const char *text, char *ret_separator)
{
    if (text[0] == ',' && text[1] == ' ') {
        *ret_separator = ',';
        return 2;
    }
    if (!strchr("-/. ", text[0]) || !text[0])
        return 0;
    *ret_separator = text[0];
    return 1;
}

static const char *part_letter(const Part *part, char role)
{
    if (part->name)
        return part->length == 3 ? "%b" : "%B";
    return role == 'y' ? (part->digits == 4 ? "%Y" : "%y") : role == 'm' ? "%m" : "%d";
}

/* Behind the clock: nothing, or on a 12 hour clock a space and two letters. */
static bool clock_ends(const char *text, bool half)
{
    return half ? text[0] == ' ' && strlen(text) == 3 : text[0] == '\0';
}

static bool has_half(const char *text)
{
    return strstr(text, "AM") || strstr(text, "PM") || strstr(text, "am") || strstr(text, "pm");
}

/* Letters of the time of day that follows the date; false where it is not one of the simple forms. */
static bool time_letters(const char *rest, char *target, size_t capacity)
{
    *target = '\0';
    if (!*rest)
        return true;
    char between = *rest++;
    if (between != ' ' && between != 'T')
        return false;
    int hour, minute, second, used = 0;
    bool half = has_half(rest);
    const char *hours = half ? "%I" : "%H", *letters = half ? " %p" : "";
    if (sscanf(rest, "%2d:%2d:%2d%n", &hour, &minute, &second, &used) != 3) {
        snprintf(target, capacity, "%c%s:%%M%s", between, hours, letters);
        return sscanf(rest, "%2d:%2d%n", &hour, &minute, &used) == 2 && clock_ends(rest + used, half);
    }
    const char *fraction = rest + used;
    size_t digits = *fraction == '.' ? strspn(fraction + 1, "0123456789") : 0;
    const char *part = digits == 3 ? ".%g" : digits == 6 ? ".%f" : "";
    snprintf(target, capacity, "%c%s:%%M:%%S%s%s", between, hours, part, letters);
    return clock_ends(*part ? fraction + 1 + digits : fraction, half);
}

/* Keeps how the value is written, where strptime can say it. The order of day and month is settled later: "%1"
 * and "%2" stand for the first and the second of them. */
static void keep_format(DateShapes *shapes, const Part parts[3], const char *rest)
{
    if (shapes->formatted)
        return;
    shapes->formatted = true;
    char time[24];
    bool year_first = !parts[0].name && parts[0].digits == 4;
    if (!time_letters(rest, time, sizeof time) || parts[0].separator == ',')
        return;
    const char *comma = parts[1].separator == ',' ? ", " : (char[]){parts[1].separator, '\0'};
    const char *first = year_first ? "%Y" : parts[0].name ? part_letter(&parts[0], 'm') : "%1";
    const char *second = year_first ? part_letter(&parts[1], 'm') : parts[1].name ? part_letter(&parts[1], 'm') : "%2";
    const char *third = year_first ? "%d" : part_letter(&parts[2], 'y');
    snprintf(shapes->format, sizeof shapes->format, "%s%c%s%s%s%s", first, parts[0].separator, second, comma, third, time);
}

static void add_year(DateShapes *shapes, const Part *part)
{
    if (part->digits != 4)
        return;
    if (!shapes->year_min || part->number < shapes->year_min)
        shapes->year_min = part->number;
    if (part->number > shapes->year_max)
        shapes->year_max = part->number;
}

static void add_parts(DateShapes *shapes, const Part parts[3], const char *rest)
{
    keep_format(shapes, parts, rest);
    shapes->months += parts[0].name || parts[1].name;
    if (!parts[0].name && parts[0].digits == 4) {
        shapes->year_first++;
        add_year(shapes, &parts[0]);
        return;
    }
    shapes->year_last++;
    add_year(shapes, &parts[2]);
    shapes->name_first += parts[0].name;
    shapes->name_second += parts[1].name;
    if (parts[0].name || parts[1].name)
        return;
    shapes->dotted += parts[0].separator == '.' && parts[1].separator == '.';
    shapes->day_first += parts[0].number > 12;
    shapes->month_first += parts[1].number > 12;
}

static bool read_date(const char *text, Part parts[3], const char **ret_rest)
{
    for (int i = 0; i < 3; i++) {
        size_t used = read_part(text, &parts[i]);
        if (!used || (i == 2 && parts[i].name))
            return false;
        text += used;
        if (i < 2) {
            used = read_separator(text, &parts[i].separator);
            if (!used)
                return false;
            text += used;
        }
    }
    *ret_rest = text;
    bool sensible = parts[2].digits == 4 || parts[2].digits == 2 || parts[0].digits == 4;
    return sensible && (*text == '\0' || *text == ' ' || *text == 'T' || *text == ',');
}

void date_shape_add(DateShapes *shapes, Text value)
{
    char text[VALUE_LONGEST + 1];
    if (!plain_text(value, text))
        return;
    shapes->values++;
    size_t length = strlen(text), digits = strspn(text, "0123456789");
    if (digits == length || (digits >= 9 && text[digits] == '.')) {
        shapes->compact += length == 8;
        shapes->epoch += digits == 9 || digits == 10;
        shapes->epoch_ms += digits == 12 || digits == 13;
        return;
    }
    Part parts[3];
    const char *rest;
    if (read_date(text, parts, &rest))
        add_parts(shapes, parts, rest);
}

/* ---- numbers ---- */

static size_t count_of(const char *text, char wanted)
{
    size_t count = 0;
    for (; *text; text++)
        count += *text == wanted;
    return count;
}

/* One sign alone: "1,234" and "1.234" could group, all else is a decimal sign. */
static void add_single(NumberShapes *shapes, const char *text, const char *sign)
{
    size_t behind = strspn(sign + 1, "0123456789"), before = (size_t)(sign - text);
    bool could_group = behind == 3 && before >= 1 && before <= 4 && text[0] != '0';
    if (*sign == ',' && could_group)
        shapes->comma_either++;
    else if (*sign == ',')
        shapes->comma_decimal++;
    else if (!could_group)
        shapes->dot_decimal++;
}

void number_shape_add(NumberShapes *shapes, Text value)
{
    char text[VALUE_LONGEST + 1];
    if (!plain_text(value, text))
        return;
    size_t commas = count_of(text, ','), dots = count_of(text, '.');
    const char *comma = strrchr(text, ','), *dot = strrchr(text, '.');
    bool comma_decimal = comma && dot ? comma > dot : dots > 1;
    if (commas + dots == 1)
        add_single(shapes, text, comma ? comma : dot);
    else if (commas + dots)
        *(comma_decimal ? &shapes->comma_decimal : &shapes->dot_decimal) += 1;
}
