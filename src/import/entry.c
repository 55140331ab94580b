#include "import/entry.h"

#include "base/translate.h"
#include "calendar/day.h"
#include "import/csv_write.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *or_all(const char *text)
{
    return text && *text ? text : "all";
}

/* ---- checks ---- */

static Status refuse(Error *error, const char *member, const char *message)
{
    error_set(error, STATUS_INVALID_ARGUMENT, "%s", message);
    error_where(error, "%s", member);
    return error->status;
}

static Status check(const Entry *entry, int32_t today, Error *error)
{
    if (!entry->measure || !*entry->measure || strlen(entry->measure) > ENTRY_TEXT_LIMIT)
        return refuse(error, "measure", _("what was measured has a name of at most 200 letters"));
    if (strlen(or_all(entry->brand)) > ENTRY_TEXT_LIMIT)
        return refuse(error, "brand", _("this text is too long"));
    if (strlen(or_all(entry->team)) > ENTRY_TEXT_LIMIT)
        return refuse(error, "team", _("this text is too long"));
    if (!isfinite(entry->value))
        return refuse(error, "value", _("the value is a number"));
    if (entry->sample < 0)
        return refuse(error, "sample", _("the sample is a number from 0 on"));
    if (entry->day <= today)
        return STATUS_OK;
    refuse(error, "day", _("this day is yet to come: nothing was measured then"));
    error_hint(error, "%s", _("what is aimed at is a target of a KPI"));
    return error->status;
}

/* ---- what is there ---- */

#define VALUE_COLUMNS "f.measure, f.on_day, f.brand, f.team, f.value, f.sample, f.currency, f.batch, f.entered_by"
enum { AT_MEASURE, AT_DAY, AT_BRAND, AT_TEAM, AT_VALUE, AT_SAMPLE, AT_CURRENCY, AT_BATCH, AT_BY };

typedef struct Found {
    EnteredValue value;
    int64_t batch;
} Found;

static const char *text_in(Arena *arena, Value value)
{
    return value.type == VALUE_TEXT ? text_string(arena, value.text) : NULL;
}

static int64_t integer_in(Value value)
{
    return value.type == VALUE_INTEGER ? value.integer : 0;
}

static Found read_found(Arena *arena, const FactsResult *result)
{
    Found found = {.value = {.measure = text_in(arena, facts_result_value(result, AT_MEASURE)),
                             .day = facts_result_value(result, AT_DAY).day,
                             .brand = text_in(arena, facts_result_value(result, AT_BRAND)),
                             .team = text_in(arena, facts_result_value(result, AT_TEAM)),
                             .now = {.value = facts_result_value(result, AT_VALUE).number,
                                     .sample = integer_in(facts_result_value(result, AT_SAMPLE)),
                                     .currency = text_in(arena, facts_result_value(result, AT_CURRENCY)),
                                     .by = text_in(arena, facts_result_value(result, AT_BY))}},
                   .batch = integer_in(facts_result_value(result, AT_BATCH))};
    return found;
}

/* The fact that the entry would replace; false: there is none. */
static Status find_fact(FactsSession *session, Arena *arena, const Entry *entry, bool *ret_there, Found *ret_found, Error *error)
{
    Value values[] = {value_text(entry->measure), value_day(entry->day), value_text(or_all(entry->brand)),
                      value_text(or_all(entry->team))};
    FactsResult *result CLEANUP(facts_result_cleanup) = NULL;
    TRY(facts_query(session,
                    "SELECT " VALUE_COLUMNS " FROM measurement f WHERE f.measure = $1 AND f.on_day = CAST($2 AS DATE) "
                    "AND f.brand = $3 AND f.team = $4",
                    values, 4, &result, error));
    TRY(facts_result_next(result, ret_there, error));
    if (*ret_there)
        *ret_found = read_found(arena, result);
    return STATUS_OK;
}

/* Without a currency the import gives it the organization's. */
static bool same(const Entry *entry, const EntryVersion *now)
{
    bool currency = !entry->currency || (now->currency && strcmp(entry->currency, now->currency) == 0);
    return !(entry->value < now->value) && !(entry->value > now->value) && entry->sample == now->sample && currency;
}

/* ---- into the facts ---- */

