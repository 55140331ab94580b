#include "store/migrate.h"

#include "base/embedded.h"
#include "base/hash.h"
#include "base/translate.h"

#include <stdlib.h>
#include <string.h>

extern const EmbeddedFile store_facts_migrations[], store_records_migrations[];
extern const size_t store_facts_migrations_count, store_records_migrations_count;

#define VERSION_TABLE                                                                                        \
    "CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL, applied_at TIMESTAMP NOT NULL, "   \
    "program VARCHAR NOT NULL)"
#define VERSION_INSERT "INSERT INTO schema_version (version, applied_at, program) VALUES ($1, $2, $3)"
#define VERSION_READ "SELECT max(version) FROM schema_version"
/* Which shape of src/schema the kinds' tables were last brought up to: reading it is far quicker than the
 * engine's list of all columns, which costs every opening some 30 ms. */
#define KINDS_TABLE "CREATE TABLE IF NOT EXISTS schema_kinds (fingerprint BIGINT NOT NULL)"
#define KINDS_READ "SELECT max(fingerprint) FROM schema_kinds"

/* "0002_goals.sql" is migration 2. */
static int migration_number(const EmbeddedFile *file)
{
    return (int)strtol(file->name, NULL, 10);
}

static int latest(const EmbeddedFile *files, size_t count)
{
    int number = 0;
    for (size_t i = 0; i < count; i++)
        if (migration_number(&files[i]) > number)
            number = migration_number(&files[i]);
    return number;
}

int migrate_latest_facts(void)
{
    return latest(store_facts_migrations, store_facts_migrations_count);
}

int migrate_latest_records(void)
{
    return latest(store_records_migrations, store_records_migrations_count);
}

static void version_row(int version, Value row[3])
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    row[0] = value_integer(version);
    row[1] = value_time((int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000);
    row[2] = value_text(MIZAN_VERSION);
}

/* ---- the columns of kinds ---- */

size_t migrate_kind_columns(const Kind *kind, KindColumn columns[COLUMNS_LIMIT])
{
    size_t count = 0;
    for (size_t i = 0; i < kind->field_count && count < COLUMNS_LIMIT - 2; i++) {
        const Field *field = &kind->fields[i];
        bool day = !kind->dimension && strcmp(field->name, "day") == 0;
        columns[count++] = (KindColumn){field->name, schema_type_sql(field->type), day};
    }
    for (size_t i = 0; i < kind->field_count && count < COLUMNS_LIMIT - 2; i++)
        if (kind->fields[i].local_day)
            columns[count++] = (KindColumn){kind->fields[i].local_day, "DATE", false};
    if (!kind->dimension && !schema_field(kind, "day"))
        columns[count++] = (KindColumn){"day", "DATE", true};
    columns[count++] = (KindColumn){"batch", "BIGINT", !kind->dimension};
    return count;
}

/* The columns that are there, of the kinds' tables and (in the schema "replaced") of what imports replaced. */
typedef struct Present {
    Text *schema, *table, *column;
    size_t count;
} Present;

#define PRESENT_COLUMNS "FROM information_schema.columns WHERE table_schema IN ('main', 'replaced')"

static Status read_present(FactsSession *session, Arena *arena, Present *ret_present, Error *error)
{
    Value count;
    TRY(facts_value(session, arena, "SELECT count(*) " PRESENT_COLUMNS, NULL, 0, &count, error));
    size_t limit = (size_t)count.integer;
    Present present = {ARENA_ARRAY(arena, limit + 1, Text), ARENA_ARRAY(arena, limit + 1, Text),
                       ARENA_ARRAY(arena, limit + 1, Text), 0};
    CLEANUP(facts_result_cleanup) FactsResult *result = NULL;
    TRY(facts_query(session, "SELECT table_schema, table_name, column_name " PRESENT_COLUMNS, NULL, 0, &result, error));
    bool row;
    for (;;) {
        TRY(facts_result_next(result, &row, error));
        if (!row || present.count == limit)
            break;
        Text *const parts[] = {present.schema, present.table, present.column};
        for (size_t i = 0; i < 3; i++) {
            Text text = facts_result_value(result, i).text;
            parts[i][present.count] = (Text){arena_copy(arena, text.bytes, text.length), text.length};
        }
        present.count++;
    }
    *ret_present = present;
    return STATUS_OK;
}

/* `column` NULL: the table alone. */
static bool is_present(const Present *present, const char *schema, const char *table, const char *column)
{
    for (size_t i = 0; i < present->count; i++)
        if (text_equals(present->schema[i], schema) && text_equals(present->table[i], table) &&
            (!column || text_equals(present->column[i], column)))
            return true;
    return false;
}

