#include "account/directory.h"

#include "account/session.h"
#include "account/work.h"
#include "base/translate.h"
#include "config/settings.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

enum { BUCKETS = 16384, KEY_CHARACTERS = 16 };

/* What is known of one account at one moment, in one arena; freed with its last user. */
typedef struct Held {
    atomic_size_t users;
    Arena *arena;
} Held;

/* A principal as it is lent: its first member, so that one leads to the other. */
typedef struct Lent {
    Principal principal;
    Held *held;
} Lent;

typedef struct Entry {
    struct Entry *next; /* in its bucket */
    unsigned char digest[SECRET_HASH_BYTES];
    Lent *lent;
    int64_t account;
    int64_t expires_at;   /* 0: never */
    int64_t seen_at;      /* microseconds; of tokens 0 before the first use */
    int64_t written_at;   /* the seen_at that the store has */
} Entry;

struct Directory {
    Records *records;
    pthread_mutex_t reading; /* one refresh at a time, so that an older reading never replaces a newer one */
    pthread_mutex_t lock;    /* of what follows; held for moments */
    Entry *buckets[BUCKETS];
    atomic_bool has_accounts;
};

static void let_go(Held *held)
{
    if (atomic_fetch_sub_explicit(&held->users, 1, memory_order_acq_rel) != 1)
        return;
    arena_free(held->arena);
    free(held);
}

static void entry_free(Entry *entry)
{
    let_go(entry->lent->held);
    free(entry);
}

static size_t bucket_of(const unsigned char digest[SECRET_HASH_BYTES])
{
    size_t number;
    memcpy(&number, digest, sizeof number); /* as random as the secret */
    return number % BUCKETS;
}

/* ---- reading an account ---- */

/* The same text for the same rows: the hash of what limits them. */
static const char *key_of_rows(Arena *arena, const RowScope *rows)
{
    if (row_scope_is_all(rows))
        return "";
    const ScopeList *lists[] = {&rows->brands, &rows->teams, &rows->segments};
    TextBuilder text = text_builder((size_t)1 << 24);
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        for (size_t j = 0; j < lists[i]->count; j++)
            text_append_bytes(&text, lists[i]->values[j], strlen(lists[i]->values[j]) + 1);
        text_append_bytes(&text, "\1", 2);
    }
    char hash[SECRET_HASH_CAPACITY];
    secret_hash((Text){text.bytes, text.length}, hash);
    text_builder_free(&text);
    return arena_copy(arena, hash, KEY_CHARACTERS);
}

static Entry *make_entry(Held *held, const Principal *who, const RecordsTable *table, size_t row)
{
    Entry *entry = calloc(1, sizeof *entry);
    if (!entry)
        abort();
    Lent *lent = ARENA_NEW(held->arena, Lent);
    *lent = (Lent){*who, held};
    atomic_fetch_add_explicit(&held->users, 1, memory_order_relaxed);
    entry->lent = lent;
    entry->account = who->account;
    entry->expires_at = records_value(table, row, 2).integer;
    entry->seen_at = entry->written_at = records_value(table, row, 3).integer;
    if (!secret_read_hash(records_value(table, row, 1).text, entry->digest))
        memset(entry->digest, 0, sizeof entry->digest); /* no secret has this hash */
    return entry;
}

static void push(Entry **list, Entry *entry)
{
    entry->next = *list;
    *list = entry;
}

static Status read_sessions(Records *records, Held *held, const Principal *who, Entry **list, Error *error)
{
    Value parameters[2] = {value_integer(who->account), value_time(account_now())};
    RecordsTable table;
    TRY(records_query(records, held->arena,
                      "SELECT session, hash, expires_at, seen_at, second_factor, coalesce(proved_at, 0) FROM session "
                      "WHERE account = $1 AND expires_at > $2",
                      parameters, 2, &table, error));
    for (size_t i = 0; i < table.rows; i++) {
        Principal one = *who;
        one.session = records_value(&table, i, 0).integer;
        /* Who has codes gives one, who has to have some sets them up, by whatever way they came. */
        one.needs_factor = (who->has_totp || who->needs_factor) && !account_truth(records_value(&table, i, 4));
        one.proved_at = records_value(&table, i, 5).integer;
        push(list, make_entry(held, &one, &table, i));
    }
    return STATUS_OK;
}

static Status read_tokens(Records *records, Held *held, const Principal *who, Entry **list, Error *error)
{
    Value parameters[2] = {value_integer(who->account), value_time(account_now())};
    RecordsTable table;
    TRY(records_query(records, held->arena,
                      "SELECT token, hash, coalesce(expires_at, 0), coalesce(used_at, 0), scopes FROM token "
                      "WHERE account = $1 AND revoked_at IS NULL AND coalesce(expires_at, $2) >= $2",
                      parameters, 2, &table, error));
    for (size_t i = 0; i < table.rows; i++) {
        Principal one = *who;
        one.token = records_value(&table, i, 0).integer;
        one.needs_factor = false; /* tokens are made by sessions that had what was asked for then */
        TRY(scopes_read(records_value(&table, i, 4).text, &one.scopes, error));
        push(list, make_entry(held, &one, &table, i));
    }
    return STATUS_OK;
}

