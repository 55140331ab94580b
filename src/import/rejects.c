#include "import/rejects.h"

#include "import/columns.h"
#include "import/csv_write.h"

#include "base/translate.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

static const char *table_of(Arena *arena, size_t file)
{
    return arena_format(arena, "mz_suspect_%zu", file);
}

void rejects_append_value(Sql *sql, const Plan *plan)
{
    sql_text(sql, "CASE mz_problem");
    for (size_t i = 0; i < plan->problem_count; i++)
        for (size_t j = 0; j < plan->field_count; j++)
            if (plan->fields[j].field == plan->problems[i].field) {
                sql_format(sql, " WHEN %zu THEN ", i + 1);
                sql_name(sql, "r_", plan->fields[j].field->name);
            }
    sql_text(sql, plan->field_count ? " END" : " WHEN 0 THEN NULL END");
}

/* mz_suspect_N: rows that broke a rule, and rows whose key is in mz_again. */
static Status gather(FactsSession *session, Arena *arena, const Plan *plan, size_t file, bool again, Error *error)
{
    Sql *sql CLEANUP(sql_cleanup) = sql_new(arena);
    sql_format(sql, "CREATE TEMP TABLE %s AS SELECT %zu AS file, mz_row, ", table_of(arena, file), file);
    if (plan->source->shaped)
        sql_text(sql, "CAST(NULL AS BIGINT) AS line, mz_problem, ");
    else
        sql_format(sql, "COALESCE(reject_line, mz_row + %lld) AS line, mz_problem, ",
                   (long long)plan->source->lines_before + 1);
    rejects_append_value(sql, plan);
    sql_text(sql, " AS value, ");
    settle_append_key(sql, plan->kind);
    sql_text(sql, " AS key, ");
    settle_append_content(sql, plan->kind);
    sql_text(sql, " AS content");
    for (size_t i = 0; i < plan->source->column_count; i++) {
        sql_text(sql, ", ");
        sql_name(sql, "s_", plan->source->columns[i]);
        sql_format(sql, " AS c%zu", i);
    }
    sql_text(sql, " FROM ");
    TRY(plan_append_detailed(sql, arena, plan, error));
    sql_text(sql, " WHERE mz_problem > 0");
    if (again) {
        sql_text(sql, " OR ");
        settle_append_key(sql, plan->kind);
        sql_text(sql, " IN (SELECT key FROM mz_again)");
    }
    return sql_execute(session, sql, NULL, error);
}

/* mz_last: of each key that comes again, the row that stays. */
static Status find_last(FactsSession *session, Arena *arena, size_t files, Error *error)
{
    Sql *sql CLEANUP(sql_cleanup) = sql_new(arena);
    sql_text(sql, "CREATE TEMP TABLE mz_last AS SELECT key, arg_max(content, (file, mz_row)) AS content, "
                  "arg_max(line, (file, mz_row)) AS line, arg_max(mz_row, (file, mz_row)) AS mz_row, max(file) AS file "
                  "FROM (");
    for (size_t i = 0; i < files; i++)
        sql_format(sql, "%sSELECT key, content, line, mz_row, file FROM %s WHERE mz_problem = 0",
                   i ? " UNION ALL " : "", table_of(arena, i));
    sql_text(sql, ") GROUP BY key");
    return sql_execute(session, sql, NULL, error);
}

/* The columns of all files, each once, and for each file which of its columns stands at a place: SIZE_MAX where
 * it has none. Found out once, since rows may be many and columns hundreds. */
typedef struct Header {
    const char **names;
    size_t count;
    size_t **columns; /* by file, by place */
} Header;

static Header header_of(Arena *arena, const Plan *plans, size_t count)
{
    size_t all = 0;
    for (size_t i = 0; i < count; i++)
        all += plans[i].source->column_count;
    ColumnSet *set = column_set_new(arena, all);
    Header header = {.names = ARENA_ARRAY(arena, all + 1, const char *), .columns = ARENA_ARRAY(arena, count + 1, size_t *)};
    for (size_t i = 0; i < count; i++) {
        const Source *source = plans[i].source;
        header.columns[i] = ARENA_ARRAY(arena, all + 1, size_t);
        memset(header.columns[i], 0xFF, (all + 1) * sizeof(size_t));
        for (size_t j = 0; j < source->column_count; j++) {
            size_t place = column_set_add(set, source->columns[j]);
            if (!header.names[place])
                header.names[place] = source->columns[j];
            header.columns[i][place] = j;
        }
    }
    header.count = column_set_count(set);
    return header;
}

