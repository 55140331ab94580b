#include "account/audit.h"

#include "base/translate.h"

#include <sodium.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static const char *const outcomes[] = {
    [AUDIT_DONE] = "done", [AUDIT_REFUSED] = "refused", [AUDIT_FAILED] = "failed", [AUDIT_BEGUN] = "begun"};

const char *const audit_columns[AUDIT_COLUMNS] = {"number", "at",     "account", "token",   "name",  "origin",
                                                  "action", "target", "detail",  "outcome", "digest"};

#define COLUMNS "number, at, account, token, name, origin, action, target, detail, outcome, digest"

/* ---- digests ---- */

static void hash_text(crypto_generichash_state *state, Text text)
{
    crypto_generichash_update(state, (const unsigned char *)text.bytes, text.length);
}

/* Each with its type and length, so that no two rows of values give the same bytes. */
static void hash_value(crypto_generichash_state *state, Value value)
{
    char head[64];
    bool is_text = value.type == VALUE_TEXT;
    int64_t number = value.type == VALUE_TIME ? value.time : value.type == VALUE_INTEGER ? value.integer : 0;
    if (value.type == VALUE_NULL)
        snprintf(head, sizeof head, "-;");
    else if (is_text)
        snprintf(head, sizeof head, "%zu:", value.text.length);
    else
        snprintf(head, sizeof head, "%lld;", (long long)number);
    hash_text(state, text_of(head));
    if (is_text)
        hash_text(state, value.text);
}

/* BLAKE2b over the digest of the entry before and the entry's columns but its own digest. */
static void digest_of(Text before, const Value *columns, char digest[AUDIT_DIGEST + 1])
{
    unsigned char sum[AUDIT_DIGEST / 2];
    crypto_generichash_state state;
    crypto_generichash_init(&state, NULL, 0, sizeof sum);
    hash_value(&state, (Value){.type = VALUE_TEXT, .text = before});
    for (size_t i = 0; i < AUDIT_SUM; i++)
        hash_value(&state, columns[i]);
    crypto_generichash_final(&state, sum, sizeof sum);
    sodium_bin2hex(digest, AUDIT_DIGEST + 1, sum, sizeof sum);
}

/* ---- appending ---- */

static Value cut_text(const char *text)
{
    if (!text)
        return value_null();
    Text rest = text_of(text), kept = {rest.bytes, 0};
    while (rest.length && kept.length < AUDIT_TEXT_LIMIT) {
        size_t character = text_character(rest);
        if (!character)
            break; /* what is no text is not kept */
        kept.length += character;
        rest = (Text){rest.bytes + character, rest.length - character};
    }
    return (Value){.type = VALUE_TEXT, .text = kept};
}

static int64_t now_microseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static Status read_head(Records *records, Arena *arena, int64_t *ret_number, Text *ret_digest, Error *error)
{
    RecordsTable head;
    TRY(records_query(records, arena, "SELECT number, digest FROM audit_head", NULL, 0, &head, error));
    *ret_number = head.rows ? records_value(&head, 0, 0).integer : 0;
    *ret_digest = head.rows ? records_value(&head, 0, 1).text : text_of("");
    return STATUS_OK;
}

Status audit_append_within(Records *records, const Principal *who, const AuditEntry *entry, Error *error)
{
    Arena *arena CLEANUP(arena_cleanup) = arena_new(/* ceiling= */ 0);
    int64_t number;
    Text before;
    char digest[AUDIT_DIGEST + 1];
    TRY(read_head(records, arena, &number, &before, error));
    const char *name = entry->name ? entry->name : who ? who->name : "";
    Value row[AUDIT_COLUMNS] = {
        [AUDIT_NUMBER] = value_integer(number + 1),
        [AUDIT_AT] = value_time(now_microseconds()),
        [AUDIT_ACCOUNT] = who && who->account ? value_integer(who->account) : value_null(),
        [AUDIT_TOKEN] = who && who->token ? value_integer(who->token) : value_null(),
        [AUDIT_NAME] = cut_text(name),
        [AUDIT_ORIGIN] = cut_text(entry->origin),
        [AUDIT_ACTION] = cut_text(entry->action),
        [AUDIT_TARGET] = cut_text(entry->target),
        [AUDIT_DETAIL] = cut_text(entry->detail),
        [AUDIT_OUTCOME] = value_text(outcomes[entry->outcome]),
    };
    digest_of(before, row, digest);
    row[AUDIT_SUM] = value_text(digest);
    TRY(records_execute(records, "INSERT INTO audit (" COLUMNS ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)", row,
                        AUDIT_COLUMNS, NULL, error));
    Value head[] = {row[AUDIT_NUMBER], row[AUDIT_SUM]};
    return records_execute(records,
                           "INSERT INTO audit_head (only, number, digest) VALUES (1, $1, $2) "
                           "ON CONFLICT (only) DO UPDATE SET number = excluded.number, digest = excluded.digest",
                           head, 2, NULL, error);
}

Status audit_append(Store *store, const Principal *who, const AuditEntry *entry, Error *error)
{
    return audit_append_records(store_records(store), who, entry, error);
}

