#include "calendar/holiday_file.h"

#include "base/translate.h"
#include "calendar/civil.h"
#include "calendar/holiday_rule.h"
#include "calendar/table.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { EXCEPTIONS_MOST = 64 };

/* The lines of a file, those that were folded put together again. */
typedef struct Lines {
    Text rest;
    char *joined; /* room for the whole file: a line is never longer */
    size_t number, begun; /* of the physical line read last; of the one that the whole line begins with */
} Lines;

static bool next_line(Lines *lines, Text *ret_line)
{
    if (!lines->rest.length)
        return false;
    size_t length = 0;
    lines->begun = lines->number + 1;
    do {
        if (length)
            lines->rest = (Text){lines->rest.bytes + 1, lines->rest.length - 1}; /* the blank that says "folded" */
        Text line = text_cut(lines->rest, '\n', &lines->rest);
        lines->number++;
        while (line.length && line.bytes[line.length - 1] == '\r')
            line.length--;
        if (line.length)
            memcpy(lines->joined + length, line.bytes, line.length);
        length += line.length;
    } while (length && lines->rest.length && (lines->rest.bytes[0] == ' ' || lines->rest.bytes[0] == '\t'));
    *ret_line = (Text){lines->joined, length};
    return true;
}

/* "DTSTART;VALUE=DATE:20261225": its name, and what is behind the colon that is not within quotes. */
static bool split_property(Text line, Text *ret_name, Text *ret_value)
{
    bool quoted = false;
    for (size_t i = 0; i < line.length; i++) {
        quoted ^= line.bytes[i] == '"';
        if (line.bytes[i] != ':' || quoted)
            continue;
        Text parameters;
        *ret_name = text_trim(text_cut((Text){line.bytes, i}, ';', &parameters));
        *ret_value = (Text){line.bytes + i + 1, line.length - i - 1};
        return true;
    }
    return false;
}

static bool is(Text text, const char *expected)
{
    return text.length == strlen(expected) && strncasecmp(text.bytes, expected, text.length) == 0;
}

/* An event as it is read. Dates are kept as they are, to be judged when it ends. */
typedef struct Event {
    size_t line;
    bool has_start, timed, has_end, has_rule, cancelled, unread;
    int32_t start, end, length; /* length: of DURATION, 0 without */
    HolidayRule rule;
    const char *name;
    int32_t exceptions[EXCEPTIONS_MOST];
    size_t exception_count;
} Event;

typedef struct Reader {
    Arena *arena;
    int32_t last;
    Holiday *days;
    size_t count, capacity;
    HolidayLeftOut *left_out;
    size_t left_out_count, left_out_total;
    Event event;
    bool in_event;
    size_t inner; /* components within the event: alarms */
} Reader;

/* "P1D", "P2W": days; 0 where it is another length. */
static int32_t duration_days(Text text)
{
    long number;
    if (text.length < 3 || text.length > 6 || (text.bytes[0] != 'P' && text.bytes[0] != 'p') ||
        !text_to_long((Text){text.bytes + 1, text.length - 2}, &number) || number < 1)
        return 0;
    switch (text.bytes[text.length - 1]) {
    case 'D': case 'd': return (int32_t)number;
    case 'W': case 'w': return (int32_t)number * 7;
    default: return 0;
    }
}

/* Text of RFC 5545 (3.3.11): "\n" is a line's end, a backslash guards the rest. One line for a name. */
static const char *plain_text(Arena *arena, Text text)
{
    enum { NAME_MOST = 200 };
    char *plain = arena_alloc(arena, NAME_MOST + 1);
    size_t length = 0;
    text = text_trim(text);
    for (size_t i = 0; i < text.length && length < NAME_MOST;) {
        if (text.bytes[i] == '\\' && i + 1 < text.length) {
            bool end = text.bytes[i + 1] == 'n' || text.bytes[i + 1] == 'N';
            plain[length++] = end ? ' ' : text.bytes[i + 1];
            i += 2;
            continue;
        }
        size_t size = text_character((Text){text.bytes + i, text.length - i});
        if (length + size > NAME_MOST)
            break;
        memcpy(plain + length, text.bytes + i, size ? size : 1);
        length += size ? size : 1;
        i += size ? size : 1;
    }
    return plain;
}

