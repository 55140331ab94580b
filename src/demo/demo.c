/* Fills the store: the setup of sql/demo/setup in order, then each part of sql/demo/part in chunks. */
#include "demo/demo.h"

#include "base/embedded.h"
#include "base/translate.h"
#include "calendar/day.h"
#include "organization/organization.h"
#include "schema/kind.h"

#include <math.h>
#include <string.h>

extern const EmbeddedFile demo_sql[];
extern const size_t demo_sql_count;

enum { CHUNK_ROWS = 1000000, HISTORY_DAYS = 365 };

/* What a part's chunks are ranges of. Every part's SQL reads its range from $1 and $2. */
typedef enum Range { RANGE_ONCE, RANGE_DAYS, RANGE_HAPPENINGS, RANGE_CUSTOMERS, RANGE_SEATS } Range;

typedef struct Part {
    const char *kind, *file;
    Range range;
    const char *happening; /* RANGE_HAPPENINGS: what of demo_day fills demo_chunk */
    double rows;           /* about so many a day, customer or seat at scale 1 */
} Part;

static const Part parts[] = {
    {"brand", "part/brand.sql", RANGE_ONCE, NULL, 3},
    {"team", "part/team.sql", RANGE_ONCE, NULL, 11},
    {"campaign", "part/campaign.sql", RANGE_ONCE, NULL, 8},
    {"employee", "part/employee.sql", RANGE_SEATS, NULL, 1.3},
    {"customer", "part/customer.sql", RANGE_CUSTOMERS, NULL, 1},
    {"ticket", "part/ticket.sql", RANGE_HAPPENINGS, "ticket", 67},
    {"answer", "part/answer_relation.sql", RANGE_DAYS, NULL, 19},
    {"answer", "part/answer_ticket.sql", RANGE_HAPPENINGS, "ticket", 67},
    {"answer", "part/answer_order.sql", RANGE_HAPPENINGS, "order", 25},
    {"subscription", "part/subscription.sql", RANGE_CUSTOMERS, NULL, 1.5},
    {"order", "part/order.sql", RANGE_HAPPENINGS, "order", 46},
    {"event", "part/event_journey.sql", RANGE_CUSTOMERS, NULL, 1.5},
    {"event", "part/event.sql", RANGE_HAPPENINGS, "event", 105},
    {"spend", "part/spend.sql", RANGE_DAYS, NULL, 12},
    {"measurement", "part/measurement.sql", RANGE_DAYS, NULL, 0.7},
    {"pulse_answer", "part/pulse_answer.sql", RANGE_SEATS, NULL, 40},
    {"one_on_one", "part/one_on_one.sql", RANGE_SEATS, NULL, 24},
};

enum { PARTS = sizeof parts / sizeof parts[0] };

typedef struct Fill {
    FactsSession *session;
    const DemoOptions *options;
    Arena *arena;
    const char *currency;
    int32_t first_day;
    int64_t days, customers, seats;
    double done, total; /* rows, about */
} Fill;

static const char *embedded(const char *name)
{
    const EmbeddedFile *file = embedded_find(demo_sql, demo_sql_count, name);
    return file ? (const char *)file->bytes : "";
}

static Status count(Fill *fill, const char *sql, int64_t *ret_count, Error *error)
{
    Value value;
    TRY(facts_value(fill->session, fill->arena, sql, NULL, 0, &value, error));
    *ret_count = value.type == VALUE_INTEGER ? value.integer : 0;
    return STATUS_OK;
}

/* The zone's rule as a macro of the session: the moment of a wall-clock time. */
static Status define_zone(Fill *fill, const char *zone, Error *error)
{
    const char *moment;
    TRY(organization_utc_expression(fill->arena, zone, "wall", &moment, error));
    TextBuilder sql CLEANUP(text_builder_free) = text_builder(1 << 20);
    text_append(&sql, "CREATE TEMP MACRO demo_utc(wall) AS ");
    text_append(&sql, moment);
    return facts_script(fill->session, sql.bytes, error);
}

static Status set_up(Fill *fill, const char *zone, Error *error)
{
    static const char *const files[] = {"random", "days", "customers", "employees", "subjects", "comments",
                                        "campaigns", "feelings", "chunk", "tickets", "orders"};
    TRY(define_zone(fill, zone, error));
    TRY(facts_script(fill->session, embedded("setup/option.sql"), error));
    const Value values[] = {value_number(fill->options->scale), value_day(fill->first_day),
                            value_day(fill->options->until), value_text(fill->currency)};
    TRY(facts_execute(fill->session, "INSERT INTO demo_option VALUES ($1, $2, $3, $4, 0)", values, 4, NULL, error));
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++)
        TRY(facts_script(fill->session, embedded(arena_format(fill->arena, "setup/%s.sql", files[i])), error));
    TRY(count(fill, "SELECT count(*) FROM demo_customer", &fill->customers, error));
    return count(fill, "SELECT CAST(max(seat) + 1 AS BIGINT) FROM demo_employee", &fill->seats, error);
}

