#include "account/account.h"

#include "account/work.h"

Status account_read_teams(Records *records, Arena *arena, int64_t id, ScopeList *ret_teams, Error *error)
{
    Value key = value_integer(id);
    RecordsTable table;
    TRY(records_query(records, arena, "SELECT team FROM account_team WHERE account = $1 ORDER BY team", &key, 1, &table, error));
    const char **teams = ARENA_ARRAY(arena, table.rows + 1, const char *);
    for (size_t i = 0; i < table.rows; i++)
        teams[i] = records_value(&table, i, 0).text.bytes;
    return account_make_scope(teams, table.rows, ret_teams, error);
}

static Status write(Records *records, int64_t id, const ScopeList *teams, Error *error)
{
    Value row[2] = {value_integer(id)};
    TRY(records_execute(records, "DELETE FROM account_team WHERE account = $1", row, 1, NULL, error));
    for (size_t i = 0; i < teams->count; i++) {
        row[1] = value_text(teams->values[i]);
        TRY(records_execute(records, "INSERT INTO account_team (account, team) VALUES ($1, $2)", row, 2, NULL, error));
    }
    return STATUS_OK;
}

Status account_set_teams(Records *records, int64_t id, const ScopeList *teams, Error *error)
{
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    Account account;
    TRY(account_read(records, arena, id, &account, error));
    TRY(records_begin(records, error));
    return work_finish(records, write(records, id, teams, error), error);
}