static void read_exceptions(Event *event, Text value)
{
    for (Text rest = value; rest.length;) {
        int32_t day;
        Text date = text_trim(text_cut(rest, ',', &rest));
        if (!holiday_date(date, &day) || event->exception_count == EXCEPTIONS_MOST)
            event->unread = true;
        else
            event->exceptions[event->exception_count++] = day;
    }
}

static void read_property(Reader *reader, Text name, Text value)
{
    Event *event = &reader->event;
    Text date = text_trim(value);
    if (is(name, "DTSTART")) {
        event->has_start = holiday_date(date, &event->start);
        event->timed = date.length != 8;
    } else if (is(name, "DTEND")) {
        event->has_end = holiday_date(date, &event->end);
        event->timed |= date.length != 8;
    } else if (is(name, "DURATION")) {
        event->length = duration_days(date);
        event->unread |= event->length == 0;
    } else if (is(name, "SUMMARY")) {
        event->name = plain_text(reader->arena, value);
    } else if (is(name, "STATUS")) {
        event->cancelled = is(date, "CANCELLED");
    } else if (is(name, "RRULE")) {
        event->unread |= event->has_rule || !holiday_rule_parse(date, &event->rule);
        event->has_rule = true;
    } else if (is(name, "RDATE") || is(name, "EXRULE")) {
        event->unread = true;
    } else if (is(name, "EXDATE")) {
        read_exceptions(event, date);
    }
}

static void leave_out(Reader *reader, const char *reason)
{
    reader->left_out_total++;
    if (reader->left_out_count < HOLIDAY_LEFT_OUT_MOST)
        reader->left_out[reader->left_out_count++] = (HolidayLeftOut){reader->event.line, reason};
}

static Status add_day(Reader *reader, int32_t day, Error *error)
{
    if (reader->count == HOLIDAY_DAYS_MOST)
        return error_set(error, STATUS_TOO_LARGE, _("the file has more than %d holidays"), HOLIDAY_DAYS_MOST);
    if (reader->count == reader->capacity) {
        size_t capacity = reader->capacity ? reader->capacity * 2 : 64;
        Holiday *days = ARENA_ARRAY(reader->arena, capacity, Holiday);
        if (reader->count)
            memcpy(days, reader->days, reader->count * sizeof *days);
        reader->days = days;
        reader->capacity = capacity;
    }
    reader->days[reader->count++] = (Holiday){day, reader->event.name ? reader->event.name : ""};
    return STATUS_OK;
}

static Status add_days(Reader *reader, int32_t first, int32_t length, Error *error)
{
    for (size_t i = 0; i < reader->event.exception_count; i++)
        if (reader->event.exceptions[i] == first)
            return STATUS_OK;
    for (int32_t day = first; day < first + length; day++)
        if (day >= calendar_first_day() && day <= calendar_last_day())
            TRY(add_day(reader, day, error));
    return STATUS_OK;
}

static Status add_yearly(Reader *reader, int32_t length, Error *error)
{
    const HolidayRule *rule = &reader->event.rule;
    int32_t start = reader->event.start, last = reader->last;
    if (rule->has_until && rule->until < last)
        last = rule->until;
    long occurrences = 0;
    for (int32_t year = civil_parts(start).year; year <= civil_parts(last).year; year += rule->interval) {
        int32_t day;
        if (!holiday_rule_day(rule, start, year, &day) || day < start)
            continue;
        if (day > last || (rule->count && occurrences == rule->count))
            break;
        occurrences++;
        TRY(add_days(reader, day, length, error));
    }
    return STATUS_OK;
}

/* What returns may have begun before the years that are kept, yet not so long ago that following it takes long. */
static bool can_hold(const Event *event)
{
    int32_t first = event->has_rule ? civil_day(1800, 1, 1) : calendar_first_day();
    return event->start >= first && event->start <= calendar_last_day();
}

