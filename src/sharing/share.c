#include "sharing/share.h"

#include "base/translate.h"
#include "sharing/parts.h"

#include <string.h>

Status share_list(Records *records, Arena *arena, const Subject *subject, Share **ret_shares, size_t *ret_count, Error *error)
{
    Value key[2] = {value_text(subject->kind->name), value_text(subject->id)};
    RecordsTable table;
    TRY(records_query(records, arena, "SELECT team, shared_by, shared_at FROM share WHERE kind = $1 AND subject = $2 ORDER BY team", key, 2,
                      &table, error));
    Share *shares = ARENA_ARRAY(arena, table.rows + 1, Share);
    for (size_t i = 0; i < table.rows; i++)
        shares[i] = (Share){cell_text(&table, i, 0), cell_text(&table, i, 1), cell_number(&table, i, 2)};
    *ret_shares = shares;
    *ret_count = table.rows;
    return STATUS_OK;
}

/* Teams are named by who shares: what could be no team's name is refused. */
static Status check_team(const char *team, Error *error)
{
    size_t length = strlen(team);
    bool good = length <= 200;
    for (size_t i = 0; i < length; i++)
        good = good && (unsigned char)team[i] >= ' ' && team[i] != 0x7F;
    if (good)
        return STATUS_OK;
    error_set(error, STATUS_INVALID_ARGUMENT, "%s", _("a team's name has at most 200 bytes and no control characters"));
    error_where(error, "team");
    return error->status;
}

static Status add(Records *records, Arena *arena, const Principal *who, const Subject *subject, const char *team, Error *error)
{
    Share *shares;
    size_t count;
    TRY(share_list(records, arena, subject, &shares, &count, error));
    for (size_t i = 0; i < count; i++)
        if (strcmp(shares[i].team, team) == 0)
            return STATUS_OK;
    if (count >= SHARES_LIMIT)
        return error_set(error, STATUS_TOO_LARGE, _("it is shared with %d teams already"), SHARES_LIMIT);
    Value row[] = {value_text(subject->kind->name), value_text(subject->id), value_text(team), value_time(account_now()), value_text(who->name)};
    TRY(records_execute(records, "INSERT INTO share (kind, subject, team, shared_at, shared_by) VALUES ($1, $2, $3, $4, $5)", row, 5, NULL,
                        error));
    return notices_of_share(records, arena, who, subject, team, error);
}

Status share_add(Records *records, const Principal *who, const Subject *subject, const char *team, Error *error)
{
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    TRY(check_team(team, error));
    TRY(records_begin(records, error));
    return sharing_finish(records, add(records, arena, who, subject, team, error), error);
}

Status share_remove(Records *records, const Subject *subject, const char *team, Error *error)
{
    Value key[3] = {value_text(subject->kind->name), value_text(subject->id), value_text(team)};
    int64_t changed;
    TRY(records_execute(records, "DELETE FROM share WHERE kind = $1 AND subject = $2 AND team = $3", key, 3, &changed, error));
    if (changed)
        return STATUS_OK;
    if (!*team)
        return error_set(error, STATUS_NOT_FOUND, "%s", _("it is not shared with everyone"));
    return error_set(error, STATUS_NOT_FOUND, _("it is not shared with the team \"%s\""), team);
}
