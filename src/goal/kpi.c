/* Definitions of KPIs in the records. */
#include "goal/kpi.h"

#include "base/suggest.h"
#include "base/translate.h"
#include "goal/lines.h"
#include "goal/objective.h"
#include "goal/parts.h"
#include "goal/perspective.h"
#include "goal/rows.h"

#include <string.h>

/* ---- checks ---- */

Status goal_refuse(Error *error, const char *member, const char *message)
{
    error_set(error, STATUS_INVALID_ARGUMENT, "%s", message);
    error_where(error, "%s", member);
    return STATUS_INVALID_ARGUMENT;
}

Status goal_text_check(const char *member, const char *text, Error *error)
{
    if (text && strlen(text) > KPI_TEXT_LIMIT)
        return goal_refuse(error, member, _("this text is too long"));
    return STATUS_OK;
}

const char *goal_probability_text(Arena *arena, double probability)
{
    return probability < 0.001 ? "p < 0.001" : arena_format(arena, "p = %.3f", probability);
}

Status goal_id_check(const char *id, Error *error)
{
    size_t length = id ? strlen(id) : 0;
    if (length > 0 && length <= KPI_ID_LIMIT && strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-") == length && *id != '-')
        return STATUS_OK;
    goal_refuse(error, "id", _("an id is made of a-z, 0-9 and dashes, and begins with no dash"));
    if (id)
        error_value(error, id, length);
    error_hint(error, "%s", _("for example: first-response-2026"));
    return STATUS_INVALID_ARGUMENT;
}

/* Through the same words as every other question, so that a KPI cannot ask what a metric does not answer. */
static Status parse_question(Arena *arena, const MetricRegistry *registry, const Organization *organization, const Kpi *kpi,
                             MetricQuery *ret_query, Error *error)
{
    QueryWords words = {.id = kpi->metric,
                        .variant = kpi->variant,
                        .period = period_length_name(kpi->period),
                        .calendar = calendar_system_name(kpi->calendar),
                        .filters = kpi->filters,
                        .filter_count = kpi->filter_count,
                        .parameters = kpi->parameters,
                        .parameter_count = kpi->parameter_count};
    return metric_query_parse(arena, registry, organization, &words, ret_query, error);
}

Status kpi_question(Arena *arena, const MetricRegistry *registry, const Organization *organization, const Kpi *kpi,
                    MetricQuery *ret_query, Error *error)
{
    Status status = parse_question(arena, registry, organization, kpi, ret_query, error);
    if (status != STATUS_OK && !error->where[0])
        error_where(error, "metric");
    return status;
}

Status kpi_check(const Kpi *kpi, const MetricRegistry *registry, const Organization *organization, Error *error)
{
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    MetricQuery query;
    TRY(goal_id_check(kpi->id, error));
    if (!kpi->title || !*kpi->title)
        return goal_refuse(error, "title", _("a KPI has a title"));
    if (!kpi->metric || !*kpi->metric)
        return goal_refuse(error, "metric", _("a KPI is measured by a metric: name one of the catalogue"));
    if (kpi->period == PERIOD_ALL)
        return goal_refuse(error, "period", _("a KPI is measured by day, week, month, quarter or year"));
    if (kpi->fresh_days < 0 || kpi->fresh_days > 3660)
        return goal_refuse(error, "fresh_days", _("freshness is a number of days from 0 on"));
    TRY(goal_text_check("title", kpi->title, error));
    TRY(goal_text_check("goal", kpi->goal, error));
    TRY(goal_text_check("criterion", kpi->criterion, error));
    TRY(goal_text_check("owner", kpi->owner, error));
    TRY(goal_text_check("source", kpi->source, error));
    TRY(goal_text_check("entry", kpi->entry, error));
    TRY(goal_text_check("people", kpi->people, error));
    TRY(goal_text_check("money", kpi->money, error));
    TRY(goal_text_check("tools", kpi->tools, error));
    return kpi_question(arena, registry, organization, kpi, &query, error);
}

void kpi_settle(Kpi *kpi, const MetricRegistry *registry)
{
    const Metric *metric;
    Error ignored;
    if (!kpi->metric || metric_registry_find(registry, kpi->metric, &metric, &ignored) != STATUS_OK)
        return;
    if (!kpi->variant)
        kpi->variant = metric->variants[0].name;
    if (!kpi->has_result)
        kpi->result = metric->result;
    kpi->has_result = true;
}

/* ---- records ---- */

enum {
    COLUMN_ID, COLUMN_TITLE, COLUMN_GOAL, COLUMN_CRITERION, COLUMN_METRIC, COLUMN_VARIANT, COLUMN_PARAMETERS,
    COLUMN_FILTERS, COLUMN_PERIOD, COLUMN_CALENDAR, COLUMN_PERSPECTIVE, COLUMN_LEADING, COLUMN_OWNER, COLUMN_SOURCE,
    COLUMN_FRESH_DAYS, COLUMN_OBJECTIVE, COLUMN_RESULT, COLUMN_BY_HAND, COLUMN_ENTRY, COLUMN_PEOPLE, COLUMN_MONEY,
    COLUMN_TOOLS, COLUMN_REVIEW, DEFINITION_COLUMNS, COLUMN_REVISION = DEFINITION_COLUMNS, COLUMN_RETIRED,
    COLUMN_WEIGHT, COLUMN_PERSPECTIVE_TITLE
};

#define KPI_DEFINITION                                                                                       \
    "kpi, title, goal, criterion, metric, variant, parameters, filters, period, calendar, perspective, "     \
    "leading, owner, source, fresh_days, objective, result, by_hand, entry, people, money, tools, review_on"
#define KPI_SELECT "SELECT " KPI_DEFINITION ", revision, retired_at, weight, "                                                  \
    "(SELECT p.title FROM perspective p WHERE p.perspective = kpi.perspective) FROM kpi "
#define KPI_ORDER "ORDER BY (SELECT p.place FROM perspective p WHERE p.perspective = kpi.perspective), title"

static Status definition_values(Arena *arena, const Kpi *kpi, Value values[DEFINITION_COLUMNS], Error *error)
{
    const char *parameters, *filters;
    TRY(lines_join(arena, kpi->parameters, kpi->parameter_count, &parameters, error));
    TRY(lines_join(arena, kpi->filters, kpi->filter_count, &filters, error));
    values[COLUMN_ID] = value_text(kpi->id);
    values[COLUMN_TITLE] = value_text(kpi->title);
    values[COLUMN_GOAL] = value_text(kpi->goal);
    values[COLUMN_CRITERION] = value_text(kpi->criterion);
    values[COLUMN_METRIC] = value_text(kpi->metric);
    values[COLUMN_VARIANT] = value_text(kpi->variant);
    values[COLUMN_PARAMETERS] = value_text(parameters);
    values[COLUMN_FILTERS] = value_text(filters);
    values[COLUMN_PERIOD] = value_text(period_length_name(kpi->period));
    values[COLUMN_CALENDAR] = value_text(calendar_system_name(kpi->calendar));
    values[COLUMN_PERSPECTIVE] = value_text(kpi->perspective);
    values[COLUMN_LEADING] = value_boolean(kpi->leading);
    values[COLUMN_OWNER] = value_text(kpi->owner);
    values[COLUMN_SOURCE] = value_text(kpi->source);
    values[COLUMN_FRESH_DAYS] = value_integer(kpi->fresh_days);
    values[COLUMN_OBJECTIVE] = value_text(kpi->objective);
    values[COLUMN_RESULT] = kpi->has_result ? value_boolean(kpi->result) : value_null();
    values[COLUMN_BY_HAND] = value_boolean(kpi->by_hand);
    values[COLUMN_ENTRY] = value_text(kpi->entry);
    values[COLUMN_PEOPLE] = value_text(kpi->people);
    values[COLUMN_MONEY] = value_text(kpi->money);
    values[COLUMN_TOOLS] = value_text(kpi->tools);
    values[COLUMN_REVIEW] = kpi->has_review ? value_day(kpi->review) : value_null();
    return STATUS_OK;
}

static Kpi kpi_at(Arena *arena, const RecordsTable *table, size_t row)
{
    Kpi kpi = {.id = row_text(arena, table, row, COLUMN_ID),
               .title = row_text(arena, table, row, COLUMN_TITLE),
               .goal = row_text(arena, table, row, COLUMN_GOAL),
               .criterion = row_text(arena, table, row, COLUMN_CRITERION),
               .metric = row_text(arena, table, row, COLUMN_METRIC),
               .variant = row_text(arena, table, row, COLUMN_VARIANT),
               .leading = records_value(table, row, COLUMN_LEADING).boolean,
               .owner = row_text(arena, table, row, COLUMN_OWNER),
               .source = row_text(arena, table, row, COLUMN_SOURCE),
               .fresh_days = records_value(table, row, COLUMN_FRESH_DAYS).integer,
               .objective = row_text(arena, table, row, COLUMN_OBJECTIVE),
               .has_result = records_value(table, row, COLUMN_RESULT).type == VALUE_BOOLEAN,
               .by_hand = records_value(table, row, COLUMN_BY_HAND).type == VALUE_BOOLEAN &&
                          records_value(table, row, COLUMN_BY_HAND).boolean,
               .entry = row_text(arena, table, row, COLUMN_ENTRY),
               .people = row_text(arena, table, row, COLUMN_PEOPLE),
               .money = row_text(arena, table, row, COLUMN_MONEY),
               .tools = row_text(arena, table, row, COLUMN_TOOLS),
               .has_review = records_value(table, row, COLUMN_REVIEW).type == VALUE_DAY,
               .revision = records_value(table, row, COLUMN_REVISION).integer,
               .perspective = row_text(arena, table, row, COLUMN_PERSPECTIVE),
               .weight = row_number(table, row, COLUMN_WEIGHT).number,
               .retired = records_value(table, row, COLUMN_RETIRED).type != VALUE_NULL};
    kpi.result = kpi.has_result && records_value(table, row, COLUMN_RESULT).boolean;
    kpi.review = kpi.has_review ? records_value(table, row, COLUMN_REVIEW).day : 0;
    kpi.parameter_count = lines_split(arena, row_text(arena, table, row, COLUMN_PARAMETERS), &kpi.parameters);
    kpi.filter_count = lines_split(arena, row_text(arena, table, row, COLUMN_FILTERS), &kpi.filters);
    kpi.perspective_title = perspective_title(kpi.perspective, row_text(arena, table, row, COLUMN_PERSPECTIVE_TITLE));
    if (!period_length_parse(text_of(row_text(arena, table, row, COLUMN_PERIOD)), &kpi.period))
        kpi.period = PERIOD_MONTH;
    if (!calendar_system_parse(text_of(row_text(arena, table, row, COLUMN_CALENDAR)), &kpi.calendar))
        kpi.calendar = CALENDAR_GREGORIAN;
    return kpi;
}

Status kpi_list(Store *store, Arena *arena, bool retired, Kpi **ret_kpis, size_t *ret_count, Error *error)
{
    RecordsTable table;
    TRY(records_query(store_records(store), arena,
                      retired ? KPI_SELECT KPI_ORDER : KPI_SELECT "WHERE retired_at IS NULL " KPI_ORDER,
                      NULL, 0, &table, error));
    Kpi *kpis = ARENA_ARRAY(arena, table.rows + 1, Kpi);
    for (size_t i = 0; i < table.rows; i++)
        kpis[i] = kpi_at(arena, &table, i);
    *ret_kpis = kpis;
    *ret_count = table.rows;
    return STATUS_OK;
}

static Status not_found(Store *store, Arena *arena, const char *id, Error *error)
{
    Kpi *kpis;
    size_t count;
    TRY(kpi_list(store, arena, /* retired= */ false, &kpis, &count, error));
    const char **ids = ARENA_ARRAY(arena, count + 1, const char *);
    for (size_t i = 0; i < count; i++)
        ids[i] = kpis[i].id;
    error_set(error, STATUS_NOT_FOUND, _("there is no KPI \"%s\""), id);
    suggest_names(error, id, ids, count);
    return STATUS_NOT_FOUND;
}

Status kpi_find(Store *store, Arena *arena, const char *id, Kpi *ret_kpi, Error *error)
{
    RecordsTable table;
    Value key = value_text(id);
    TRY(records_query(store_records(store), arena, KPI_SELECT "WHERE kpi = $1", &key, 1, &table, error));
    if (table.rows == 0)
        return not_found(store, arena, id, error);
    *ret_kpi = kpi_at(arena, &table, 0);
    return STATUS_OK;
}

/* ---- changes ---- */

/* What the KPI is after a change, to be read by people and compared: lines of name=value. */
static const char *describe(Arena *arena, const Value values[DEFINITION_COLUMNS])
{
    static const char *const names[DEFINITION_COLUMNS] = {"id", "title", "goal", "criterion", "metric", "variant", "parameters",
                                                          "filters", "period", "calendar", "perspective", "leading", "owner",
                                                          "source", "fresh_days", "objective", "result", "by_hand", "entry", "people", "money",
                                                          "tools", "review"};
    const char *text = "";
    for (size_t i = 0; i < DEFINITION_COLUMNS; i++) {
        Value value = values[i];
        char day[11] = "";
        if (value.type == VALUE_DAY)
            day_format(value.day, day);
        const char *word = value.type == VALUE_TEXT      ? text_string(arena, value.text)
                           : value.type == VALUE_BOOLEAN ? (value.boolean ? "true" : "false")
                           : value.type == VALUE_INTEGER ? arena_format(arena, "%lld", (long long)value.integer)
                                                         : arena_string(arena, day);
        for (const char *c = word; (c = strchr(c, '\n')) != NULL;) /* texts in the arena are ours to change */
            *(char *)c = ' ';
        text = arena_format(arena, "%s%s=%s\n", text, names[i], word);
    }
    return text;
}

Status kpi_note(Store *store, Arena *arena, const Kpi *kpi, const char *by, const char *reason, Error *error)
{
    int64_t now;
    Value definition[DEFINITION_COLUMNS];
    TRY(instant_now(&now));
    TRY(definition_values(arena, kpi, definition, error));
    const char *text = arena_format(arena, "%sweight=%.17g\n%s", describe(arena, definition), kpi->weight,
                                    kpi->retired ? "retired=true\n" : "");
    Value values[] = {value_text(kpi->id), value_integer(kpi->revision), value_time(now), value_text(by), value_text(reason),
                      value_text(text)};
    return records_execute(store_records(store),
                           "INSERT INTO kpi_revision (kpi, revision, changed_at, changed_by, reason, definition) "
                           "VALUES ($1, $2, $3, $4, $5, $6)",
                           values, 6, NULL, error);
}

/* The objective that it serves exists. */
static Status check_objective(Store *store, Arena *arena, const Kpi *kpi, Error *error)
{
    Objective objective;
    Status status = kpi->objective ? objective_find(store, arena, kpi->objective, &objective, error) : STATUS_OK;
    if (status != STATUS_NOT_FOUND)
        return status;
    error_where(error, "objective");
    return error->status = STATUS_INVALID_ARGUMENT;
}

static Status insert(Store *store, Arena *arena, const Kpi *kpi, const char *by, Error *error)
{
    Records *records = store_records(store);
    Kpi noted = *kpi;
    Value values[DEFINITION_COLUMNS + 2];
    RecordsTable table;
    int64_t now;
    TRY(instant_now(&now));
    TRY(definition_values(arena, kpi, values, error));
    TRY(check_objective(store, arena, kpi, error));
    TRY(records_query(records, arena, "SELECT (SELECT count(*) FROM kpi WHERE kpi = $1), (SELECT count(*) FROM kpi)", values, 1,
                      &table, error));
    if (records_value(&table, 0, 0).integer > 0)
        return error_set(error, STATUS_ALREADY_EXISTS, _("there is a KPI \"%s\" already"), kpi->id);
    if (records_value(&table, 0, 1).integer >= KPI_LIMIT)
        return error_set(error, STATUS_TOO_LARGE, _("there are %d KPIs already: nobody can watch more"), KPI_LIMIT);
    TRY(perspective_takes(store, arena, kpi->perspective, kpi->id, &noted.weight, error));
    values[DEFINITION_COLUMNS] = value_time(now);
    values[DEFINITION_COLUMNS + 1] = value_text(by);
    TRY(records_execute(records,
                        "INSERT INTO kpi (" KPI_DEFINITION ", created_at, created_by, revision) VALUES "
                        "($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, "
                        "$24, $25, 1)",
                        values, DEFINITION_COLUMNS + 2, NULL, error));
    noted.revision = 1;
    return kpi_note(store, arena, &noted, by, NULL, error);
}

Status kpi_add(Store *store, const Kpi *kpi, const char *by, Error *error)
{
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    TRY(records_begin(store_records(store), error));
    return rows_finish(store_records(store), insert(store, arena, kpi, by, error), error);
}

/* Names who changed it meanwhile, and how. */
Status kpi_say_conflict(Store *store, Arena *arena, const Kpi *kpi, Error *error)
{
    RecordsTable table;
    Value id = value_text(kpi->id);
    TRY(records_query(store_records(store), arena,
                      "SELECT changed_by, revision FROM kpi_revision WHERE kpi = $1 ORDER BY revision DESC LIMIT 1", &id, 1,
                      &table, error));
    if (table.rows == 0)
        return not_found(store, arena, kpi->id, error);
    error_set(error, STATUS_CONFLICT, _("\"%s\" was changed by %s while you were changing it"), kpi->id,
              row_text(arena, &table, 0, 0));
    error_hint(error, _("look at revision %lld and make your change to that"),
               (long long)records_value(&table, 0, 1).integer);
    return STATUS_CONFLICT;
}

static Status update(Store *store, Arena *arena, const Kpi *kpi, const char *by, const char *reason, Error *error)
{
    Records *records = store_records(store);
    Kpi noted = *kpi;
    Value values[DEFINITION_COLUMNS + 1];
    int64_t changed;
    TRY(definition_values(arena, kpi, values, error));
    TRY(check_objective(store, arena, kpi, error));
    TRY(perspective_takes(store, arena, kpi->perspective, kpi->id, &noted.weight, error));
    values[DEFINITION_COLUMNS] = value_integer(kpi->revision);
    TRY(records_execute(records,
                        "UPDATE kpi SET title = $2, goal = $3, criterion = $4, metric = $5, variant = $6, parameters = $7, "
                        "filters = $8, period = $9, calendar = $10, perspective = $11, leading = $12, owner = $13, source = $14, "
                        "fresh_days = $15, objective = $16, result = $17, by_hand = $18, entry = $19, people = $20, money = $21, "
                        "tools = $22, review_on = $23, revision = revision + 1 WHERE kpi = $1 AND revision = $24 AND retired_at IS NULL",
                        values, DEFINITION_COLUMNS + 1, &changed, error));
    if (changed == 0)
        return kpi_say_conflict(store, arena, kpi, error);
    noted.revision = kpi->revision + 1;
    return kpi_note(store, arena, &noted, by, reason, error);
}

Status kpi_change(Store *store, const Kpi *kpi, const char *by, const char *reason, Error *error)
{
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    TRY(records_begin(store_records(store), error));
    return rows_finish(store_records(store), update(store, arena, kpi, by, reason, error), error);
}

static Status retire(Store *store, Arena *arena, const char *id, const char *by, const char *reason, Error *error)
{
    Kpi kpi;
    int64_t now;
    TRY(instant_now(&now));
    TRY(kpi_find(store, arena, id, &kpi, error));
    if (kpi.retired)
        return STATUS_OK;
    Value values[] = {value_text(id), value_time(now)};
    TRY(records_execute(store_records(store),
                        "UPDATE kpi SET retired_at = $2, revision = revision + 1 WHERE kpi = $1 AND retired_at IS NULL", values, 2,
                        NULL, error));
    kpi.retired = true;
    kpi.revision++;
    return kpi_note(store, arena, &kpi, by, reason, error);
}

Status kpi_retire(Store *store, const char *id, const char *by, const char *reason, Error *error)
{
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    TRY(records_begin(store_records(store), error));
    return rows_finish(store_records(store), retire(store, arena, id, by, reason, error), error);
}
