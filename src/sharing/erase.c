#include "sharing/parts.h"

#include "base/translate.h"

#include <string.h>

/* "@Name" without the name: everywhere, as the author may have written it several times. */
static const char *without(Arena *arena, const char *words, const char *written)
{
    TextBuilder kept CLEANUP(text_builder_free) = text_builder((size_t)1 << 20);
    const char *pattern = arena_format(arena, "@%s", written);
    size_t length = strlen(pattern);
    for (const char *at; *written && (at = strstr(words, pattern));) {
        text_append_bytes(&kept, words, (size_t)(at - words));
        text_append(&kept, "@…");
        words = at + length;
    }
    text_append(&kept, words);
    return arena_copy(arena, kept.bytes, kept.length);
}

static Status erase_mentions(Records *records, Arena *arena, int64_t account, int64_t *changed, Error *error)
{
    Value key = value_integer(account);
    RecordsTable table;
    TRY(records_query(records, arena,
                      "SELECT c.comment, c.words, m.written FROM comment_mention m JOIN comment c ON c.comment = m.comment WHERE m.account = $1",
                      &key, 1, &table, error));
    for (size_t i = 0; i < table.rows; i++) {
        Value row[2] = {value_integer(cell_number(&table, i, 0)), value_text(without(arena, cell_text(&table, i, 1), cell_text(&table, i, 2)))};
        TRY(records_execute(records, "UPDATE comment SET words = $2 WHERE comment = $1", row, 2, NULL, error));
    }
    *changed += (int64_t)table.rows;
    return records_execute(records, "DELETE FROM comment_mention WHERE account = $1", &key, 1, NULL, error);
}

Status comment_erase_account(Records *records, int64_t account, int64_t *ret_changed, Error *error)
{
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    Value row[2] = {value_integer(account), value_time(account_now())};
    int64_t changed = 0;
    TRY(records_execute(records, "DELETE FROM notice WHERE account = $1 OR comment IN (SELECT comment FROM comment WHERE account = $1)", row, 1,
                        NULL, error));
    TRY(records_execute(records, "DELETE FROM comment_mention WHERE comment IN (SELECT comment FROM comment WHERE account = $1)", row, 1, NULL,
                        error));
    TRY(records_execute(records,
                        "UPDATE comment SET name = '', words = '', account = NULL, deleted_at = coalesce(deleted_at, $2), deleted_by = '' "
                        "WHERE account = $1",
                        row, 2, &changed, error));
    TRY(erase_mentions(records, arena, account, &changed, error));
    TRY(records_execute(records, "UPDATE read_link SET revoked_at = coalesce(revoked_at, $2) WHERE account = $1", row, 2, NULL, error));
    TRY(records_execute(records, "DELETE FROM account_team WHERE account = $1", row, 1, NULL, error));
    TRY(records_execute(records, "DELETE FROM reminder WHERE account = $1", row, 1, NULL, error));
    *ret_changed = changed;
    return STATUS_OK;
}
