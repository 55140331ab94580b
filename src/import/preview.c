/* A look at a file before it is imported. */
#include "import/columns.h"
#include "import/import.h"
#include "import/rejects.h"
#include "import/select.h"

#include "base/embedded.h"
#include "base/translate.h"

#include <stdint.h>
#include <string.h>

extern const EmbeddedFile import_sql[]; /* macros.sql */

#define LOOK "mz_look"

typedef struct Look {
    Store *store;
    FactsSession *session;
    Arena *arena;
    const Kind *kind;
    Mapping *mapping;
    Source source; /* after the first step its rows are in a table of the session */
    Home home;
    Plan plan;
    ImportPreview preview;
} Look;

/* ---- the file as it is ---- */

static Status read_cells(Look *look, Error *error)
{
    const Source *source = &look->source;
    const char **cells = ARENA_ARRAY(look->arena, source->column_count * PREVIEW_ROWS + 1, const char *);
    Sql *sql CLEANUP(sql_cleanup) = sql_new(look->arena);
    sql_text(sql, "SELECT ");
    for (size_t i = 0; i < source->column_count; i++) {
        sql_text(sql, i ? ", " : "");
        sql_name(sql, "", source->columns[i]);
    }
    sql_text(sql, " FROM ");
    source_append(sql, source, "s");
    sql_format(sql, " LIMIT %d", PREVIEW_ROWS);
    FactsResult *result CLEANUP(facts_result_cleanup) = NULL;
    TRY(sql_query(look->session, sql, &result, error));
    look->preview.cells = cells;
    for (;;) {
        bool row;
        TRY(facts_result_next(result, &row, error));
        if (!row)
            return STATUS_OK;
        for (size_t i = 0; i < source->column_count; i++) {
            Value value = facts_result_value(result, i);
            cells[look->preview.row_count * source->column_count + i] =
                value.type == VALUE_TEXT ? text_string(look->arena, value.text) : NULL;
        }
        look->preview.row_count++;
    }
}

/* Puts the first rows into a table, so that a large file is not read to its end. */
static Status take_first(Look *look, Error *error)
{
    Source *source = &look->source;
    if (source->shaped || source->table)
        return STATUS_OK;
    Sql *sql CLEANUP(sql_cleanup) = sql_new(look->arena);
    sql_text(sql, "CREATE TEMP TABLE mz_preview AS SELECT *");
    if (!source->numbered)
        sql_format(sql, ", row_number() OVER () + %lld AS reject_line", (long long)source->lines_before + 1);
    sql_text(sql, " FROM ");
    source_append(sql, source, "s");
    sql_format(sql, " LIMIT %d", PREVIEW_LOOK);
    TRY(sql_execute(look->session, sql, NULL, error));
    source->table = "mz_preview";
    source->numbered = true;
    return STATUS_OK;
}

/* ---- what would be stored ---- */

static const char *field_of(const Plan *plan, const char *column)
{
    for (size_t i = 0; i < plan->field_count; i++)
        for (size_t j = 0; j < plan->fields[i].column_count; j++)
            if (plan->fields[i].columns[j] == column)
                return plan->fields[i].field->name;
    return NULL;
}

static void describe_columns(Look *look)
{
    ImportPreview *preview = &look->preview;
    const Source *source = &look->source;
    preview->column_count = source->column_count;
    preview->likely = columns_likely_kind((const char *const *)source->columns, source->column_count);
    preview->columns = ARENA_ARRAY(look->arena, source->column_count + 1, struct PreviewColumn);
    for (size_t i = 0; i < source->column_count; i++)
        preview->columns[i] = (struct PreviewColumn){source->columns[i], field_of(&look->plan, source->columns[i])};
    const FieldMap **maps = ARENA_ARRAY(look->arena, look->plan.field_count + 1, const FieldMap *);
    for (size_t i = 0; i < look->plan.field_count; i++)
        maps[i] = look->plan.fields[i].map;
    preview->maps = maps;
    preview->map_count = look->plan.field_count;
}

