#include "calendar/zone_file.h"

#include "calendar/civil.h"
#include "calendar/table.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define FOLDER "/usr/share/zoneinfo/"
enum { FILE_LARGEST = 65536, HEADER = 44, HOURS_LARGEST = 167 };

/* ---- changes, as they are found ---- */

typedef struct Collector {
    ZoneChange *changes; /* the first holds from the beginning */
    size_t count;
    int64_t first, last; /* seconds; others are not asked for */
    int64_t latest;      /* the time of the latest change, asked for or not */
} Collector;

static void collect(Collector *collector, int64_t seconds, int32_t offset)
{
    if (collector->count && seconds <= collector->latest)
        return;
    collector->latest = seconds;
    if (seconds < collector->first) {
        collector->changes[0].offset = offset;
        return;
    }
    if (seconds > collector->last || collector->count == ZONE_CHANGES_MOST ||
        collector->changes[collector->count - 1].offset == offset)
        return;
    collector->changes[collector->count++] = (ZoneChange){.instant = seconds * 1000000, .offset = offset};
}

/* ---- the footer: a rule for the time after the last change, as POSIX writes TZ ---- */

/* A day of the year on which clocks change, and the second of that day on the clock before. */
typedef struct Rule {
    char kind; /* 'M': weekday of a week of a month; 'J': day of the year without leap day; '0': with */
    int month, week, day;
    int32_t time;
} Rule;

typedef struct Footer {
    bool summer; /* there is summer time */
    int32_t standard_offset, summer_offset;
    Rule starts, ends;
} Footer;

/* Reads from `*text`, which moves on. Numbers of at most three digits. */
static bool read_number(const char **text, int *ret_number)
{
    int number = 0, digits = 0;
    while (isdigit((unsigned char)**text) && digits++ < 3)
        number = number * 10 + (*(*text)++ - '0');
    *ret_number = number;
    return digits > 0 && digits <= 3;
}

/* "EST" or "<+03>" */
static bool skip_name(const char **text)
{
    const char *start = *text;
    if (**text == '<') {
        while (**text && **text != '>')
            ++*text;
        return **text && *(*text)++ == '>';
    }
    while (isalpha((unsigned char)**text))
        ++*text;
    return *text - start >= 3;
}

/* "[+-]hh[:mm[:ss]]" in seconds */
static bool read_time(const char **text, int32_t *ret_seconds)
{
    int sign = **text == '-' ? -1 : 1, hours, minutes = 0, seconds = 0;
    if (**text == '-' || **text == '+')
        ++*text;
    if (!read_number(text, &hours) || hours > HOURS_LARGEST)
        return false;
    if (**text == ':') {
        ++*text;
        if (!read_number(text, &minutes) || minutes > 59)
            return false;
        if (**text == ':') {
            ++*text;
            if (!read_number(text, &seconds) || seconds > 59)
                return false;
        }
    }
    *ret_seconds = sign * (hours * 3600 + minutes * 60 + seconds);
    return true;
}

/* "M3.2.0", behind the M */
static bool read_month_rule(const char **text, Rule *rule)
{
    return read_number(text, &rule->month) && *(*text)++ == '.' && read_number(text, &rule->week) &&
           *(*text)++ == '.' && read_number(text, &rule->day) && rule->month >= 1 && rule->month <= 12 &&
           rule->week >= 1 && rule->week <= 5 && rule->day <= 6;
}

/* ",M3.2.0/2" */
static bool read_rule(const char **text, Rule *ret_rule)
{
    Rule rule = {.kind = '0', .time = 2 * 3600};
    if (*(*text)++ != ',')
        return false;
    if (**text == 'M' || **text == 'J')
        rule.kind = *(*text)++;
    if (rule.kind == 'M' ? !read_month_rule(text, &rule) : !read_number(text, &rule.day))
        return false;
    if (rule.kind != 'M' && (rule.day > 365 || (rule.kind == 'J' && rule.day < 1)))
        return false;
    if (**text == '/') {
        ++*text;
        if (!read_time(text, &rule.time))
            return false;
    }
    *ret_rule = rule;
    return true;
}