static void write_row(FILE *file, const Entry *entry, const char *by)
{
    char day[16], value[40], sample[24] = "";
    day_format(entry->day, day);
    snprintf(value, sizeof value, "%.17g", entry->value);
    if (entry->sample)
        snprintf(sample, sizeof sample, "%lld", (long long)entry->sample);
    const char *const cells[] = {entry->measure, day, value, sample, or_all(entry->brand), or_all(entry->team),
                                 entry->currency ? entry->currency : "", by};
    fputs("measure,on_day,value,sample,brand,team,currency,entered_by\n", file);
    for (size_t i = 0; i < sizeof cells / sizeof cells[0]; i++) {
        fputs(i ? "," : "", file);
        csv_write_cell(file, text_of(cells[i]));
    }
    fputc('\n', file);
}

static Status write_file(const Entry *entry, const char *by, char *path, Error *error)
{
    int made = mkstemps(path, (int)strlen(".csv"));
    FILE *file = made >= 0 ? fdopen(made, "w") : NULL;
    if (!file)
        return error_set_errno(error, errno, "%s", path);
    write_row(file, entry, by);
    bool failed = ferror(file) != 0;
    failed = fclose(file) != 0 || failed;
    return failed ? error_set(error, STATUS_IO, "%s", _("the value could not be written")) : STATUS_OK;
}

/* What the import said of the one row that it refused. */
static Status say_rejected(const ImportResult *result, Error *error)
{
    error_set(error, STATUS_INVALID_ARGUMENT, "%s", _("this value is refused"));
    if (result->note_count)
        error_hint(error, "%s", result->notes[0].message);
    return error->status;
}

static Status import_row(Store *store, FactsSession *session, Arena *arena, const Entry *entry, const char *by, int64_t *ret_batch,
                         Error *error)
{
    ImportResult result;
    char *path = arena_format(arena, "%s/tmp/entry-XXXXXX.csv", store_path(store));
    const char *files[] = {path};
    ImportOptions options = {.files = files, .file_count = 1, .source = "by hand"};
    TRY(write_file(entry, by, path, error));
    Status status = import_files(store, session, arena, schema_kind("measurement"), &options, &result, error);
    unlink(path);
    TRY(status);
    if (result.rejected)
        return say_rejected(&result, error);
    *ret_batch = result.batch;
    return STATUS_OK;
}

/* ---- into the records ---- */

static Status keep(Records *records, Arena *arena, const Entry *entry, int64_t batch, int64_t at, const char *by, Error *error)
{
    RecordsTable table;
    TRY(records_query(records, arena, "SELECT coalesce(max(entry), 0) FROM measurement_entry", NULL, 0, &table, error));
    Value values[] = {value_integer(records_value(&table, 0, 0).integer + 1), value_text(entry->measure), value_day(entry->day),
                      value_text(or_all(entry->brand)), value_text(or_all(entry->team)), value_number(entry->value),
                      entry->sample ? value_integer(entry->sample) : value_null(), value_text(entry->currency),
                      value_text(entry->reason), value_time(at), value_text(by), value_integer(batch)};
    return records_execute(records,
                           "INSERT INTO measurement_entry (entry, measure, on_day, brand, team, value, sample, currency, reason, "
                           "entered_at, entered_by, batch) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
                           values, 12, NULL, error);
}

static Status is_kept(Records *records, Arena *arena, const Found *found, bool *ret_kept, Error *error)
{
    const EnteredValue *value = &found->value;
    RecordsTable table;
    Value values[] = {value_text(value->measure), value_day(value->day), value_text(value->brand), value_text(value->team),
                      value_integer(found->batch)};
    TRY(records_query(records, arena,
                      "SELECT 1 FROM measurement_entry WHERE measure = $1 AND on_day = $2 AND brand = $3 AND team = $4 AND batch = $5",
                      values, 5, &table, error));
    *ret_kept = table.rows > 0;
    return STATUS_OK;
}

/* When a batch was committed, and where it came from. */
static Status origin_of(FactsSession *session, Arena *arena, int64_t batch, int64_t *ret_at, const char **ret_source, Error *error)
{
    Value number = value_integer(batch);
    bool row;
    FactsResult *result CLEANUP(facts_result_cleanup) = NULL;
    TRY(facts_query(session, "SELECT committed_at, source FROM batch WHERE batch = $1", &number, 1, &result, error));
    TRY(facts_result_next(result, &row, error));
    *ret_source = row ? text_in(arena, facts_result_value(result, 1)) : NULL;
    *ret_at = row && facts_result_value(result, 0).type == VALUE_TIME ? facts_result_value(result, 0).time : 0;
    return STATUS_OK;
}