static int64_t range_end(const Fill *fill, Range range)
{
    switch (range) {
    case RANGE_CUSTOMERS:
        return fill->customers;
    case RANGE_SEATS:
        return fill->seats;
    case RANGE_DAYS:
    case RANGE_HAPPENINGS:
        return fill->days;
    case RANGE_ONCE:
        break;
    }
    return 1;
}

/* Rows a step of the range: the number of days is fixed while the others grow with the scale themselves. */
static double step_rows(const Fill *fill, const Part *part)
{
    return part->range == RANGE_DAYS || part->range == RANGE_HAPPENINGS ? part->rows * fill->options->scale
                                                                       : part->rows;
}

static bool wanted(const Fill *fill, const Part *part)
{
    return !fill->options->only || schema_kind(part->kind)->dimension ||
           strcmp(part->kind, fill->options->only) == 0;
}

static Status fill_chunk(Fill *fill, const Part *part, int64_t batch, int64_t from, int64_t to, Error *error)
{
    const Value range[] = {value_integer(from), value_integer(to), value_text(part->happening)};
    if (part->range == RANGE_HAPPENINGS) {
        TRY(facts_script(fill->session, "TRUNCATE demo_chunk", error));
        TRY(facts_execute(fill->session, embedded("setup/chunk_fill.sql"), range, 3, NULL, error));
    }
    int64_t rows = 0;
    TRY(facts_begin(fill->session, error));
    Status status = facts_execute(fill->session, embedded(part->file), range, 2, &rows, error);
    const Value counts[] = {value_integer(batch), value_integer(rows)};
    if (status == STATUS_OK)
        status = facts_execute(fill->session,
                               "UPDATE batch SET read = read + $2, added = added + $2 WHERE batch = $1", counts, 2,
                               NULL, error);
    if (status == STATUS_OK)
        status = facts_commit(fill->session, error);
    if (status != STATUS_OK)
        facts_rollback(fill->session);
    return status;
}

static Status fill_part(Fill *fill, const Part *part, int64_t batch, Error *error)
{
    int64_t end = range_end(fill, part->range);
    double rows = step_rows(fill, part);
    int64_t steps = (int64_t)fmax(1, floor(CHUNK_ROWS / rows));
    for (int64_t from = 0; from < end; from += steps) {
        int64_t to = from + steps < end ? from + steps : end;
        TRY(fill_chunk(fill, part, batch, from, to, error));
        fill->done += (double)(to - from) * rows;
        if (fill->options->progress)
            fill->options->progress(fmin(1, fill->done / fill->total), fill->options->progress_context);
    }
    return STATUS_OK;
}

/* A batch a kind, all of one moment that follows from the last day: the same options give the same rows. */
static Status begin_batch(Fill *fill, const Part *part, int64_t batch, Error *error)
{
    const Value values[] = {value_integer(batch), value_text(part->kind),
                            value_time(((int64_t)fill->options->until + 1) * 86400 * 1000000)};
    TRY(facts_execute(fill->session,
                      "INSERT INTO batch (batch, kind, source, committed_at, read, added, changed, unchanged, rejected) "
                      "VALUES ($1, $2, 'demo', $3, 0, 0, 0, 0, 0)",
                      values, 3, NULL, error));
    if (schema_field(schema_kind(part->kind), "currency")) {
        const Value used[] = {value_text(part->kind), value_text(fill->currency)};
        TRY(facts_execute(fill->session, "INSERT INTO currency_used VALUES ($1, $2)", used, 2, NULL, error));
    }
    const Value number = value_integer(batch);
    TRY(facts_execute(fill->session, "UPDATE demo_option SET batch = $1", &number, 1, NULL, error));
    return facts_script(fill->session, embedded("setup/batch.sql"), error);
}

static Status fill_parts(Fill *fill, Error *error)
{
    for (size_t i = 0; i < PARTS; i++)
        if (wanted(fill, &parts[i]))
            fill->total += (double)range_end(fill, parts[i].range) * step_rows(fill, &parts[i]);
    const char *kind = "";
    int64_t batch = 0;
    for (size_t i = 0; i < PARTS; i++) {
        if (!wanted(fill, &parts[i]))
            continue;
        if (strcmp(kind, parts[i].kind) != 0)
            TRY(begin_batch(fill, &parts[i], ++batch, error));
        kind = parts[i].kind;
        TRY(fill_part(fill, &parts[i], batch, error));
    }
    return facts_script(fill->session, "CHECKPOINT", error);
}