static void append_column(TextBuilder *sql, const KindColumn *column, bool required)
{
    text_append_identifier(sql, column->name);
    text_append_format(sql, " %s%s", column->type, required && column->required ? " NOT NULL" : "");
}

static void append_table(TextBuilder *sql, const char *schema, const Kind *kind)
{
    text_append_identifier(sql, schema);
    text_append(sql, ".");
    text_append_identifier(sql, kind->table);
}

/* What brings one of a kind's tables up to src/schema. Columns are only ever added. */
static void table_script(const Present *present, const char *schema, const Kind *kind, const KindColumn *columns,
                         size_t count, TextBuilder *sql)
{
    bool there = is_present(present, schema, kind->table, NULL);
    if (!there && strcmp(schema, "main") != 0) {
        text_append(sql, "CREATE SCHEMA IF NOT EXISTS ");
        text_append_identifier(sql, schema);
        text_append(sql, ";\n");
    }
    if (!there) {
        text_append(sql, "CREATE TABLE ");
        append_table(sql, schema, kind);
    }
    for (size_t i = 0; i < count; i++) {
        if (there && is_present(present, schema, kind->table, columns[i].name))
            continue;
        if (there) {
            text_append(sql, "ALTER TABLE ");
            append_table(sql, schema, kind);
            text_append(sql, " ADD COLUMN ");
        } else {
            text_append(sql, i ? ", " : " (");
        }
        append_column(sql, &columns[i], /* required= */ !there);
        text_append(sql, there ? ";\n" : "");
    }
    text_append(sql, there ? "" : ");\n");
}

/* What brings the tables of all kinds up to src/schema; "" when they are. */
static void kinds_script(const Present *present, TextBuilder *sql)
{
    for (size_t i = 0; i < schema_kind_count; i++) {
        KindColumn columns[COLUMNS_LIMIT + 1];
        size_t count = migrate_kind_columns(schema_kinds[i], columns);
        table_script(present, "main", schema_kinds[i], columns, count, sql);
        columns[count++] = (KindColumn){"replaced_by", "BIGINT", true};
        table_script(present, "replaced", schema_kinds[i], columns, count, sql);
    }
}

/* Of the script that makes all tables of kinds. */
static int64_t kinds_fingerprint(void)
{
    TextBuilder sql = text_builder(1 << 20);
    kinds_script(&(Present){0}, &sql);
    uint64_t hash = hash_bytes(HASH_START, sql.bytes, sql.length);
    text_builder_free(&sql);
    return (int64_t)(hash >> 1);
}

static uint64_t hash_text(uint64_t hash, const char *text)
{
    return hash_bytes(hash, text, strlen(text) + 1); /* with its end: "ab" and "c" are not "a" and "bc" */
}

/* By the columns alone: the script of all tables takes five times as long to write. */
int64_t migrate_schema_hash(void)
{
    const int last[] = {migrate_latest_facts(), migrate_latest_records()};
    uint64_t hash = hash_bytes(HASH_START, last, sizeof last);
    for (size_t i = 0; i < schema_kind_count; i++) {
        KindColumn columns[COLUMNS_LIMIT + 1];
        size_t count = migrate_kind_columns(schema_kinds[i], columns);
        hash = hash_text(hash, schema_kinds[i]->table);
        for (size_t j = 0; j < count; j++)
            hash = hash_text(hash_text(hash, columns[j].name), columns[j].type) ^ columns[j].required;
    }
    return (int64_t)(hash >> 1);
}

static Status write_fingerprint(FactsSession *session, Error *error)
{
    Value fingerprint = value_integer(kinds_fingerprint());
    TRY(facts_execute(session, KINDS_TABLE, NULL, 0, NULL, error));
    TRY(facts_execute(session, "DELETE FROM schema_kinds", NULL, 0, NULL, error));
    return facts_execute(session, "INSERT INTO schema_kinds VALUES ($1)", &fingerprint, 1, NULL, error);
}

/* ---- state ---- */

/* True where the store says that its kinds are those of this program. Two plain statements: one of both takes the
 * engine twice as long to plan. */
static bool kinds_known(FactsSession *session, SchemaState *state)
{
    Error ignored;
    Value fingerprint, version;
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    if (facts_value(session, arena, KINDS_READ, NULL, 0, &fingerprint, &ignored) != STATUS_OK ||
        facts_value(session, arena, VERSION_READ, NULL, 0, &version, &ignored) != STATUS_OK ||
        version.type != VALUE_INTEGER || fingerprint.type != VALUE_INTEGER || fingerprint.integer != kinds_fingerprint())
        return false;
    state->facts = (int)version.integer;
    return true;
}

