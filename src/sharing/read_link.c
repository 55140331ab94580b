#include "sharing/read_link.h"

#include "base/translate.h"
#include "sharing/parts.h"

#include <string.h>

#define DAY ((int64_t)24 * 3600 * ACCOUNT_SECOND)
#define READ_LINK_SELECT                                                                                                            \
    "SELECT l.link, l.account, a.name, l.kind, l.subject, l.label, l.created_at, l.expires_at, l.used_at, l.revoked_at, l.uses "  \
    "FROM read_link l JOIN account a ON a.account = l.account "

static ReadLink read_link_at(const RecordsTable *table, size_t row)
{
    ReadLink link = {.id = cell_number(table, row, 0), .account = cell_number(table, row, 1), .account_name = cell_text(table, row, 2),
                       .kind = cell_text(table, row, 3), .subject = cell_text(table, row, 4), .label = cell_text(table, row, 5),
                       .created_at = cell_number(table, row, 6), .expires_at = cell_number(table, row, 7), .used_at = cell_number(table, row, 8),
                       .revoked_at = cell_number(table, row, 9), .uses = cell_number(table, row, 10)};
    link.live = !link.revoked_at && link.expires_at > account_now();
    return link;
}

static Status check(Records *records, Arena *arena, const Principal *who, const Subject *subject, const char *label, int64_t days, Error *error)
{
    Value key[3] = {value_text(subject->kind->name), value_text(subject->id), value_time(account_now())};
    RecordsTable table;
    if (!subject->kind->linked)
        return error_set(error, STATUS_UNSUPPORTED, "%s", _("a link shows a KPI or a review, and nothing else"));
    if (!who->account)
        return error_set(error, STATUS_INVALID_ARGUMENT, "%s", _("a link is somebody's: it shows what its maker may see"));
    TRY(account_check_name(label, error));
    if (days < 1 || days > READ_LINK_DAYS_MOST) {
        error_set(error, STATUS_INVALID_ARGUMENT, _("a link is valid for 1 to %d days"), READ_LINK_DAYS_MOST);
        error_where(error, "days");
        return error->status;
    }
    TRY(records_query(records, arena,
                      "SELECT count(*) FROM read_link WHERE kind = $1 AND subject = $2 AND revoked_at IS NULL AND expires_at > $3", key, 3,
                      &table, error));
    if (cell_number(&table, 0, 0) >= READ_LINKS_LIMIT)
        return error_set(error, STATUS_TOO_LARGE, _("there are %d links to this already: revoke those that nobody needs"), READ_LINKS_LIMIT);
    return STATUS_OK;
}

Status read_link_add(Records *records, const Principal *who, const Subject *subject, const char *label, int64_t days,
                   char secret[SECRET_CAPACITY], ReadLink *ret_link, Error *error)
{
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    char hash[SECRET_HASH_CAPACITY], made[SECRET_CAPACITY];
    TRY(check(records, arena, who, subject, label, days, error));
    secret_make(READ_LINK_PREFIX, made);
    secret_hash(text_of(made), hash);
    int64_t now = account_now();
    ReadLink link = {.id = secret_number(), .account = who->account, .account_name = who->name, .kind = subject->kind->name,
                       .subject = subject->id, .label = label, .created_at = now, .expires_at = now + days * DAY, .live = true};
    Value row[] = {value_integer(link.id), value_text(hash), value_text(link.kind), value_text(link.subject),
                   value_integer(link.account), value_text(label), value_time(now), value_time(link.expires_at)};
    TRY(records_execute(records,
                        "INSERT INTO read_link (link, hash, kind, subject, account, label, created_at, expires_at, uses) "
                        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0)",
                        row, sizeof row / sizeof row[0], NULL, error));
    memcpy(secret, made, sizeof made);
    *ret_link = link;
    return STATUS_OK;
}

Status read_link_list(Records *records, Arena *arena, const Subject *subject, int64_t account, ReadLink **ret_links, size_t *ret_count,
                    Error *error)
{
    Value key[3] = {value_text(subject->kind->name), value_text(subject->id), value_integer(account)};
    RecordsTable table;
    TRY(records_query(records, arena,
                      READ_LINK_SELECT "WHERE l.kind = $1 AND l.subject = $2 AND ($3 = 0 OR l.account = $3) ORDER BY l.created_at DESC, l.link",
                      key, 3, &table, error));
    ReadLink *links = ARENA_ARRAY(arena, table.rows + 1, ReadLink);
    for (size_t i = 0; i < table.rows; i++)
        links[i] = read_link_at(&table, i);
    *ret_links = links;
    *ret_count = table.rows;
    return STATUS_OK;
}

Status read_link_revoke(Records *records, int64_t account, int64_t id, Error *error)
{
    Value row[3] = {value_integer(id), value_integer(account), value_time(account_now())};
    int64_t changed;
    TRY(records_execute(records, "UPDATE read_link SET revoked_at = coalesce(revoked_at, $3) WHERE link = $1 AND ($2 = 0 OR account = $2)", row,
                        3, &changed, error));
    return changed ? STATUS_OK : error_set(error, STATUS_NOT_FOUND, "%s", _("there is no such link"));
}

static Status no_link(Error *error)
{
    error_set(error, STATUS_NOT_FOUND, "%s", _("this link is over, or was never there"));
    error_hint(error, "%s", _("ask who gave it to you for a new one"));
    return error->status;
}

Status read_link_open(Records *records, Arena *arena, const char *secret, ReadLink *ret_link, Principal *ret_who, Subject *ret_subject,
                    bool *ret_known, Error *error)
{
    char hash[SECRET_HASH_CAPACITY];
    RecordsTable table;
    Principal who;
    Error ignored;
    *ret_known = false;
    if (!secret_has_form(text_of(secret), READ_LINK_PREFIX))
        return no_link(error);
    secret_hash(text_of(secret), hash);
    Value key[2] = {value_text(hash), value_time(account_now())};
    TRY(records_query(records, arena, READ_LINK_SELECT "WHERE l.hash = $1", key, 1, &table, error));
    if (!table.rows)
        return no_link(error);
    *ret_known = true;
    ReadLink link = read_link_at(&table, 0);
    if (!link.live || people_one(records, arena, link.account, &who, &ignored) != STATUS_OK)
        return no_link(error);
    if (subject_find(records, arena, &who, link.kind, link.subject, ret_subject, &ignored) != STATUS_OK)
        return no_link(error);
    TRY(records_execute(records, "UPDATE read_link SET used_at = $2, uses = uses + 1 WHERE hash = $1", key, 2, NULL, error));
    *ret_link = link;
    *ret_who = who;
    return STATUS_OK;
}
