#include "goal/owner.h"

#include "account/account.h"
#include "base/translate.h"
#include "goal/parts.h"
#include "language/fold.h"

#include <string.h>
#include <strings.h>

struct OwnerBook {
    KpiAsker asker;
    Arena *arena;
    Account *accounts; size_t account_count;
    const char **names;  /* of accounts, folded */
    bool read;           /* whether the accounts are there */
    const Owner **found; size_t count, room;
};

const char *owner_kind_name(OwnerKind kind)
{
    static const char *const names[] = {"unknown", "account", "employee", "team"};
    return names[kind];
}

OwnerBook *owner_book_new(const KpiAsker *asker, Arena *arena)
{
    OwnerBook *book = ARENA_ARRAY(arena, 1, OwnerBook);
    *book = (OwnerBook){.asker = *asker, .arena = arena};
    return book;
}

/* ---- who bears a name ---- */

static Status read_accounts(OwnerBook *book, Error *error)
{
    if (book->read)
        return STATUS_OK;
    TRY(account_list(store_records(book->asker.store), book->arena, &book->accounts, &book->account_count, error));
    book->names = ARENA_ARRAY(book->arena, book->account_count + 1, const char *);
    for (size_t i = 0; i < book->account_count; i++)
        TRY(text_fold(book->arena, text_of(book->accounts[i].name), &book->names[i], error));
    book->read = true;
    return STATUS_OK;
}

/* Someone who is there stands before someone of the same name who has left. `last_day` is NULL where there is none. */
static void take(Owner *owner, OwnerKind kind, bool left, const int32_t *last_day)
{
    if (owner->kind != OWNER_UNKNOWN && (left || !owner->left))
        return;
    owner->kind = kind;
    owner->left = left;
    owner->has_last_day = left && last_day;
    owner->last_day = owner->has_last_day ? *last_day : 0;
}

static void find_account(const OwnerBook *book, const char *folded, Owner *owner)
{
    for (size_t i = 0; i < book->account_count; i++) {
        const Account *account = &book->accounts[i];
        if (strcmp(book->names[i], folded) == 0 || (account->mail && strcasecmp(account->mail, owner->words) == 0))
            take(owner, OWNER_ACCOUNT, account->disabled, NULL);
    }
}

/* A key is meant as it is written; of names capitals do not matter. */
static Status find_facts(const OwnerBook *book, Owner *owner, Error *error)
{
    static const char sql[] =
        "SELECT true, left_on FROM employee WHERE employee = $1 OR lower(name) = lower($1) "
        "UNION ALL SELECT false, NULL FROM team WHERE team = $1 OR lower(name) = lower($1) OR lower(department) = lower($1) "
        "UNION ALL SELECT false, NULL FROM employee WHERE team = $1";
    FactsResult *result CLEANUP(facts_result_cleanup) = NULL;
    Value word = value_text(owner->words);
    TRY(facts_query(book->asker.session, sql, &word, 1, &result, error));
    for (;;) {
        bool row;
        TRY(facts_result_next(result, &row, error));
        if (!row)
            return STATUS_OK;
        Value left_on = facts_result_value(result, 1); /* the day after the last day of work */
        bool left = left_on.type == VALUE_DAY && left_on.day <= book->asker.organization->today;
        int32_t last_day = left_on.day - 1;
        take(owner, facts_result_value(result, 0).boolean ? OWNER_EMPLOYEE : OWNER_TEAM, left, &last_day);
    }
}

/* An erased employee's row is still there, under the pseudonym, and has no last day. */
static Status find_erased(const OwnerBook *book, Owner *owner, Error *error)
{
    static const char beginning[] = "erased-";
    Value word = value_text(owner->words), found;
    if (strncmp(owner->words, beginning, sizeof beginning - 1) != 0)
        return STATUS_OK;
    TRY(facts_value(book->asker.session, book->arena, "SELECT count(*) FROM erased WHERE pseudonym = $1", &word, 1, &found, error));
    if (found.integer) {
        owner->kind = OWNER_EMPLOYEE;
        owner->left = owner->erased = true;
    }
    return STATUS_OK;
}

static const char *warning(Arena *arena, const Owner *owner)
{
    char day[11];
    if (owner->kind == OWNER_UNKNOWN)
        return arena_format(arena, _("No account, employee or team is called \"%s\": nobody can be reminded. Name one that there is."),
                            owner->words);
    if (!owner->left)
        return NULL;
    if (owner->erased)
        return _("Who answered for it has left and was erased: name another owner.");
    if (!owner->has_last_day)
        return arena_format(arena, _("The account of %s is disabled: name another owner."), owner->words);
    day_format(owner->last_day, day);
    return arena_format(arena, _("%s has left (last day: %s): name another owner."), owner->words, day);
}