/* Of each row looked at: its line, the rule it breaks, the text that broke it, and its fields. */
static Status make_look(Look *look, Error *error)
{
    const Plan *plan = &look->plan;
    Sql *sql CLEANUP(sql_cleanup) = sql_new(look->arena);
    sql_text(sql, "CREATE TEMP TABLE " LOOK " AS SELECT mz_row, ");
    sql_text(sql, look->source.shaped ? "CAST(NULL AS BIGINT)" : "reject_line");
    sql_text(sql, " AS mz_line, mz_problem, ");
    rejects_append_value(sql, plan);
    sql_text(sql, " AS mz_value");
    for (size_t i = 0; i < look->preview.field_count; i++) {
        sql_text(sql, ", ");
        sql_name(sql, "", look->preview.fields[i]->name);
        sql_format(sql, " AS f%zu", i);
    }
    sql_text(sql, " FROM ");
    TRY(plan_append_detailed(sql, look->arena, plan, error));
    return sql_execute(look->session, sql, NULL, error);
}

static Value keep_value(Arena *arena, Value value)
{
    return value.type == VALUE_TEXT ? value_text(text_string(arena, value.text)) : value;
}

static Status read_stored(Look *look, Error *error)
{
    size_t fields = look->preview.field_count;
    Value *stored = ARENA_ARRAY(look->arena, fields * PREVIEW_ROWS + 1, Value);
    Sql *sql CLEANUP(sql_cleanup) = sql_new(look->arena);
    sql_format(sql, "SELECT * EXCLUDE (mz_row, mz_line, mz_problem, mz_value) FROM " LOOK
               " WHERE mz_problem = 0 ORDER BY mz_row LIMIT %d", PREVIEW_ROWS);
    FactsResult *result CLEANUP(facts_result_cleanup) = NULL;
    TRY(sql_query(look->session, sql, &result, error));
    look->preview.stored = stored;
    for (;;) {
        bool row;
        TRY(facts_result_next(result, &row, error));
        if (!row)
            return STATUS_OK;
        for (size_t i = 0; i < fields; i++)
            stored[look->preview.stored_count * fields + i] = keep_value(look->arena, facts_result_value(result, i));
        look->preview.stored_count++;
    }
}

static const char *text_value(Arena *arena, Value value)
{
    return value.type == VALUE_TEXT ? text_string(arena, value.text) : NULL;
}

static Status read_rejects(Look *look, Error *error)
{
    ImportPreview *preview = &look->preview;
    Sql *sql CLEANUP(sql_cleanup) = sql_new(look->arena);
    sql_format(sql, "SELECT mz_line, mz_problem, mz_value FROM " LOOK " WHERE mz_problem > 0 ORDER BY mz_row LIMIT %d",
               PREVIEW_ROWS);
    FactsResult *result CLEANUP(facts_result_cleanup) = NULL;
    TRY(sql_query(look->session, sql, &result, error));
    while (preview->reject_count < PREVIEW_ROWS) {
        bool row;
        TRY(facts_result_next(result, &row, error));
        if (!row)
            return STATUS_OK;
        Value line = facts_result_value(result, 0);
        const Problem *rule = &look->plan.problems[facts_result_value(result, 1).integer - 1];
        preview->rejects[preview->reject_count++] = (struct PreviewReject){
            line.type == VALUE_INTEGER ? line.integer : 0, rule->field->name,
            text_value(look->arena, facts_result_value(result, 2)), _(rule->reason),
        };
    }
    return STATUS_OK;
}

/* Records that could not be read at all come first, as in the file of rejects. */
static Status read_malformed(Look *look, Error *error)
{
    ImportPreview *preview = &look->preview;
    if (!look->source.malformed)
        return STATUS_OK;
    Sql *sql CLEANUP(sql_cleanup) = sql_new(look->arena);
    sql_text(sql, "SELECT line, field, value, reason FROM ");
    source_append_malformed(sql, &look->source);
    sql_format(sql, " LIMIT %d", PREVIEW_ROWS / 2);
    FactsResult *result CLEANUP(facts_result_cleanup) = NULL;
    TRY(sql_query(look->session, sql, &result, error));
    for (;;) {
        bool row;
        TRY(facts_result_next(result, &row, error));
        if (!row)
            return STATUS_OK;
        Value line = facts_result_value(result, 0);
        long number = 0;
        if (line.type == VALUE_TEXT)
            (void)text_to_long(line.text, &number);
        preview->rejects[preview->reject_count++] = (struct PreviewReject){
            number, text_value(look->arena, facts_result_value(result, 1)),
            text_value(look->arena, facts_result_value(result, 2)), text_value(look->arena, facts_result_value(result, 3)),
        };
    }
}