typedef struct Writer {
    FILE *out;
    Arena *arena;
    const Plan *plans;
    Header header;
    Rejects *rejects;
} Writer;

static Text as_text(Value value)
{
    return value.type == VALUE_TEXT ? value.text : (Text){"", 0};
}

/* What the file itself calls the field: whoever mends the row looks for that. A field that is made of several columns, or
 * of none, is named as it is. */
static void write_column(Writer *writer, const Plan *plan, const char *field)
{
    const char *name = field;
    for (size_t i = 0; i < plan->field_count; i++)
        if (strcmp(plan->fields[i].field->name, field) == 0 && plan->fields[i].column_count == 1)
            name = plan->fields[i].columns[0];
    csv_write_cell(writer->out, text_of(name));
    fputc(',', writer->out);
}

enum { COLUMN_LINE, COLUMN_PROBLEM, COLUMN_VALUE, COLUMN_LAST_LINE, COLUMN_LAST_FILE, COLUMN_SAME, COLUMN_CELLS };

static void write_reason(Writer *writer, const Plan *plan, size_t file, FactsResult *result)
{
    int64_t problem = facts_result_value(result, COLUMN_PROBLEM).integer;
    if (problem > 0) {
        const Problem *rule = &plan->problems[problem - 1];
        write_column(writer, plan, rule->field->name);
        if (!rule->hides)
            csv_write_cell(writer->out, as_text(facts_result_value(result, COLUMN_VALUE)));
        fputc(',', writer->out);
        csv_write_cell(writer->out, text_of(_(rule->reason)));
        return;
    }
    char reason[256];
    size_t last = (size_t)facts_result_value(result, COLUMN_LAST_FILE).integer;
    long long line = facts_result_value(result, COLUMN_LAST_LINE).integer;
    if (plan->source->shaped)
        snprintf(reason, sizeof reason, "%s", _("the same key comes again in a later row"));
    else if (last == file)
        snprintf(reason, sizeof reason, _("the same key comes again on line %lld"), line);
    else
        snprintf(reason, sizeof reason, _("the same key comes again in %s on line %lld"),
                 writer->plans[last].source->name, line);
    write_column(writer, plan, plan->kind->key[0]);
    fputc(',', writer->out);
    csv_write_cell(writer->out, text_of(reason));
}

static void write_row(Writer *writer, const Plan *plan, size_t file, FactsResult *result)
{
    Value line = facts_result_value(result, COLUMN_LINE);
    if (line.type == VALUE_INTEGER)
        fprintf(writer->out, "%lld", (long long)line.integer);
    fputc(',', writer->out);
    write_reason(writer, plan, file, result);
    int64_t problem = facts_result_value(result, COLUMN_PROBLEM).integer;
    bool hidden = problem > 0 && plan->problems[problem - 1].hides;
    for (size_t i = 0; i < writer->header.count; i++) {
        size_t column = writer->header.columns[file][i];
        fputc(',', writer->out);
        if (column != SIZE_MAX && !hidden)
            csv_write_cell(writer->out, as_text(facts_result_value(result, COLUMN_CELLS + column)));
    }
    fputs("\n", writer->out);
    writer->rejects->rejected++;
}