static Status look_up(OwnerBook *book, const char *words, Owner *ret_owner, Error *error)
{
    const char *folded;
    Owner owner = {.words = words};
    TRY(read_accounts(book, error));
    TRY(text_fold(book->arena, text_of(words), &folded, error));
    TRY(find_erased(book, &owner, error));
    if (!owner.erased) {
        find_account(book, folded, &owner);
        TRY(find_facts(book, &owner, error));
    }
    owner.warning = warning(book->arena, &owner);
    *ret_owner = owner;
    return STATUS_OK;
}

static const char *trimmed(Arena *arena, const char *words)
{
    Text text = text_trim(text_of(words ? words : ""));
    return text.length ? text_string(arena, text) : NULL;
}

Status owner_book_find(OwnerBook *book, const char *words, const Owner **ret_owner, Error *error)
{
    const char *name = trimmed(book->arena, words);
    if (!name) {
        *ret_owner = NULL;
        return STATUS_OK;
    }
    for (size_t i = 0; i < book->count; i++)
        if (strcmp(book->found[i]->words, name) == 0) {
            *ret_owner = book->found[i];
            return STATUS_OK;
        }
    Owner *owner = ARENA_ARRAY(book->arena, 1, Owner);
    TRY(look_up(book, name, owner, error));
    if (book->count == book->room) {
        const Owner **more = ARENA_ARRAY(book->arena, 2 * book->room + 16, const Owner *);
        if (book->count)
            memcpy(more, book->found, book->count * sizeof *more);
        book->found = more;
        book->room = 2 * book->room + 16;
    }
    book->found[book->count++] = owner;
    *ret_owner = owner;
    return STATUS_OK;
}

/* ---- two in one ---- */

/* What stands between two names: marks anywhere, words between blanks. */
static const char *const marks[] = {",", ";", "\xD8\x8C", "\xD8\x9B", "&", "+", "/", "|", "\n"};
static const char *const words_between[] = {" and ", " \xD9\x88 ", " \xD0\xB8 "};

static bool is_split_by(const char *words, const char *separator)
{
    const char *at = strstr(words, separator);
    Text before = at ? text_trim((Text){words, (size_t)(at - words)}) : (Text){0};
    Text after = at ? text_trim(text_of(at + strlen(separator))) : (Text){0};
    return before.length > 0 && after.length > 0;
}

/* In Arabic the word for "and" is written onto the second name; names begin with that letter, too, so that both must
 * be known. */
static Status is_joined(OwnerBook *book, const char *words, bool *ret_joined, Error *error)
{
    static const char joint[] = " \xD9\x88";
    for (const char *at = strstr(words, joint); at; at = strstr(at + 1, joint)) {
        const Owner *first, *second;
        TRY(owner_book_find(book, text_string(book->arena, (Text){words, (size_t)(at - words)}), &first, error));
        TRY(owner_book_find(book, at + sizeof joint - 1, &second, error));
        if (first && second && first->kind != OWNER_UNKNOWN && second->kind != OWNER_UNKNOWN) {
            *ret_joined = true;
            return STATUS_OK;
        }
    }
    *ret_joined = false;
    return STATUS_OK;
}

static Status is_two(OwnerBook *book, const char *words, bool *ret_two, Error *error)
{
    const char *lower;
    *ret_two = false;
    TRY(text_fold(book->arena, text_of(words), &lower, error));
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
        *ret_two |= is_split_by(words, marks[i]);
    for (size_t i = 0; i < sizeof words_between / sizeof words_between[0]; i++)
        *ret_two |= is_split_by(lower, words_between[i]);
    return *ret_two ? STATUS_OK : is_joined(book, words, ret_two, error);
}

Status owner_check(const KpiAsker *asker, const char *member, const char *words, const char *before, Error *error)
{
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    OwnerBook *book = owner_book_new(asker, arena);
    const Owner *owner;
    bool two = false;
    if (words && before && strcmp(words, before) == 0)
        return STATUS_OK;
    TRY(goal_text_check(member, words, error));
    TRY(owner_book_find(book, words, &owner, error));
    if (!owner || (owner->kind != OWNER_UNKNOWN && !owner->left))
        return STATUS_OK;
    if (owner->kind == OWNER_UNKNOWN) {
        TRY(is_two(book, owner->words, &two, error));
        if (!two)
            return STATUS_OK;
        goal_refuse(error, member, _("one person or team answers for it, not two: where two do, nobody does"));
        error_hint(error, "%s", _("name one; the other can take a key result or an initiative"));
    } else {
        char day[11] = "";
        if (owner->has_last_day)
            day_format(owner->last_day, day);
        goal_refuse(error, member, owner->has_last_day || owner->erased ? _("this owner has left") : _("this owner's account is disabled"));
        if (owner->has_last_day)
            error_hint(error, _("the last day was %s; name someone who is there"), day);
        else if (owner->erased)
            error_hint(error, "%s", _("name someone who is there"));
        else
            error_hint(error, "%s", _("name someone who is there, or enable the account again"));
    }
    error_value(error, owner->words, strlen(owner->words));
    return STATUS_INVALID_ARGUMENT;
}