static Status end_event(Reader *reader, Error *error)
{
    const Event *event = &reader->event;
    int32_t length = event->length ? event->length : event->has_end && event->end > event->start ? event->end - event->start : 1;
    if (event->cancelled)
        leave_out(reader, _("the event is cancelled"));
    else if (!event->has_start)
        leave_out(reader, _("the event has no day"));
    else if (event->timed)
        leave_out(reader, _("the event is at a time of the day, not on a whole day"));
    else if (event->unread)
        leave_out(reader, _("the event returns in a way that is not read: only every year"));
    else if (length > HOLIDAY_LENGTH_MOST)
        leave_out(reader, _("the event is longer than a month"));
    else if (!can_hold(event))
        leave_out(reader, _("the day is outside of the years that are kept"));
    else
        return event->has_rule ? add_yearly(reader, length, error) : add_days(reader, event->start, length, error);
    return STATUS_OK;
}

static Status read_line(Reader *reader, Text name, Text value, size_t line, Error *error)
{
    bool event = is(text_trim(value), "VEVENT");
    if (is(name, "BEGIN")) {
        if (reader->in_event) {
            reader->inner++;
        } else if (event) {
            reader->event = (Event){.line = line};
            reader->in_event = true;
        }
    } else if (is(name, "END")) {
        if (reader->in_event && reader->inner) {
            reader->inner--;
        } else if (reader->in_event && event) {
            reader->in_event = false;
            return end_event(reader, error);
        }
    } else if (reader->in_event && !reader->inner) {
        read_property(reader, name, value);
    }
    return STATUS_OK;
}

/* By day, those of the same day by name, so that the result does not hang on how qsort orders equals. */
static int compare_holidays(const void *left, const void *right)
{
    const Holiday *a = left, *b = right;
    return a->day != b->day ? (a->day > b->day) - (a->day < b->day) : strcmp(a->name, b->name);
}

static size_t sort_days(Holiday *days, size_t count)
{
    if (count)
        qsort(days, count, sizeof *days, compare_holidays);
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        if (!kept || days[kept - 1].day != days[i].day)
            days[kept++] = days[i];
    return kept;
}

Status holiday_file_read(Arena *arena, Text bytes, int32_t last, HolidayFile *ret_file, Error *error)
{
    if (bytes.length > HOLIDAY_FILE_MOST)
        return error_set(error, STATUS_TOO_LARGE, _("a calendar file has at most %d bytes"), HOLIDAY_FILE_MOST);
    if (bytes.length >= 3 && memcmp(bytes.bytes, "\xEF\xBB\xBF", 3) == 0)
        bytes = (Text){bytes.bytes + 3, bytes.length - 3};
    Lines lines = {.rest = bytes, .joined = arena_alloc(arena, bytes.length + 1)};
    Reader reader = {.arena = arena, .last = last};
    reader.left_out = ARENA_ARRAY(arena, HOLIDAY_LEFT_OUT_MOST, HolidayLeftOut);
    bool calendar = false;
    for (Text line, name, value; next_line(&lines, &line);) {
        if (!split_property(line, &name, &value))
            continue;
        if (!calendar && !(calendar = is(name, "BEGIN") && is(text_trim(value), "VCALENDAR")))
            break;
        TRY(read_line(&reader, name, value, lines.begun, error));
    }
    if (!calendar) {
        error_set(error, STATUS_INVALID_DATA, "%s", _("this is no calendar file: it does not begin with BEGIN:VCALENDAR"));
        error_hint(error, "%s", _("calendars export such a file under the ending .ics"));
        return error->status;
    }
    if (reader.in_event)
        leave_out(&reader, _("the file ends within the event"));
    *ret_file = (HolidayFile){.days = reader.days, .count = sort_days(reader.days, reader.count),
                              .left_out = reader.left_out, .left_out_count = reader.left_out_count,
                              .left_out_total = reader.left_out_total};
    return STATUS_OK;
}