/* "EST5EDT,M3.2.0,M11.1.0": offsets are west of Greenwich there, east here. */
static bool read_footer(const char *text, Footer *ret_footer)
{
    Footer footer = {0};
    int32_t west;
    if (!skip_name(&text) || !read_time(&text, &west))
        return false;
    footer.standard_offset = -west;
    if (*text) {
        if (!skip_name(&text))
            return false;
        footer.summer = true;
        footer.summer_offset = footer.standard_offset + 3600;
        if (*text != ',') {
            if (!read_time(&text, &west))
                return false;
            footer.summer_offset = -west;
        }
        if (!read_rule(&text, &footer.starts) || !read_rule(&text, &footer.ends) || *text)
            return false;
    }
    *ret_footer = footer;
    return true;
}

static int32_t rule_day(const Rule *rule, int32_t year)
{
    int32_t new_year = civil_day(year, 1, 1);
    if (rule->kind == '0')
        return new_year + rule->day;
    if (rule->kind == 'J')
        return new_year + rule->day - 1 + (rule->day >= 60 && civil_month_days(year, 2) == 29);
    int32_t first = civil_day(year, rule->month, 1);
    int32_t day = first + floor_modulo(rule->day - weekday_of(first), 7) + (rule->week - 1) * 7;
    /* The fifth is the last, which may be the fourth. */
    return day < first + civil_month_days(year, rule->month) ? day : day - 7;
}

static void collect_footer(Collector *collector, const Footer *footer)
{
    if (!footer->summer)
        return;
    const int64_t from = collector->latest > collector->first ? collector->latest : collector->first;
    const int32_t last_year = civil_parts((int32_t)(collector->last / SECONDS_A_DAY)).year;
    for (int32_t year = civil_parts((int32_t)(from / SECONDS_A_DAY)).year; year <= last_year; year++) {
        int64_t starts = rule_day(&footer->starts, year) * (int64_t)SECONDS_A_DAY + footer->starts.time -
                         footer->standard_offset;
        int64_t ends =
            rule_day(&footer->ends, year) * (int64_t)SECONDS_A_DAY + footer->ends.time - footer->summer_offset;
        if (starts < ends) {
            collect(collector, starts, footer->summer_offset);
            collect(collector, ends, footer->standard_offset);
        } else {
            collect(collector, ends, footer->standard_offset);
            collect(collector, starts, footer->summer_offset);
        }
    }
}

/* ---- the file ---- */

/* The counts of a header, in the file's order. */
typedef struct Header {
    uint32_t universal, standard, leaps, times, types, letters;
} Header;

static int64_t big_endian(const unsigned char *bytes, int width)
{
    uint64_t number = width == 4 && bytes[0] & 0x80 ? UINT64_MAX : 0;
    for (int i = 0; i < width; i++)
        number = number << 8 | bytes[i];
    return (int64_t)number;
}

static bool read_header(const unsigned char *bytes, size_t length, Header *ret_header)
{
    if (length < HEADER || memcmp(bytes, "TZif", 4) != 0 || bytes[4] < '2')
        return false;
    uint32_t counts[6];
    for (int i = 0; i < 6; i++) {
        int64_t count = big_endian(bytes + 20 + 4 * i, 4);
        if (count < 0 || count > FILE_LARGEST)
            return false;
        counts[i] = (uint32_t)count;
    }
    *ret_header = (Header){counts[0], counts[1], counts[2], counts[3], counts[4], counts[5]};
    return true;
}

static size_t block_size(const Header *header, size_t time_width)
{
    return header->times * (time_width + 1) + header->types * 6 + header->letters +
           header->leaps * (time_width + 4) + header->standard + header->universal;
}