Status audit_append_records(Records *records, const Principal *who, const AuditEntry *entry, Error *error)
{
    TRY(records_begin(records, error));
    Status status = audit_append_within(records, who, entry, error);
    if (status == STATUS_OK)
        return records_commit(records, error);
    records_rollback(records);
    return status;
}

const char *audit_command_origin(Arena *arena)
{
    return arena_format(arena, "command line, uid %u", (unsigned)getuid());
}

/* ---- reading ---- */

Status audit_read(Records *records, Arena *arena, const AuditFilter *filter, RecordsTable *ret_table, Error *error)
{
    size_t length = filter->action ? strlen(filter->action) : 0;
    bool group = length > 0 && filter->action[length - 1] == '.';
    Value parameters[] = {
        value_text(filter->name), group ? value_null() : value_text(filter->action),
        group ? value_text(filter->action) : value_null(), value_text(filter->target), value_text(filter->outcome),
        filter->from ? value_time(filter->from) : value_null(), filter->to ? value_time(filter->to) : value_null(),
        filter->before ? value_integer(filter->before) : value_null(),
        filter->after ? value_integer(filter->after) : value_null(), value_integer(filter->limit),
    };
    static const char select[] =
        "SELECT " COLUMNS " FROM audit"
        " WHERE (CAST($1 AS TEXT) IS NULL OR name = $1) AND (CAST($2 AS TEXT) IS NULL OR action = $2)"
        " AND (CAST($3 AS TEXT) IS NULL OR substr(action, 1, length($3)) = $3)"
        " AND (CAST($4 AS TEXT) IS NULL OR target = $4) AND (CAST($5 AS TEXT) IS NULL OR outcome = $5)"
        " AND (CAST($6 AS BIGINT) IS NULL OR at >= $6) AND (CAST($7 AS BIGINT) IS NULL OR at < $7)"
        " AND (CAST($8 AS BIGINT) IS NULL OR number < $8) AND (CAST($9 AS BIGINT) IS NULL OR number > $9)";
    const char *sql = filter->oldest_first ? arena_format(arena, "%s ORDER BY number LIMIT $10", select)
                                           : arena_format(arena, "%s ORDER BY number DESC LIMIT $10", select);
    return records_query(records, arena, sql, parameters, sizeof parameters / sizeof parameters[0], ret_table,
                         error);
}

/* ---- verifying ---- */

enum { VERIFY_PAGE = 5000 };

typedef struct Verification {
    AuditState state;
    const char *head; /* "NUMBER:DIGEST", to be met; NULL: none */
    bool head_met;
    char before[AUDIT_DIGEST + 1];
} Verification;

static void verify_row(Verification *verification, const Value *row)
{
    AuditState *state = &verification->state;
    char digest[AUDIT_DIGEST + 1];
    int64_t number = row[AUDIT_NUMBER].integer;
    digest_of(text_of(verification->before), row, digest);
    if (!state->wrong && number != state->number + 1) {
        state->wrong = state->number + 1;
        state->why = _("the entry is missing");
    } else if (!state->wrong && !text_equals(row[AUDIT_SUM].text, digest)) {
        state->wrong = number;
        state->why = _("the entry, or one before it, was changed");
    }
    state->entries++;
    state->number = number;
    snprintf(verification->before, sizeof verification->before, "%.*s",
             (int)(row[AUDIT_SUM].text.length < AUDIT_DIGEST ? row[AUDIT_SUM].text.length : AUDIT_DIGEST),
             row[AUDIT_SUM].text.bytes);
    memcpy(state->digest, verification->before, sizeof state->digest);
    char head[AUDIT_DIGEST + 32];
    snprintf(head, sizeof head, "%lld:%s", (long long)number, state->digest);
    verification->head_met = verification->head_met || (verification->head && strcmp(head, verification->head) == 0);
}

static Status verify_page(Records *records, Verification *verification, bool *ret_more, Error *error)
{
    Arena *arena CLEANUP(arena_cleanup) = arena_new(/* ceiling= */ 0);
    AuditFilter filter = {.after = verification->state.number, .oldest_first = true, .limit = VERIFY_PAGE};
    RecordsTable table;
    TRY(audit_read(records, arena, &filter, &table, error));
    for (size_t i = 0; i < table.rows; i++)
        verify_row(verification, &table.values[i * table.columns]);
    *ret_more = table.rows == VERIFY_PAGE;
    return STATUS_OK;
}

/* The head is read before the log, which may grow meanwhile. */
Status audit_verify(Records *records, const char *head, AuditState *ret_state, Error *error)
{
    Arena *arena CLEANUP(arena_cleanup) = arena_new(/* ceiling= */ 0);
    Verification verification = {.head = head};
    int64_t number;
    Text digest;
    TRY(read_head(records, arena, &number, &digest, error));
    for (bool more = true; more;)
        TRY(verify_page(records, &verification, &more, error));
    AuditState *state = &verification.state;
    if (!state->wrong && (state->number < number || (state->number == number && number > 0 && !text_equals(digest, state->digest)))) {
        state->wrong = state->number + 1;
        state->why = _("the newest entries are missing");
    }
    if (!state->wrong && head && !verification.head_met) {
        state->wrong = state->number + 1;
        state->why = _("the head that was written down is not in the log");
    }
    *ret_state = *state;
    return STATUS_OK;
}