static Status count_look(Look *look, Error *error)
{
    Value all, broken;
    TRY(facts_value(look->session, look->arena, "SELECT count(*) FROM " LOOK, NULL, 0, &all, error));
    TRY(facts_value(look->session, look->arena, "SELECT count(*) FROM " LOOK " WHERE mz_problem > 0", NULL, 0, &broken, error));
    look->preview.looked_at = all.integer + look->source.malformed_count;
    look->preview.rejected = broken.integer + look->source.malformed_count;
    return STATUS_OK;
}

static Status try_rows(Look *look, Error *error)
{
    ImportPreview *preview = &look->preview;
    const Field **fields = ARENA_ARRAY(look->arena, look->plan.field_count + 1, const Field *);
    for (size_t i = 0; i < look->plan.field_count; i++)
        fields[i] = look->plan.fields[i].field;
    preview->fields = fields;
    preview->field_count = look->plan.field_count;
    preview->rejects = ARENA_ARRAY(look->arena, PREVIEW_ROWS + 1, struct PreviewReject);
    TRY(make_look(look, error));
    TRY(count_look(look, error));
    TRY(read_stored(look, error));
    TRY(read_malformed(look, error));
    return read_rejects(look, error);
}

/* What is wrong with the mapping is part of the answer; what stops the session is not. */
static bool is_problem(Status status)
{
    return status == STATUS_INVALID_DATA || status == STATUS_INVALID_ARGUMENT;
}

static Status look_at_rows(Look *look, Error *error)
{
    Error *problem = ARENA_NEW(look->arena, Error);
    Status status = select_apply(look->session, look->arena, look->mapping, /* index= */ 0, &look->source, problem);
    if (status == STATUS_OK)
        status = take_first(look, problem);
    if (status != STATUS_OK) { /* the statement that failed took its transaction with it */
        facts_rollback(look->session);
        TRY(facts_begin(look->session, error));
    }
    TRY(read_cells(look, error));
    if (status == STATUS_OK)
        status = plan_make(look->session, look->arena, look->kind, look->mapping, &look->source, &look->home,
                           /* batch= */ 0, &look->plan, problem);
    describe_columns(look);
    if (status == STATUS_OK)
        status = try_rows(look, problem);
    if (is_problem(status))
        look->preview.problem = problem;
    else if (status != STATUS_OK)
        *error = *problem;
    return is_problem(status) ? STATUS_OK : status;
}

Status import_preview(Store *store, FactsSession *session, Arena *arena, const Kind *kind, const char *file,
                      const char *map, Text mapping, ImportPreview *ret_preview, Error *error)
{
    Look look = {.store = store, .session = session, .arena = arena, .kind = kind};
    TRY(mapping_open(arena, kind, map, mapping, &look.mapping, error));
    TRY(plan_read_home(store, arena, &look.home, error));
    TRY(source_open(store, session, arena, file, look.mapping, &look.source, error));
    look.preview.format = file_format_name(look.source.format);
    look.preview.encoding = look.source.encoding;
    look.preview.delimiter = look.source.format != FORMAT_CSV ? "" : arena_format(arena, "%c", look.source.delimiter);
    look.preview.rows = look.source.rows;
    look.preview.mapping = look.mapping;
    /* Its temporary tables go with the transaction, which never commits. */
    Status status = facts_script(session, (const char *)import_sql[0].bytes, error);
    if (status == STATUS_OK)
        status = facts_begin(session, error);
    if (status == STATUS_OK)
        status = look_at_rows(&look, error);
    facts_rollback(session);
    source_close(&look.source);
    if (status == STATUS_OK)
        *ret_preview = look.preview;
    return status;
}
