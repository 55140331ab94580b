#include "account/session.h"

#include "account/work.h"
#include "base/translate.h"

#include <string.h>

enum { AGENT_MOST = 300 };
#define SESSIONS_MOST "20" /* of one account; docs/accounts.md */

static Text cut(const char *text, size_t most)
{
    Text whole = text_of(text);
    return whole.length > most ? (Text){whole.bytes, most} : whole;
}

static Value text_or_null(const char *text, size_t most)
{
    return text ? (Value){.type = VALUE_TEXT, .text = cut(text, most)} : value_null();
}

static Status insert(Records *records, const NewSession *session, const char *hash, int64_t id, Error *error)
{
    int64_t now = account_now();
    Value account = value_integer(session->account);
    if (session->instead) {
        Value old[2] = {account, value_integer(session->instead)};
        TRY(records_execute(records, "DELETE FROM session WHERE account = $1 AND session = $2", old, 2, NULL, error));
    } else {
        Value seen[2] = {account, value_time(now)};
        TRY(records_execute(records, "UPDATE account SET signed_in_at = $2 WHERE account = $1", seen, 2, NULL, error));
    }
    int64_t expires_at = now + (int64_t)SESSION_LIFE_SECONDS * ACCOUNT_SECOND;
    Value row[9] = {value_integer(id), value_text(hash), account, value_time(now), value_time(expires_at),
                    value_text(session->address), text_or_null(session->agent, AGENT_MOST), value_boolean(session->second_factor),
                    session->proved_at ? value_time(session->proved_at) : value_null()};
    TRY(records_execute(records,
                        "INSERT INTO session (session, hash, account, created_at, seen_at, expires_at, address, agent, "
                        "second_factor, proved_at) VALUES ($1, $2, $3, $4, $4, $5, $6, $7, $8, $9)",
                        row, 9, NULL, error));
    /* The one that was not used for longest makes room. */
    return records_execute(records,
                           "DELETE FROM session WHERE account = $1 AND session NOT IN (SELECT session FROM session "
                           "WHERE account = $1 ORDER BY seen_at DESC, created_at DESC LIMIT " SESSIONS_MOST ")",
                           &account, 1, NULL, error);
}

Status session_make(Records *records, const NewSession *session, char secret[SECRET_CAPACITY], int64_t *ret_session,
                    Error *error)
{
    char hash[SECRET_HASH_CAPACITY], made[SECRET_CAPACITY];
    secret_make("", made);
    secret_hash(text_of(made), hash);
    int64_t id = secret_number();
    TRY(records_begin(records, error));
    TRY(work_finish(records, insert(records, session, hash, id, error), error));
    memcpy(secret, made, sizeof made);
    *ret_session = id;
    return STATUS_OK;
}

static const char *text_at(const RecordsTable *table, size_t row, size_t column)
{
    Value value = records_value(table, row, column);
    return value.type == VALUE_TEXT ? value.text.bytes : NULL;
}

Status session_list(Records *records, Arena *arena, int64_t account, Session **ret_sessions, size_t *ret_count,
                    Error *error)
{
    int64_t now = account_now();
    Value parameters[3] = {value_integer(account), value_time(now),
                           value_time(now - (int64_t)SESSION_IDLE_SECONDS * ACCOUNT_SECOND)};
    RecordsTable table;
    TRY(records_query(records, arena,
                      "SELECT session, account, created_at, seen_at, expires_at, address, agent FROM session "
                      "WHERE account = $1 AND expires_at > $2 AND seen_at > $3 ORDER BY seen_at DESC",
                      parameters, 3, &table, error));
    Session *sessions = ARENA_ARRAY(arena, table.rows + 1, Session);
    for (size_t i = 0; i < table.rows; i++)
        sessions[i] = (Session){
            .id = records_value(&table, i, 0).integer,
            .account = records_value(&table, i, 1).integer,
            .created_at = records_value(&table, i, 2).time,
            .seen_at = records_value(&table, i, 3).time,
            .expires_at = records_value(&table, i, 4).time,
            .address = text_at(&table, i, 5),
            .agent = text_at(&table, i, 6),
        };
    *ret_sessions = sessions;
    *ret_count = table.rows;
    return STATUS_OK;
}

Status session_end(Records *records, int64_t account, int64_t session, Error *error)
{
    Value parameters[2] = {value_integer(account), value_integer(session)};
    int64_t changed = 0;
    TRY(records_execute(records, "DELETE FROM session WHERE account = $1 AND session = $2", parameters, 2, &changed, error));
    return changed ? STATUS_OK : error_set(error, STATUS_NOT_FOUND, "%s", _("there is no such session"));
}

Status session_prove(Records *records, int64_t session, bool second_factor, Error *error)
{
    Value row[3] = {value_integer(session), value_boolean(second_factor), value_time(account_now())};
    return records_execute(records, "UPDATE session SET second_factor = second_factor OR $2, proved_at = $3 WHERE session = $1", row,
                           3, NULL, error);
}

Status session_end_others(Records *records, int64_t account, int64_t keep, Error *error)
{
    Value parameters[2] = {value_integer(account), value_integer(keep)};
    return records_execute(records, "DELETE FROM session WHERE account = $1 AND session <> $2", parameters, 2, NULL, error);
}