/* Records that could not be read at all. */
static Status write_malformed(Writer *writer, FactsSession *session, size_t file, Error *error)
{
    const Source *source = writer->plans[file].source;
    if (!source->malformed)
        return STATUS_OK;
    Sql *sql CLEANUP(sql_cleanup) = sql_new(writer->arena);
    sql_text(sql, "SELECT line, field, value, reason");
    for (size_t i = 1; i < source->file_columns; i++)
        sql_format(sql, ", c%zu", i);
    sql_text(sql, " FROM ");
    source_append_malformed(sql, source);
    FactsResult *result CLEANUP(facts_result_cleanup) = NULL;
    TRY(sql_query(session, sql, &result, error));
    for (;;) {
        bool row;
        TRY(facts_result_next(result, &row, error));
        if (!row)
            return STATUS_OK;
        for (size_t i = 0; i < 4; i++) {
            fputs(i ? "," : "", writer->out);
            csv_write_cell(writer->out, as_text(facts_result_value(result, i)));
        }
        for (size_t i = 0; i < writer->header.count; i++) {
            size_t column = source->positions && !source->shaped ? writer->header.columns[file][i] : SIZE_MAX;
            fputc(',', writer->out);
            if (column != SIZE_MAX)
                csv_write_cell(writer->out, as_text(facts_result_value(result, 3 + source->positions[column])));
        }
        fputc('\n', writer->out);
        writer->rejects->rejected++;
    }
}

static Status write_file(Writer *writer, FactsSession *session, size_t file, bool again, Error *error)
{
    const Plan *plan = &writer->plans[file];
    Sql *sql CLEANUP(sql_cleanup) = sql_new(writer->arena);
    sql_text(sql, again ? "SELECT x.line, x.mz_problem, x.value, l.line, l.file, x.content = l.content"
                        : "SELECT x.line, x.mz_problem, x.value, CAST(NULL AS BIGINT), CAST(NULL AS BIGINT), false");
    for (size_t i = 0; i < plan->source->column_count; i++)
        sql_format(sql, ", x.c%zu", i);
    sql_format(sql, " FROM %s x", table_of(writer->arena, file));
    if (again)
        sql_text(sql, " LEFT JOIN mz_last l ON l.key = x.key WHERE x.mz_problem > 0 OR l.file <> x.file OR l.mz_row <> x.mz_row");
    sql_text(sql, " ORDER BY x.mz_row");
    FactsResult *result CLEANUP(facts_result_cleanup) = NULL;
    TRY(sql_query(session, sql, &result, error));
    for (;;) {
        bool row;
        TRY(facts_result_next(result, &row, error));
        if (!row)
            return STATUS_OK;
        bool problem = facts_result_value(result, COLUMN_PROBLEM).integer > 0;
        Value same = facts_result_value(result, COLUMN_SAME);
        if (!problem && same.type == VALUE_BOOLEAN && same.boolean)
            writer->rejects->same++;
        else
            write_row(writer, plan, file, result);
    }
}

static Status write_all(Writer *writer, FactsSession *session, size_t plan_count, bool again, Error *error)
{
    fputs("reject_line,reject_column,reject_value,reject_reason", writer->out);
    for (size_t i = 0; i < writer->header.count; i++) {
        fputc(',', writer->out);
        csv_write_cell(writer->out, text_of(writer->header.names[i]));
    }
    fputs("\n", writer->out);
    for (size_t i = 0; i < plan_count; i++) {
        TRY(write_malformed(writer, session, i, error));
        TRY(write_file(writer, session, i, again, error));
    }
    if (ferror(writer->out) || fflush(writer->out) != 0)
        return error_set_errno(error, errno, "%s", writer->rejects->path);
    return STATUS_OK;
}

Status rejects_write(FactsSession *session, Arena *arena, const Plan *plans, size_t plan_count, const Settle *settle,
                     Rejects *rejects, Error *error)
{
    bool again = settle->again > 0;
    for (size_t i = 0; i < plan_count; i++)
        TRY(gather(session, arena, &plans[i], i, again, error));
    if (again)
        TRY(find_last(session, arena, plan_count, error));
    FILE *out = fopen(rejects->path, "we");
    if (!out)
        return error_set_errno(error, errno, "%s", rejects->path);
    Writer writer = {out, arena, plans, header_of(arena, plans, plan_count), rejects};
    Status status = write_all(&writer, session, plan_count, again, error);
    if (fclose(out) != 0 && status == STATUS_OK)
        status = error_set_errno(error, errno, "%s", rejects->path);
    for (size_t i = 0; i < plan_count && status == STATUS_OK; i++)
        status = facts_script(session, arena_format(arena, "DROP TABLE %s", table_of(arena, i)), error);
    return status;
}