/* A value that came from a file is written down when it is corrected: the facts keep it for some months alone. */
static Status keep_imported(Records *records, FactsSession *session, Arena *arena, const Found *found, Error *error)
{
    bool kept;
    int64_t at;
    const char *source;
    const EnteredValue *value = &found->value;
    TRY(is_kept(records, arena, found, &kept, error));
    if (kept)
        return STATUS_OK;
    TRY(origin_of(session, arena, found->batch, &at, &source, error));
    Entry entry = {.measure = value->measure, .day = value->day, .brand = value->brand, .team = value->team, .value = value->now.value,
                   .sample = value->now.sample, .currency = value->now.currency};
    return keep(records, arena, &entry, found->batch, at, value->now.by ? value->now.by : source ? source : "import", error);
}

Status entry_add(Store *store, FactsSession *session, Arena *arena, const Entry *entry, int32_t today, const char *by,
                 EntryOutcome *ret_outcome, Error *error)
{
    Records *records = store_records(store);
    EntryOutcome outcome = {0};
    Found found = {0};
    bool there;
    int64_t now;
    TRY(check(entry, today, error));
    TRY(instant_now(&now));
    TRY(find_fact(session, arena, entry, &there, &found, error));
    if (there && same(entry, &found.value.now)) {
        *ret_outcome = outcome;
        return STATUS_OK;
    }
    TRY(import_row(store, session, arena, entry, by, &outcome.batch, error));
    outcome.corrected = there;
    TRY(records_begin(records, error));
    Status status = there ? keep_imported(records, session, arena, &found, error) : STATUS_OK;
    if (status == STATUS_OK)
        status = keep(records, arena, entry, outcome.batch, now, by, error);
    if (status != STATUS_OK) {
        records_rollback(records);
        return status;
    }
    TRY(records_commit(records, error));
    *ret_outcome = outcome;
    return STATUS_OK;
}

/* ---- lists ---- */

enum { KEPT_DAY, KEPT_BRAND, KEPT_TEAM, KEPT_VALUE, KEPT_SAMPLE, KEPT_CURRENCY, KEPT_REASON, KEPT_AT, KEPT_BY, KEPT_BATCH, KEPT_MEASURE };

static EntryVersion version_at(Arena *arena, const RecordsTable *table, size_t row)
{
    return (EntryVersion){.value = records_value(table, row, KEPT_VALUE).number,
                          .sample = integer_in(records_value(table, row, KEPT_SAMPLE)),
                          .at = records_value(table, row, KEPT_AT).time,
                          .currency = text_in(arena, records_value(table, row, KEPT_CURRENCY)),
                          .by = text_in(arena, records_value(table, row, KEPT_BY)),
                          .reason = text_in(arena, records_value(table, row, KEPT_REASON))};
}

static bool is_of(const RecordsTable *table, size_t row, const EnteredValue *value)
{
    return records_value(table, row, KEPT_DAY).day == value->day &&
           text_equals(records_value(table, row, KEPT_MEASURE).text, value->measure) &&
           text_equals(records_value(table, row, KEPT_BRAND).text, value->brand) &&
           text_equals(records_value(table, row, KEPT_TEAM).text, value->team);
}

/* Which of the entries is the one in the facts tells who entered it; the others are what it was before. */
static void join_versions(Arena *arena, const RecordsTable *kept, const Found *found, EnteredValue *value)
{
    EntryVersion *earlier = ARENA_ARRAY(arena, 1, EntryVersion);
    size_t count = 0, capacity = 1;
    for (size_t i = 0; i < kept->rows; i++) {
        if (!is_of(kept, i, value))
            continue;
        EntryVersion version = version_at(arena, kept, i);
        if (integer_in(records_value(kept, i, KEPT_BATCH)) == found->batch) {
            value->now.at = version.at;
            value->now.by = version.by;
            value->now.reason = version.reason;
            continue;
        }
        if (count == capacity) {
            EntryVersion *wider = ARENA_ARRAY(arena, 2 * capacity, EntryVersion);
            memcpy(wider, earlier, count * sizeof *earlier);
            earlier = wider;
            capacity *= 2;
        }
        earlier[count++] = version;
    }
    value->earlier = earlier;
    value->earlier_count = count;
}

