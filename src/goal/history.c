#include "goal/history.h"

#include "goal/rows.h"

#include <math.h>
#include <string.h>

/* ---- noting ---- */

static void keep(ChangeNotes *notes, const char *field, const char *before, const char *after)
{
    if (notes->count < CHANGES_LIMIT)
        notes->fields[notes->count++] = (FieldChange){field, before, after};
}

void change_text(ChangeNotes *notes, const char *field, const char *before, const char *after)
{
    before = before ? before : "";
    after = after ? after : "";
    if (strcmp(before, after) != 0)
        keep(notes, field, before, after);
}

static const char *number_text(Arena *arena, double number)
{
    return isfinite(number) ? arena_format(arena, "%.15g", number) : "";
}

void change_number(ChangeNotes *notes, Arena *arena, const char *field, double before, double after)
{
    change_text(notes, field, number_text(arena, before), number_text(arena, after));
}

void change_day(ChangeNotes *notes, Arena *arena, const char *field, int32_t before, int32_t after)
{
    char texts[2][11];
    day_format(before, texts[0]);
    day_format(after, texts[1]);
    change_text(notes, field, arena_string(arena, texts[0]), arena_string(arena, texts[1]));
}

/* Tabs and line breaks part what is written: they become blanks. */
static void append_cell(TextBuilder *out, const char *text)
{
    for (; *text; text++)
        text_append_bytes(out, *text == '\t' || *text == '\n' ? " " : text, 1);
}

static void append_notes(TextBuilder *out, const ChangeNotes *notes)
{
    for (size_t i = 0; notes && i < notes->count; i++) {
        append_cell(out, notes->fields[i].field);
        text_append(out, "\t");
        append_cell(out, notes->fields[i].before);
        text_append(out, "\t");
        append_cell(out, notes->fields[i].after);
        text_append(out, "\n");
    }
}

Status objective_note(Store *store, const char *id, const char *by, const char *what, const ChangeNotes *notes,
                      const char *reason, Error *error)
{
    TextBuilder lines CLEANUP(text_builder_free) = text_builder(256 * 1024);
    int64_t now;
    TRY(instant_now(&now));
    append_notes(&lines, notes);
    Value values[] = {value_text(id), value_time(now), value_text(by), value_text(what), value_text(lines.bytes), value_text(reason)};
    TRY(records_execute(store_records(store),
                        "INSERT INTO objective_revision (objective, revision, changed_at, changed_by, what, changes, reason) "
                        "SELECT $1, 1 + coalesce(max(revision), 0), $2, $3, $4, $5, $6 FROM objective_revision WHERE objective = $1",
                        values, 6, NULL, error));
    return records_execute(store_records(store),
                           "UPDATE objective SET revision = (SELECT max(revision) FROM objective_revision WHERE objective = $1) "
                           "WHERE objective = $1",
                           values, 1, NULL, error);
}

/* ---- reading ---- */

static size_t read_fields(Arena *arena, const char *lines, const FieldChange **ret_fields)
{
    FieldChange *fields = ARENA_ARRAY(arena, CHANGES_LIMIT, FieldChange);
    size_t count = 0;
    Text rest = text_of(lines);
    while (rest.length > 0 && count < CHANGES_LIMIT) {
        Text line = text_cut(rest, '\n', &rest), more;
        Text field = text_cut(line, '\t', &more), after;
        Text before = text_cut(more, '\t', &after);
        fields[count++] = (FieldChange){text_string(arena, field), text_string(arena, before), text_string(arena, after)};
    }
    *ret_fields = fields;
    return count;
}

Status objective_history(Store *store, Arena *arena, const char *id, ObjectiveChange **ret_changes, size_t *ret_count,
                         Error *error)
{
    RecordsTable table;
    Value key = value_text(id);
    TRY(records_query(store_records(store), arena,
                      "SELECT revision, changed_at, changed_by, what, reason, changes FROM objective_revision "
                      "WHERE objective = $1 ORDER BY revision DESC",
                      &key, 1, &table, error));
    ObjectiveChange *changes = ARENA_ARRAY(arena, table.rows + 1, ObjectiveChange);
    for (size_t i = 0; i < table.rows; i++) {
        changes[i] = (ObjectiveChange){.revision = records_value(&table, i, 0).integer,
                                       .at = records_value(&table, i, 1).time,
                                       .by = row_text(arena, &table, i, 2),
                                       .what = row_text(arena, &table, i, 3),
                                       .reason = row_text(arena, &table, i, 4)};
        changes[i].field_count = read_fields(arena, row_text(arena, &table, i, 5), &changes[i].fields);
    }
    *ret_changes = changes;
    *ret_count = table.rows;
    return STATUS_OK;
}