static Status facts_state(Facts *facts, SchemaState *state, Error *error)
{
    CLEANUP(facts_session_cleanup) FactsSession *session = NULL;
    TRY(facts_session_open(facts, &session, error));
    if (kinds_known(session, state))
        return STATUS_OK;
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    Present present;
    TRY(read_present(session, arena, &present, error));
    if (is_present(&present, "main", "schema_version", NULL)) {
        Value version;
        TRY(facts_value(session, arena, VERSION_READ, NULL, 0, &version, error));
        state->facts = version.type == VALUE_INTEGER ? (int)version.integer : 0;
    }
    TextBuilder sql = text_builder(1 << 20);
    kinds_script(&present, &sql);
    /* A store from before the fingerprint gets it as any other change of its schema. */
    state->kinds_behind = sql.length > 0 || !is_present(&present, "main", "schema_kinds", NULL);
    text_builder_free(&sql);
    return STATUS_OK;
}

Status migrate_records_version(Records *records, int *ret_version, Error *error)
{
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    RecordsTable table;
    int number = 0;
    TRY(records_query(records, arena, "SELECT count(*) FROM sqlite_master WHERE name = 'schema_version'", NULL, 0,
                      &table, error));
    if (records_value(&table, 0, 0).integer > 0) {
        TRY(records_query(records, arena, VERSION_READ, NULL, 0, &table, error));
        Value version = records_value(&table, 0, 0);
        number = version.type == VALUE_INTEGER ? (int)version.integer : 0;
    }
    *ret_version = number;
    return STATUS_OK;
}

Status migrate_state(Facts *facts, Records *records, SchemaState *ret_state, Error *error)
{
    SchemaState state = {0};
    TRY(migrate_records_version(records, &state.records, error));
    TRY(facts_state(facts, &state, error));
    *ret_state = state;
    return STATUS_OK;
}

Status migrate_refuse_newer(const SchemaState *state, Error *error)
{
    bool facts = state->facts > migrate_latest_facts();
    if (!facts && state->records <= migrate_latest_records())
        return STATUS_OK;
    error_set(error, STATUS_STORE_NEWER,
              _("the store was written by a newer version of mizan (schema %d; this program knows %d)"),
              facts ? state->facts : state->records, facts ? migrate_latest_facts() : migrate_latest_records());
    error_hint(error, _("use the newer program; this one has changed nothing"));
    return STATUS_STORE_NEWER;
}

bool migrate_needed(const SchemaState *state)
{
    return state->kinds_behind || state->facts < migrate_latest_facts() ||
           state->records < migrate_latest_records();
}

/* ---- applying ---- */

static Status apply_facts(FactsSession *session, int from, Error *error)
{
    TRY(facts_execute(session, VERSION_TABLE, NULL, 0, NULL, error));
    for (size_t i = 0; i < store_facts_migrations_count; i++) {
        const EmbeddedFile *file = &store_facts_migrations[i];
        if (migration_number(file) <= from)
            continue;
        Value row[3];
        version_row(migration_number(file), row);
        TRY(facts_script(session, (const char *)file->bytes, error));
        TRY(facts_execute(session, VERSION_INSERT, row, 3, NULL, error));
    }
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    Present present;
    TRY(read_present(session, arena, &present, error));
    TextBuilder sql = text_builder(1 << 20);
    kinds_script(&present, &sql);
    Status status = sql.length > 0 ? facts_script(session, sql.bytes, error) : STATUS_OK;
    text_builder_free(&sql);
    TRY(status);
    return write_fingerprint(session, error);
}

static Status apply_records(Records *records, int from, Error *error)
{
    TRY(records_execute(records, VERSION_TABLE, NULL, 0, NULL, error));
    for (size_t i = 0; i < store_records_migrations_count; i++) {
        const EmbeddedFile *file = &store_records_migrations[i];
        if (migration_number(file) <= from)
            continue;
        Value row[3];
        version_row(migration_number(file), row);
        TRY(records_script(records, (const char *)file->bytes, error));
        TRY(records_execute(records, VERSION_INSERT, row, 3, NULL, error));
    }
    return STATUS_OK;
}

Status migrate_apply(Facts *facts, Records *records, const SchemaState *state, Error *error)
{
    CLEANUP(facts_session_cleanup) FactsSession *session = NULL;
    TRY(facts_session_open(facts, &session, error));
    TRY(facts_begin(session, error));
    Status status = apply_facts(session, state->facts, error);
    if (status != STATUS_OK) {
        facts_rollback(session);
        return status;
    }
    TRY(facts_commit(session, error));
    TRY(records_begin(records, error));
    status = apply_records(records, state->records, error);
    if (status != STATUS_OK) {
        records_rollback(records);
        return status;
    }
    return records_commit(records, error);
}