static void free_list(Entry *list)
{
    for (Entry *entry = list, *next; entry; entry = next) {
        next = entry->next;
        entry_free(entry);
    }
}

/* Of whom the organization asks a second factor: the setting. */
static Status read_who_needs(Records *records, Arena *arena, const char **ret_who, Error *error)
{
    RecordsTable table;
    TRY(records_query(records, arena, "SELECT value FROM setting WHERE name = 'second_factor'", NULL, 0, &table, error));
    *ret_who = table.rows ? records_value(&table, 0, 0).text.bytes : setting_find("second_factor")->fallback;
    return STATUS_OK;
}

/* The entries of an account as the store has them now, added to `list`. */
static Status read_account(Records *records, int64_t id, Entry **list, Error *error)
{
    Held *held = calloc(1, sizeof *held);
    if (!held)
        abort();
    atomic_init(&held->users, 1);
    held->arena = arena_new(0);
    Account account;
    const char *who_needs = "";
    Status status = account_read(records, held->arena, id, &account, error);
    if (status == STATUS_OK)
        status = read_who_needs(records, held->arena, &who_needs, error);
    if (status == STATUS_OK && !account.disabled) {
        Principal who = {.account = id, .name = account.name, .mail = account.mail, .role = account.role,
                         .has_totp = account.has_totp, .has_password = account.has_password,
                         .needs_factor = role_needs_factor(account.role, who_needs),
                         .reading = account.reading,
                         .rows = account.rows, .rows_key = key_of_rows(held->arena, &account.rows)};
        status = read_sessions(records, held, &who, list, error);
        if (status == STATUS_OK)
            status = read_tokens(records, held, &who, list, error);
    }
    let_go(held);
    return status;
}

static Status read_accounts(Records *records, int64_t account, Entry **list, Error *error)
{
    if (account)
        return read_account(records, account, list, error);
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    RecordsTable table;
    TRY(records_query(records, arena,
                      "SELECT account FROM session UNION SELECT account FROM token WHERE revoked_at IS NULL", NULL, 0,
                      &table, error));
    for (size_t i = 0; i < table.rows; i++)
        TRY(read_account(records, records_value(&table, i, 0).integer, list, error));
    return STATUS_OK;
}

/* ---- the table ---- */

static Entry *find(const Directory *directory, const unsigned char digest[SECRET_HASH_BYTES])
{
    for (Entry *entry = directory->buckets[bucket_of(digest)]; entry; entry = entry->next)
        if (memcmp(entry->digest, digest, SECRET_HASH_BYTES) == 0)
            return entry;
    return NULL;
}

/* Takes the account's entries (0: all) out; the lock is held. */
static Entry *take_out(Directory *directory, int64_t account)
{
    Entry *out = NULL;
    for (size_t i = 0; i < BUCKETS; i++)
        for (Entry **link = &directory->buckets[i]; *link;) {
            Entry *entry = *link;
            if (account && entry->account != account) {
                link = &entry->next;
                continue;
            }
            *link = entry->next;
            push(&out, entry);
        }
    return out;
}

/* The old entries go and the new ones come in one step. Where one was used since the store was told, that is kept. */
static void replace(Directory *directory, int64_t account, Entry *list)
{
    pthread_mutex_lock(&directory->lock);
    for (Entry *fresh = list; fresh; fresh = fresh->next) {
        const Entry *old = find(directory, fresh->digest);
        if (old && old->seen_at > fresh->seen_at)
            fresh->seen_at = old->seen_at;
    }
    Entry *old = take_out(directory, account);
    for (Entry *fresh = list, *next; fresh; fresh = next) {
        next = fresh->next;
        push(&directory->buckets[bucket_of(fresh->digest)], fresh);
    }
    pthread_mutex_unlock(&directory->lock);
    free_list(old);
}

Status directory_refresh(Directory *directory, int64_t account, Error *error)
{
    Entry *list = NULL;
    int64_t count = 0;
    pthread_mutex_lock(&directory->reading);
    Status status = read_accounts(directory->records, account, &list, error);
    if (status == STATUS_OK)
        status = account_count(directory->records, &count, error);
    if (status == STATUS_OK) {
        atomic_store(&directory->has_accounts, count > 0);
        replace(directory, account, list);
    } else {
        free_list(list);
    }
    pthread_mutex_unlock(&directory->reading);
    return status;
}

