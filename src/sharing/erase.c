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

/* Where others' comments and shares say who did something to them. */
static Status erase_name(Records *records, Arena *arena, int64_t account, Error *error)
{
    static const char *const statements[] = {
        "UPDATE comment SET deleted_by = '' WHERE deleted_by = $1",
        "UPDATE comment SET answered_by = '' WHERE answered_by = $1",
        "UPDATE share SET shared_by = '' WHERE shared_by = $1",
        "UPDATE notice SET made_by = '' WHERE made_by = $1",
    };
    Value key = value_integer(account);
    RecordsTable table;
    TRY(records_query(records, arena, "SELECT name FROM account WHERE account = $1", &key, 1, &table, error));
    Value name = table.rows ? records_value(&table, 0, 0) : value_null();
    for (size_t i = 0; i < sizeof statements / sizeof statements[0]; i++)
        TRY(records_execute(records, statements[i], &name, 1, NULL, error));
    return STATUS_OK;
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
    TRY(erase_name(records, arena, account, error));
    TRY(records_execute(records, "DELETE FROM account_team WHERE account = $1", row, 1, NULL, error));
    TRY(records_execute(records, "DELETE FROM reminder WHERE account = $1", row, 1, NULL, error));
    *ret_changed = changed;
    return STATUS_OK;
}

Status comment_account_of_person(Records *records, Arena *arena, const char *key, const char *name, int64_t *ret_account, Error *error)
{
    Account *accounts;
    size_t count, named = 0;
    int64_t by_key = 0, by_name = 0;
    const char *mail = key ? account_mail(arena, key) : NULL;
    TRY(account_list(records, arena, &accounts, &count, error));
    for (size_t i = 0; i < count; i++) {
        if (mail && accounts[i].mail && strcmp(accounts[i].mail, mail) == 0)
            by_key = accounts[i].id;
        if (name && human_is(&(Human){.principal = {.name = accounts[i].name}}, name)) {
            by_name = accounts[i].id;
            named++;
        }
    }
    *ret_account = by_key ? by_key : named == 1 ? by_name : 0;
    return STATUS_OK;
}

Status comment_erase_person(Records *records, const char *key, const char *name, int64_t *ret_changed, Error *error)
{
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    int64_t account = 0, changed = 0;
    TRY(comment_account_of_person(records, arena, key, name, &account, error));
    if (account) {
        TRY(records_begin(records, error));
        TRY(sharing_finish(records, comment_erase_account(records, account, &changed, error), error));
    }
    *ret_changed = changed;
    return STATUS_OK;
}