/* COPY takes its file as part of the statement, not as a value. */
static void append_literal(TextBuilder *sql, const char *text)
{
    text_append(sql, "'");
    for (const char *byte = text; *byte; byte++)
        text_append_bytes(sql, *byte == '\'' ? "''" : byte, *byte == '\'' ? 2 : 1);
    text_append(sql, "'");
}

/* The fields of tickets under their own names, which an import reads without a mapping. */
static Status write_csv(Fill *fill, Error *error)
{
    const Kind *kind = schema_kind("ticket");
    TextBuilder sql CLEANUP(text_builder_free) = text_builder(1 << 16);
    text_append(&sql, "COPY (SELECT ");
    for (size_t i = 0; i < kind->field_count; i++) {
        text_append(&sql, i ? ", " : "");
        text_append_identifier(&sql, kind->fields[i].name);
    }
    text_append(&sql, " FROM ticket) TO ");
    append_literal(&sql, fill->options->csv);
    text_append(&sql, " (FORMAT csv, HEADER)");
    return facts_script(fill->session, sql.bytes, error);
}

static Status first_day_of(int32_t until, int32_t *ret_day, Error *error)
{
    DayParts parts_of_day;
    TRY(day_parts(CALENDAR_GREGORIAN, until, &parts_of_day, error));
    return day_from_parts(CALENDAR_GREGORIAN, (DayParts){parts_of_day.year - 2, parts_of_day.month, 1}, ret_day, error);
}

Status demo_check(const DemoOptions *options, Error *error)
{
    int32_t first_day;
    TRY(first_day_of(options->until, &first_day, error));
    if (!(options->scale >= DEMO_SCALE_LEAST && options->scale <= DEMO_SCALE_MOST))
        return error_set(error, STATUS_INVALID_ARGUMENT, _("the scale goes from %g to %g"), DEMO_SCALE_LEAST,
                         DEMO_SCALE_MOST);
    if (first_day - HISTORY_DAYS < calendar_first_day() || options->until >= calendar_last_day())
        return error_set(error, STATUS_INVALID_ARGUMENT, "%s", _("the last day is outside the calendar"));
    const Kind *only = options->only ? schema_kind(options->only) : NULL;
    if (options->only && (!only || only->dimension))
        return error_set(error, STATUS_INVALID_ARGUMENT, _("there is no kind of fact \"%s\""), options->only);
    if (options->csv && only && strcmp(only->name, "ticket") != 0)
        return error_set(error, STATUS_INVALID_ARGUMENT, "%s", _("the CSV file has tickets, which are not made here"));
    return STATUS_OK;
}

static Status check_empty(Fill *fill, Error *error)
{
    int64_t batches, days;
    TRY(count(fill, "SELECT count(*) FROM batch", &batches, error));
    if (batches > 0) {
        error_set(error, STATUS_ALREADY_EXISTS, "%s", _("the store has facts already"));
        error_hint(error, "%s", _("give the name of a new folder"));
        return STATUS_ALREADY_EXISTS;
    }
    TRY(count(fill, "SELECT count(*) FROM calendar", &days, error));
    return days > 0 ? STATUS_OK : error_set(error, STATUS_INTERNAL, "%s", _("the store has no calendar"));
}

static Status fill_session(Store *store, Fill *fill, Error *error)
{
    const char *zone;
    TRY(check_empty(fill, error));
    TRY(store_setting(store, fill->arena, "time_zone", &zone, error));
    TRY(store_setting(store, fill->arena, "currency", &fill->currency, error));
    TRY(set_up(fill, zone, error));
    TRY(fill_parts(fill, error));
    return fill->options->csv ? write_csv(fill, error) : STATUS_OK;
}

Status demo_fill(Store *store, const DemoOptions *options, Error *error)
{
    Fill fill = {.options = options};
    TRY(demo_check(options, error));
    TRY(first_day_of(options->until, &fill.first_day, error));
    fill.days = (int64_t)options->until - fill.first_day + 1;
    Arena *arena CLEANUP(arena_cleanup) = arena_new(/* ceiling= */ 0);
    fill.arena = arena;
    FactsSession *session CLEANUP(facts_session_cleanup) = NULL;
    TRY(facts_session_open(store_facts(store), &session, error));
    fill.session = session;
    store_write_lock(store);
    Status status = fill_session(store, &fill, error);
    store_write_unlock(store);
    store_changed(store);
    return status;
}
