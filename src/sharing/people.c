#include "sharing/people.h"

#include "base/translate.h"
#include "language/fold.h"
#include "sharing/parts.h"

#include <stdlib.h>
#include <string.h>

static int compare_texts(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static int compare_people(const void *a, const void *b)
{
    int order = strcmp(((const Human *)a)->folded, ((const Human *)b)->folded);
    return order ? order : strcmp(((const Human *)a)->principal.name, ((const Human *)b)->principal.name);
}

static bool has_text(const char *const *texts, size_t count, const char *text)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(texts[i], text) == 0)
            return true;
    return false;
}

/* Those of the rows, and those that it works in. */
static void fill_teams(Arena *arena, const Account *account, Human *human)
{
    const ScopeList *limited = &account->rows.teams, *works_in = &account->teams;
    const char **all = ARENA_ARRAY(arena, limited->count + works_in->count + 1, const char *);
    size_t count = 0;
    for (size_t i = 0; i < limited->count; i++)
        all[count++] = limited->values[i];
    for (size_t i = 0; i < works_in->count; i++)
        if (!has_text(all, count, works_in->values[i]))
            all[count++] = works_in->values[i];
    qsort(all, count, sizeof *all, compare_texts);
    human->teams = all;
    human->team_count = count;
}

static Principal principal_of(const Account *account)
{
    /* The key tells rows apart in caches; here it only has to differ from that of all rows. */
    return (Principal){.account = account->id, .name = account->name, .mail = account->mail, .role = account->role,
                       .rows = account->rows, .rows_key = row_scope_is_all(&account->rows) ? "" : "limited"};
}

static Status make_human(Arena *arena, const Account *account, Human *human, Error *error)
{
    *human = (Human){.principal = principal_of(account), .language = account->reading.language};
    TRY(text_fold(arena, text_of(account->name), &human->folded, error));
    fill_teams(arena, account, human);
    return STATUS_OK;
}

Status people_read(Records *records, Arena *arena, Human **ret_people, size_t *ret_count, Error *error)
{
    Account *accounts;
    size_t count, known = 0;
    TRY(account_list(records, arena, &accounts, &count, error));
    Human *people = ARENA_ARRAY(arena, count + 1, Human);
    for (size_t i = 0; i < count; i++) {
        if (accounts[i].disabled)
            continue;
        TRY(make_human(arena, &accounts[i], &people[known++], error));
    }
    qsort(people, known, sizeof *people, compare_people);
    *ret_people = people;
    *ret_count = known;
    return STATUS_OK;
}

Status people_self(Records *records, Arena *arena, int64_t id, Human *ret_human, Error *error)
{
    Account account;
    TRY(account_read(records, arena, id, &account, error));
    if (account.disabled)
        return error_set(error, STATUS_NOT_FOUND, "%s", _("this account is disabled"));
    return make_human(arena, &account, ret_human, error);
}

Status people_one(Records *records, Arena *arena, int64_t id, Principal *ret_principal, Error *error)
{
    Human human;
    TRY(people_self(records, arena, id, &human, error));
    *ret_principal = human.principal;
    return STATUS_OK;
}

Status share_teams(Records *records, Arena *arena, const SubjectKind *kind, const char *id, RecordsTable *ret_shares, Error *error)
{
    Value key[2] = {value_text(kind->name), value_text(id)};
    return records_query(records, arena, "SELECT team FROM share WHERE kind = $1 AND subject = $2 ORDER BY team", key, 2, ret_shares, error);
}

bool human_may_talk(const Human *human, const SubjectKind *kind, const RecordsTable *shares)
{
    if (!principal_may(&human->principal, kind->permission))
        return false;
    if (row_scope_is_all(&human->principal.rows))
        return true;
    for (size_t i = 0; i < shares->rows; i++) {
        Text team = records_value(shares, i, 0).text;
        if (!team.length || has_text(human->teams, human->team_count, team.bytes))
            return true;
    }
    return false;
}

Status people_of_subject(Records *records, Arena *arena, const Subject *subject, Human **ret_people, size_t *ret_count, Error *error)
{
    Human *people;
    size_t count, kept = 0;
    RecordsTable shares;
    TRY(people_read(records, arena, &people, &count, error));
    TRY(share_teams(records, arena, subject->kind, subject->id, &shares, error));
    for (size_t i = 0; i < count; i++)
        if (human_may_talk(&people[i], subject->kind, &shares))
            people[kept++] = people[i];
    *ret_people = people;
    *ret_count = kept;
    return STATUS_OK;
}

static bool same_name(const char *a, const char *b)
{
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    const char *folded, *other;
    Error ignored;
    return text_fold(arena, text_of(a), &folded, &ignored) == STATUS_OK && text_fold(arena, text_of(b), &other, &ignored) == STATUS_OK &&
           *folded && strcmp(folded, other) == 0;
}

bool human_is(const Human *human, const char *name)
{
    return name && (same_name(human->principal.name, name) || (human->principal.mail && same_name(human->principal.mail, name)));
}

bool human_works_in(const Human *human, const char *name)
{
    for (size_t i = 0; name && i < human->team_count; i++)
        if (same_name(human->teams[i], name))
            return true;
    return false;
}