/* Behind the second header: times, their types, the types' offsets. False where a type is none. */
static bool collect_block(Collector *collector, const Header *header, const unsigned char *block)
{
    const unsigned char *indexes = block + header->times * 8;
    const unsigned char *types = indexes + header->times;
    collector->changes[0] = (ZoneChange){INT64_MIN / 2, (int32_t)big_endian(types, 4)};
    collector->count = 1;
    for (uint32_t i = 0; i < header->times; i++) {
        if (indexes[i] >= header->types)
            return false;
        int64_t seconds = big_endian(block + i * 8, 8);
        int64_t offset = big_endian(types + indexes[i] * 6, 4);
        if (offset < -93600 || offset > 93600) /* 26 hours: RFC 8536, section 3.2 */
            return false;
        collect(collector, seconds, (int32_t)offset);
    }
    return true;
}

/* The line at the file's end, without its line breaks. */
static bool footer_text(const unsigned char *bytes, size_t length, char target[128])
{
    if (length < 2 || length - 2 >= 128 || bytes[0] != '\n' || bytes[length - 1] != '\n')
        return false;
    memcpy(target, bytes + 1, length - 2);
    target[length - 2] = '\0';
    return strlen(target) == length - 2;
}

bool zone_file_parse(const unsigned char *bytes, size_t length, ZoneChange *changes, size_t *ret_count)
{
    Header first, second;
    if (length > FILE_LARGEST || !read_header(bytes, length, &first))
        return false;
    size_t at = HEADER + block_size(&first, 4);
    if (at > length || !read_header(bytes + at, length - at, &second) || second.types == 0 || second.leaps > 0)
        return false;
    at += HEADER;
    size_t size = block_size(&second, 8);
    char text[128];
    Footer footer;
    if (size > length - at || !footer_text(bytes + at + size, length - at - size, text))
        return false;
    Collector collector = {.changes = changes,
                           .first = (calendar_first_day() - 2) * (int64_t)SECONDS_A_DAY,
                           .last = (calendar_last_day() + 2) * (int64_t)SECONDS_A_DAY,
                           .latest = INT64_MIN};
    if (!collect_block(&collector, &second, bytes + at) || changes[0].offset < -93600 || changes[0].offset > 93600)
        return false;
    if (text[0]) {
        if (!read_footer(text, &footer))
            return false;
        collect_footer(&collector, &footer);
    }
    *ret_count = collector.count;
    return true;
}

/* Names come from users: a file outside the folder is never opened, nor those that count leap seconds. */
static bool is_zone_name(const char *zone)
{
    size_t length = strlen(zone);
    if (!length || length > 64 || strstr(zone, "..") || zone[0] == '/' || strncmp(zone, "right/", 6) == 0 ||
        strncmp(zone, "posix/", 6) == 0)
        return false;
    return strspn(zone, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+-/") == length;
}

bool zone_file_read(const char *zone, ZoneChange *changes, size_t *ret_count)
{
    char name[sizeof FOLDER + 64];
    if (!is_zone_name(zone))
        return false;
    snprintf(name, sizeof name, "%s%s", FOLDER, zone);
    FILE *file = fopen(name, "rbe");
    if (!file)
        return false;
    unsigned char *bytes = malloc(FILE_LARGEST + 1);
    size_t length = bytes ? fread(bytes, 1, FILE_LARGEST + 1, file) : 0;
    fclose(file);
    bool sound = zone_file_parse(bytes, length, changes, ret_count);
    free(bytes);
    return sound;
}

const char *zone_file_version(char target[32])
{
    FILE *file = fopen(FOLDER "tzdata.zi", "rbe");
    if (!file)
        return NULL;
    char line[64] = "";
    bool read = fgets(line, sizeof line, file) != NULL;
    fclose(file);
    if (!read || sscanf(line, "# version %31s", target) != 1)
        return NULL;
    return target;
}