static const char *const rows_at[SCOPE_LISTS] = {"CAST($1 AS VARCHAR)", "CAST($2 AS VARCHAR)", "CAST($3 AS VARCHAR)"};

static void bind_rows(Arena *arena, const RowScope *rows, Value values[SCOPE_LISTS])
{
    const char *texts[SCOPE_LISTS];
    row_scope_values(arena, rows, texts);
    for (size_t i = 0; i < SCOPE_LISTS; i++)
        values[i] = value_text(texts[i]);
}

static Status read_facts(FactsSession *session, Arena *arena, const char *measure, const RowScope *rows, Found *found, size_t *ret_count,
                         Error *error)
{
    Value values[SCOPE_LISTS + 1];
    bind_rows(arena, rows, values);
    values[SCOPE_LISTS] = value_text(measure);
    TextBuilder sql CLEANUP(text_builder_free) = text_builder(16 * 1024);
    text_append(&sql, "SELECT " VALUE_COLUMNS " FROM ");
    row_scope_append_table(&sql, schema_kind("measurement"), rows, rows_at, "");
    text_append(&sql, " f WHERE CAST($4 AS VARCHAR) IS NULL OR f.measure = CAST($4 AS VARCHAR) ORDER BY 2 DESC, 1, 3, 4");
    FactsResult *result CLEANUP(facts_result_cleanup) = NULL;
    TRY(facts_query(session, sql.bytes, values, SCOPE_LISTS + 1, &result, error));
    for (*ret_count = 0; *ret_count < ENTRY_LIST_LIMIT; (*ret_count)++) {
        bool row;
        TRY(facts_result_next(result, &row, error));
        if (!row)
            break;
        found[*ret_count] = read_found(arena, result);
    }
    return STATUS_OK;
}

Status entry_list(Store *store, FactsSession *session, Arena *arena, const char *measure, const RowScope *rows,
                  EnteredValue **ret_values, size_t *ret_count, Error *error)
{
    Found *found = ARENA_ARRAY(arena, ENTRY_LIST_LIMIT, Found);
    EnteredValue *values = ARENA_ARRAY(arena, ENTRY_LIST_LIMIT, EnteredValue);
    RecordsTable kept;
    size_t count;
    Value name = value_text(measure);
    TRY(read_facts(session, arena, measure, rows, found, &count, error));
    TRY(records_query(store_records(store), arena,
                      "SELECT on_day, brand, team, value, sample, currency, reason, entered_at, entered_by, batch, measure "
                      "FROM measurement_entry WHERE $1 IS NULL OR measure = $1 ORDER BY entry DESC LIMIT 10000",
                      &name, 1, &kept, error));
    for (size_t i = 0; i < count; i++) {
        values[i] = found[i].value;
        join_versions(arena, &kept, &found[i], &values[i]);
    }
    *ret_values = values;
    *ret_count = count;
    return STATUS_OK;
}

Status entry_measures(FactsSession *session, Arena *arena, const RowScope *rows, const char *const **ret_names, size_t *ret_count,
                      Error *error)
{
    Value values[SCOPE_LISTS];
    bind_rows(arena, rows, values);
    const char **names = ARENA_ARRAY(arena, ENTRY_LIST_LIMIT, const char *);
    TextBuilder sql CLEANUP(text_builder_free) = text_builder(16 * 1024);
    text_append(&sql, "SELECT DISTINCT f.measure FROM ");
    row_scope_append_table(&sql, schema_kind("measurement"), rows, rows_at, "");
    text_append(&sql, " f ORDER BY 1");
    FactsResult *result CLEANUP(facts_result_cleanup) = NULL;
    TRY(facts_query(session, sql.bytes, values, SCOPE_LISTS, &result, error));
    for (*ret_count = 0; *ret_count < ENTRY_LIST_LIMIT; (*ret_count)++) {
        bool row;
        TRY(facts_result_next(result, &row, error));
        if (!row)
            break;
        names[*ret_count] = text_in(arena, facts_result_value(result, 0));
    }
    *ret_names = names;
    return STATUS_OK;
}
