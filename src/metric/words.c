/* The words of a question, from a command line or a URL, read into a MetricQuery. */
#include "metric/query.h"

#include "base/suggest.h"
#include "base/translate.h"
#include "calendar/table.h"

#include <math.h>
#include <string.h>

typedef struct Words {
    Arena *arena;
    MetricQuery *query;
    Error *error;
} Words;

static Status unknown_word(const Words *words, const char *what, const char *given, const char *const *known, size_t count)
{
    error_set(words->error, STATUS_INVALID_ARGUMENT, _("there is no %s \"%s\""), what, given);
    suggest_names(words->error, given, known, count);
    return words->error->status;
}

static Status read_variant(const Words *words, const char *name)
{
    const Metric *metric = words->query->metric;
    words->query->variant = metric_variant(metric, name && *name ? name : NULL);
    if (words->query->variant)
        return STATUS_OK;
    const char **names = ARENA_ARRAY(words->arena, metric->variant_count, const char *);
    for (size_t i = 0; i < metric->variant_count; i++)
        names[i] = metric->variants[i].name;
    return unknown_word(words, _("variant"), name, names, metric->variant_count);
}

static Status read_period(const Words *words, const char *name)
{
    words->query->period = PERIOD_MONTH;
    if (!name || !*name || period_length_parse(text_of(name), &words->query->period))
        return STATUS_OK;
    const char *names[PERIOD_LENGTHS];
    for (int i = 0; i < PERIOD_LENGTHS; i++)
        names[i] = period_length_name((PeriodLength)i);
    return unknown_word(words, _("period"), name, names, PERIOD_LENGTHS);
}

static Status read_calendar(const Words *words, const char *name, CalendarSystem fallback)
{
    words->query->calendar = fallback;
    if (!name || !*name || calendar_system_parse(text_of(name), &words->query->calendar))
        return STATUS_OK;
    const char *names[CALENDAR_SYSTEMS];
    for (int i = 0; i < CALENDAR_SYSTEMS; i++)
        names[i] = calendar_system_name((CalendarSystem)i);
    return unknown_word(words, _("calendar"), name, names, CALENDAR_SYSTEMS);
}

/* The digits of the four languages as ASCII ones and "/" or "." as "-", in `target`; false where it does not fit. */
static bool plain_date(const char *text, char *target, size_t capacity)
{
    size_t length = 0;
    for (const unsigned char *c = (const unsigned char *)text; *c; c++) {
        if (length + 1 >= capacity)
            return false;
        bool arabic = c[0] == 0xD9 && c[1] >= 0xA0 && c[1] <= 0xA9, persian = c[0] == 0xDB && c[1] >= 0xB0 && c[1] <= 0xB9;
        if (arabic || persian)
            target[length++] = (char)('0' + (*++c - (arabic ? 0xA0 : 0xB0)));
        else
            target[length++] = *c == '/' || *c == '.' ? '-' : (char)*c;
    }
    target[length] = '\0';
    return true;
}

/* Year, month, day, with or without leading zeros; the year has four digits. */
static bool read_parts(const char *text, DayParts *ret_parts)
{
    char plain[40];
    if (!plain_date(text, plain, sizeof plain))
        return false;
    Text rest = text_of(plain);
    long numbers[3];
    for (int i = 0; i < 3; i++) {
        Text part = text_cut(rest, '-', &rest);
        if (part.length == 0 || part.length > (i ? 2 : 4) || !text_to_long(part, &numbers[i]) || numbers[i] <= 0)
            return false;
    }
    *ret_parts = (DayParts){(int32_t)numbers[0], (int32_t)numbers[1], (int32_t)numbers[2]};
    return numbers[0] > 999 && !rest.bytes;
}

/* No year of ours is a Gregorian one before this: it is of the calendar that is asked for. */
enum { OTHER_CALENDARS_END = 1700 };