Status directory_open(Records *records, Directory **ret_directory, Error *error)
{
    secret_prepare();
    Directory *directory = calloc(1, sizeof *directory);
    if (!directory)
        return error_set(error, STATUS_OUT_OF_MEMORY, "%s", _("out of memory"));
    directory->records = records;
    pthread_mutex_init(&directory->reading, NULL);
    pthread_mutex_init(&directory->lock, NULL);
    Status status = directory_refresh(directory, 0, error);
    if (status == STATUS_OK)
        *ret_directory = directory;
    else
        directory_close(directory);
    return status;
}

void directory_close(Directory *directory)
{
    if (!directory)
        return;
    Error ignored;
    (void)!directory_tidy(directory, &ignored);
    free_list(take_out(directory, 0));
    pthread_mutex_destroy(&directory->reading);
    pthread_mutex_destroy(&directory->lock);
    free(directory);
}

static bool is_over(const Entry *entry, int64_t now)
{
    bool idle = entry->lent->principal.session && now - entry->seen_at > (int64_t)SESSION_IDLE_SECONDS * ACCOUNT_SECOND;
    return idle || (entry->expires_at && entry->expires_at <= now);
}

const Principal *directory_find(Directory *directory, Text secret, bool token)
{
    if (!secret_has_form(secret, token ? TOKEN_PREFIX : ""))
        return NULL;
    unsigned char digest[SECRET_HASH_BYTES];
    secret_digest(secret, digest);
    int64_t now = account_now();
    const Principal *principal = NULL;
    pthread_mutex_lock(&directory->lock);
    Entry *entry = find(directory, digest);
    if (entry && !is_over(entry, now)) {
        entry->seen_at = now;
        atomic_fetch_add_explicit(&entry->lent->held->users, 1, memory_order_relaxed);
        principal = &entry->lent->principal;
    }
    pthread_mutex_unlock(&directory->lock);
    return principal;
}

void directory_release(const Principal *principal)
{
    if (principal && principal->account)
        let_go(((const Lent *)(const void *)principal)->held);
}

bool directory_has_accounts(const Directory *directory)
{
    return atomic_load(&directory->has_accounts);
}

/* ---- what the store is told later ---- */

typedef struct Seen {
    int64_t session, token, at;
} Seen;

static Seen *collect_seen(Directory *directory, Arena *arena, size_t *ret_count)
{
    enum { AT_ONCE = 10000 };
    Seen *seen = ARENA_ARRAY(arena, AT_ONCE, Seen);
    size_t count = 0;
    pthread_mutex_lock(&directory->lock);
    for (size_t i = 0; i < BUCKETS; i++)
        for (Entry *entry = directory->buckets[i]; entry && count < AT_ONCE; entry = entry->next)
            if (entry->seen_at > entry->written_at) {
                const Principal *who = &entry->lent->principal;
                seen[count++] = (Seen){who->session, who->token, entry->seen_at};
                entry->written_at = entry->seen_at;
            }
    pthread_mutex_unlock(&directory->lock);
    *ret_count = count;
    return seen;
}

static Status write_seen(Records *records, const Seen *seen, size_t count, Error *error)
{
    int64_t now = account_now();
    for (size_t i = 0; i < count; i++) {
        Value row[2] = {value_integer(seen[i].session ? seen[i].session : seen[i].token), value_time(seen[i].at)};
        TRY(records_execute(records,
                            seen[i].session ? "UPDATE session SET seen_at = $2 WHERE session = $1"
                                            : "UPDATE token SET used_at = $2 WHERE token = $1",
                            row, 2, NULL, error));
    }
    Value over[2] = {value_time(now), value_time(now - (int64_t)SESSION_IDLE_SECONDS * ACCOUNT_SECOND)};
    TRY(records_execute(records, "DELETE FROM session WHERE expires_at <= $1 OR seen_at < $2", over, 2, NULL, error));
    return records_execute(records, "DELETE FROM one_time_link WHERE expires_at <= $1", over, 1, NULL, error);
}

static Entry *take_over(Directory *directory, int64_t now)
{
    Entry *out = NULL;
    pthread_mutex_lock(&directory->lock);
    for (size_t i = 0; i < BUCKETS; i++)
        for (Entry **link = &directory->buckets[i]; *link;) {
            Entry *entry = *link;
            if (!is_over(entry, now)) {
                link = &entry->next;
                continue;
            }
            *link = entry->next;
            push(&out, entry);
        }
    pthread_mutex_unlock(&directory->lock);
    return out;
}

Status directory_tidy(Directory *directory, Error *error)
{
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    size_t count;
    Seen *seen = collect_seen(directory, arena, &count);
    free_list(take_over(directory, account_now()));
    TRY(records_begin(directory->records, error));
    return work_finish(directory->records, write_seen(directory->records, seen, count, error), error);
}
