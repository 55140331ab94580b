#include "store/noted.h"

#include "base/hash.h"
#include "base/translate.h"
#include "store/seen.h"

#include <stdio.h>
#include <string.h>

/* A note is a line for each row with a tab behind each value: "\N" where there is none. */
enum { NOTE_LONGEST = 16384 };
static const char nothing[] = "\\N";

static int64_t question_of(const char *sql)
{
    return (int64_t)(hash_bytes(HASH_START, sql, strlen(sql)) >> 1); /* the engines know no unsigned numbers */
}

static size_t count_of(Text text, char byte)
{
    size_t count = 0;
    for (size_t i = 0; i < text.length; i++)
        count += text.bytes[i] == byte;
    return count;
}

/* False where the note is not of this form. */
static bool read_note(Arena *arena, Text note, NotedAnswer *ret_answer)
{
    size_t count = count_of(note, '\t'), rows = count_of(note, '\n');
    size_t columns = rows ? count / rows : 0;
    if (rows * columns != count || (!columns && note.length > 0))
        return false;
    const char **values = ARENA_ARRAY(arena, count + 1, const char *);
    Text rest = note;
    for (size_t i = 0; i < count; i++) {
        Text value = text_cut(rest, '\t', &rest);
        values[i] = text_equals(value, nothing) ? NULL : text_string(arena, value);
        bool last = (i + 1) % columns == 0; /* of its row: the line ends here, and nowhere else */
        if (count_of(value, '\n') || (last && text_cut(rest, '\n', &rest).length))
            return false;
    }
    *ret_answer = (NotedAnswer){.values = values, .rows = rows, .columns = columns};
    return !rest.length;
}

static bool find_note(Store *store, Arena *arena, int64_t state, int64_t question, NotedAnswer *ret_answer)
{
    Error ignored;
    RecordsTable table;
    Value key[2] = {value_integer(question), value_integer(state)};
    return records_query(store_records(store), arena, "SELECT answer FROM facts_note WHERE question = $1 AND state = $2", key,
                         2, &table, &ignored) == STATUS_OK &&
           table.rows == 1 && read_note(arena, records_value(&table, 0, 0).text, ret_answer);
}

/* False where a value cannot be written in a note. */
static bool write_note(const NotedAnswer *answer, TextBuilder *out)
{
    for (size_t i = 0; i < answer->rows * answer->columns; i++) {
        const char *value = answer->values[i] ? answer->values[i] : nothing;
        if (value[strcspn(value, "\t\n")] || (answer->values[i] && strcmp(value, nothing) == 0))
            return false;
        text_append(out, value);
        text_append(out, (i + 1) % answer->columns ? "\t" : "\t\n");
    }
    return !out->overflowed;
}

/* What cannot be noted is asked again next time. */
static void note(Store *store, int64_t state, int64_t question, const NotedAnswer *answer)
{
    Error ignored;
    TextBuilder out CLEANUP(text_builder_free) = text_builder(NOTE_LONGEST);
    if (!write_note(answer, &out))
        return;
    Value row[3] = {value_integer(question), value_integer(state), value_text(out.length ? out.bytes : "")};
    (void)!records_execute(store_records(store),
                           "INSERT INTO facts_note (question, state, answer) VALUES ($1, $2, $3) "
                           "ON CONFLICT (question) DO UPDATE SET state = excluded.state, answer = excluded.answer",
                           row, 3, NULL, &ignored);
}

static const char *text_of_value(Arena *arena, Value value)
{
    switch (value.type) {
    case VALUE_TEXT:
        return text_string(arena, value.text);
    case VALUE_INTEGER:
        return arena_format(arena, "%lld", (long long)value.integer);
    case VALUE_DAY:
        return arena_format(arena, "%d", value.day);
    default:
        return NULL;
    }
}

static Status ask(FactsSession *session, Arena *arena, const char *sql, NotedAnswer *ret_answer, Error *error)
{
    FactsResult *result CLEANUP(facts_result_cleanup) = NULL;
    TRY(facts_query(session, sql, NULL, 0, &result, error));
    NotedAnswer answer = {.columns = facts_result_columns(result)};
    const char **values = ARENA_ARRAY(arena, NOTED_ROWS_LIMIT * answer.columns, const char *);
    for (bool row;;) {
        TRY(facts_result_next(result, &row, error));
        if (!row)
            break;
        if (answer.rows == NOTED_ROWS_LIMIT)
            return error_set(error, STATUS_TOO_LARGE, _("the answer has more than %d rows"), NOTED_ROWS_LIMIT);
        for (size_t i = 0; i < answer.columns; i++)
            values[answer.rows * answer.columns + i] = text_of_value(arena, facts_result_value(result, i));
        answer.rows++;
    }
    answer.values = values;
    *ret_answer = answer;
    return arena_check(arena, error);
}

Status noted_query(Store *store, FactsSession *session, Arena *arena, const char *sql, NotedAnswer *ret_answer, Error *error)
{
    int64_t state = store_state(store), question = question_of(sql);
    if (state && find_note(store, arena, state, question, ret_answer))
        return STATUS_OK;
    TRY(ask(session, arena, sql, ret_answer, error));
    if (state && state == store_state(store))
        note(store, state, question, ret_answer);
    return STATUS_OK;
}