static Status read_day(const Words *words, const char *what, const char *text, bool *ret_given, int32_t *ret_day)
{
    if (!text || !*text)
        return STATUS_OK;
    *ret_given = true;
    CalendarSystem asked = words->query->calendar;
    DayParts parts;
    Error ignored;
    bool other = asked == CALENDAR_PERSIAN || asked == CALENDAR_ISLAMIC, read = read_parts(text, &parts), early = false;
    if (read) {
        early = parts.year < OTHER_CALENDARS_END;
        read = day_from_parts(early && other ? asked : CALENDAR_GREGORIAN, parts, ret_day, &ignored) == STATUS_OK;
    }
    if (read && *ret_day >= calendar_first_day() && *ret_day <= calendar_last_day())
        return STATUS_OK;
    if (read) {
        char first[16], last[16];
        day_format(calendar_first_day(), first);
        day_format(calendar_last_day(), last);
        error_set(words->error, STATUS_INVALID_ARGUMENT, _("%s lies outside the days that are counted, %s to %s"), what, first,
                  last);
    } else {
        error_set(words->error, STATUS_INVALID_ARGUMENT, _("%s is no day that exists"), what);
        error_hint(words->error, "%s", _("a day is written year-month-day: 2026-11-21"));
    }
    if (early && !other)
        error_hint(words->error, "%s", _("with the calendar persian or islamic it is read as a day of that calendar"));
    error_value(words->error, text, strlen(text));
    return words->error->status;
}

static Status check_slice(const Words *words, const char *name)
{
    const Metric *metric = words->query->metric;
    const char **names = ARENA_ARRAY(words->arena, metric->slice_count + 1, const char *);
    for (size_t i = 0; i < metric->slice_count; i++) {
        names[i] = metric->slices[i].name;
        if (strcmp(name, names[i]) == 0)
            return STATUS_OK;
    }
    if (!metric->slice_count)
        return error_set(words->error, STATUS_INVALID_ARGUMENT, _("\"%s\" has no slices"), metric->id);
    return unknown_word(words, _("slice"), name, names, metric->slice_count);
}

static Status read_by(const Words *words, const char *text)
{
    Text rest = text_of(text);
    MetricQuery *query = words->query;
    while (rest.length) {
        Text after, item = text_trim(text_cut(rest, ',', &after));
        rest = after;
        if (!item.length)
            continue;
        char *name = text_string(words->arena, item);
        TRY(check_slice(words, name));
        for (size_t i = 0; i < query->by_count; i++)
            if (strcmp(query->by[i], name) == 0)
                return error_set(words->error, STATUS_INVALID_ARGUMENT, _("the slice \"%s\" is asked for twice"), name);
        if (query->by_count >= QUERY_SLICES_LIMIT)
            return error_set(words->error, STATUS_INVALID_ARGUMENT, _("at most %d slices at once"), QUERY_SLICES_LIMIT);
        query->by[query->by_count++] = name;
    }
    return STATUS_OK;
}

static Status split_pair(const Words *words, const char *what, const char *text, const char **ret_name, const char **ret_value)
{
    Text value, name = text_cut(text_of(text), '=', &value);
    if (!value.bytes || !name.length) {
        error_set(words->error, STATUS_INVALID_ARGUMENT, _("%s is written NAME=VALUE"), what);
        error_value(words->error, text, strlen(text));
        return words->error->status;
    }
    *ret_name = text_string(words->arena, text_trim(name));
    *ret_value = text_string(words->arena, value);
    return STATUS_OK;
}

static Status read_filters(const Words *words, const char *const *texts, size_t count)
{
    if (count > QUERY_FILTERS_LIMIT)
        return error_set(words->error, STATUS_INVALID_ARGUMENT, _("at most %d filters at once"), QUERY_FILTERS_LIMIT);
    for (size_t i = 0; i < count; i++) {
        SliceFilter *filter = &words->query->filters[words->query->filter_count];
        TRY(split_pair(words, _("a filter"), texts[i], &filter->slice, &filter->value));
        TRY(check_slice(words, filter->slice));
        words->query->filter_count++;
    }
    return STATUS_OK;
}

static bool chosen(const char *const *choices, const char *value)
{
    for (; *choices; choices++)
        if (strcmp(*choices, value) == 0)
            return true;
    return false;
}

static Status check_parameter(const Words *words, const Parameter *parameter, const char *value)
{
    double number = 0;
    if (parameter->type == PARAMETER_TEXT) {
        size_t count = 0;
        while (parameter->choices && parameter->choices[count])
            count++;
        if (parameter->choices && !chosen(parameter->choices, value))
            return unknown_word(words, parameter->name, value, parameter->choices, count);
        return STATUS_OK;
    }
    if (!text_to_double(text_of(value), &number) ||
        (parameter->type == PARAMETER_INTEGER && number != floor(number))) {
        error_set(words->error, STATUS_INVALID_ARGUMENT,
                  parameter->type == PARAMETER_INTEGER ? _("the parameter \"%s\" takes a whole number")
                                                       : _("the parameter \"%s\" takes a number"),
                  parameter->name);
        error_value(words->error, value, strlen(value));
        return words->error->status;
    }
    if (parameter->minimum < parameter->maximum && (number < parameter->minimum || number > parameter->maximum)) {
        error_set(words->error, STATUS_INVALID_ARGUMENT, _("the parameter \"%s\" lies between %g and %g"), parameter->name,
                  parameter->minimum, parameter->maximum);
        error_value(words->error, value, strlen(value));
        return words->error->status;
    }
    return STATUS_OK;
}

static Status read_parameters(const Words *words, const char *const *texts, size_t count)
{
    const Metric *metric = words->query->metric;
    if (count > QUERY_PARAMETERS_LIMIT)
        return error_set(words->error, STATUS_INVALID_ARGUMENT, _("at most %d parameters at once"), QUERY_PARAMETERS_LIMIT);
    for (size_t i = 0; i < count; i++) {
        ParameterValue *given = &words->query->parameters[words->query->parameter_count];
        TRY(split_pair(words, _("a parameter"), texts[i], &given->name, &given->value));
        const Parameter *parameter = metric_parameter(metric, given->name);
        if (!parameter) {
            const char **names = ARENA_ARRAY(words->arena, metric->parameter_count + 1, const char *);
            for (size_t p = 0; p < metric->parameter_count; p++)
                names[p] = metric->parameters[p].name;
            return unknown_word(words, _("parameter"), given->name, names, metric->parameter_count);
        }
        TRY(check_parameter(words, parameter, given->value));
        words->query->parameter_count++;
    }
    return STATUS_OK;
}

static Status read_compare(const Words *words, const char *text)
{
    static const char *const names[] = {[COMPARE_NONE] = "none", [COMPARE_PREVIOUS] = "previous", [COMPARE_YEAR] = "year"};
    words->query->compare = COMPARE_NONE;
    if (!text || !*text)
        return STATUS_OK;
    for (int i = 0; i < 3; i++) {
        if (strcmp(text, names[i]) == 0) {
            words->query->compare = (Compare)i;
            return STATUS_OK;
        }
    }
    return unknown_word(words, _("comparison"), text, names, 3);
}

Status metric_query_parse(Arena *arena, const MetricRegistry *registry, const Organization *organization,
                          const QueryWords *given, MetricQuery *ret_query, Error *error)
{
    MetricQuery query = {.as_of = organization->today, .level = 0.95, .rows = given->rows};
    Words words = {.arena = arena, .query = &query, .error = error};
    TRY(metric_registry_find(registry, given->id, &query.metric, error));
    TRY(read_variant(&words, given->variant));
    TRY(read_period(&words, given->period));
    TRY(read_calendar(&words, given->calendar, organization->calendar));
    TRY(read_day(&words, _("the first day (from)"), given->from, &query.has_from, &query.from));
    TRY(read_day(&words, _("the last day (to)"), given->to, &query.has_to, &query.to));
    bool has_as_of = false;
    TRY(read_day(&words, _("the day of the report (as_of)"), given->as_of, &has_as_of, &query.as_of));
    if (query.has_from && query.has_to && query.from > query.to) {
        const char *days = arena_format(arena, "%s > %s", given->from, given->to);
        error_set(error, STATUS_INVALID_ARGUMENT, "%s", _("the first day (from) is after the last (to)"));
        error_value(error, days, strlen(days));
        return error->status;
    }
    TRY(read_by(&words, given->by));
    TRY(read_filters(&words, given->filters, given->filter_count));
    TRY(read_parameters(&words, given->parameters, given->parameter_count));
    TRY(read_compare(&words, given->compare));
    *ret_query = query;
    return STATUS_OK;
}
