/* Who may say what about a subject, who learns of it, and what links show; over records alone. */
#include "testing.h"

#include "sharing/comment.h"
#include "sharing/notice.h"
#include "sharing/people.h"
#include "sharing/read_link.h"
#include "sharing/share.h"
#include "store/store.h"

#include <ftw.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct World {
    char folder[64], path[96];
    Store *store;
    Records *records;
    Arena *arena;
    Principal owner, manager, member, viewer, limited, other; /* `limited` sees the brand Noor and is of the team Support */
    Subject kpi;
} World;

static Error e_;
#define e (&e_)
#define ok(call)                                                                                             \
    do {                                                                                                     \
        if ((call) != STATUS_OK)                                                                             \
            fail_msg("%s (%s) %s", e_.message, e_.where, e_.hint);                                           \
    } while (0)

static int remove_entry(const char *path, const struct stat *status, int kind, struct FTW *place)
{
    (void)status, (void)kind, (void)place;
    return remove(path);
}

static Principal person(World *world, const char *name, const char *mail, Role role, const RowScope *rows)
{
    NewAccount account = {.name = name, .mail = mail, .role = role, .rows = rows};
    Principal who;
    int64_t id;
    ok(account_add(world->records, &account, &id, e));
    ok(people_one(world->records, world->arena, id, &who, e));
    return who;
}

static int set_up(void **state)
{
    static const char *const noor[] = {"Noor"}, *const support[] = {"Support"};
    static const RowScope rows = {.brands = {noor, 1}, .teams = {support, 1}};
    World *world = calloc(1, sizeof *world);
    snprintf(world->folder, sizeof world->folder, "/tmp/mizan-sharing-XXXXXX");
    assert_non_null(mkdtemp(world->folder));
    snprintf(world->path, sizeof world->path, "%s/store", world->folder);
    ok(store_init(world->path, e));
    ok(store_open(world->path, &(StoreOptions){0}, &world->store, e));
    world->records = store_records(world->store);
    world->arena = arena_new(0);
    ok(records_execute(world->records,
                       "INSERT INTO kpi (kpi, title, metric, parameters, filters, period, calendar, perspective, leading, owner, revision, "
                       "created_at, created_by) VALUES ('nps', 'Recommendation', 'nps', '', '', 'month', 'gregorian', 'customers', $1, "
                       "'maryam', 1, $2, 'test')",
                       (Value[]){value_boolean(false), value_time(0)}, 2, NULL, e));
    world->owner = person(world, "Olga", "olga@example.com", ROLE_OWNER, NULL);
    world->manager = person(world, "Maryam", "maryam@example.com", ROLE_MANAGER, NULL);
    world->member = person(world, "كريم المصري", "karim@example.com", ROLE_MEMBER, NULL);
    world->viewer = person(world, "Anna Petrova", "anna@example.com", ROLE_VIEWER, NULL);
    world->limited = person(world, "Lina", "lina@example.com", ROLE_MEMBER, &rows);
    world->other = person(world, "Anna Petrova", "petrova@example.com", ROLE_MEMBER, NULL);
    ok(subject_find(world->records, world->arena, &world->owner, "kpi", "nps", &world->kpi, e));
    *state = world;
    return 0;
}

static int tear_down(void **state)
{
    World *world = *state;
    arena_free(world->arena);
    store_close(world->store);
    nftw(world->folder, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
    free(world);
    return 0;
}

static int64_t say(World *world, const Principal *who, NewComment comment)
{
    int64_t id = 0;
    ok(comment_add(world->records, who, &world->kpi, &comment, &id, e));
    return id;
}

static Status try_to_say(World *world, const Principal *who, NewComment comment)
{
    int64_t id;
    return comment_add(world->records, who, &world->kpi, &comment, &id, e);
}

static Comment read_one(World *world, int64_t id)
{
    Comment *comments;
    size_t count;
    ok(comment_list(world->records, world->arena, &world->kpi, &comments, &count, e));
    for (size_t i = 0; i < count; i++)
        if (comments[i].id == id)
            return comments[i];
    fail_msg("there is no comment %lld", (long long)id);
    return (Comment){0};
}

/* The reasons for which somebody was told, newest first: "mention share ". */
static const char *told(World *world, const Principal *who)
{
    Notice *notices;
    size_t count;
    const char *text = "";
    ok(notice_list(world->records, world->arena, who, &notices, &count, e));
    for (size_t i = 0; i < count; i++)
        text = arena_format(world->arena, "%s%s ", text, notice_why_name(notices[i].why));
    return text;
}

/* ---- mentions ---- */

static void names_are_found_in_any_script(void **state)
{
    World *world = *state;
    const struct { const char *words; const Principal *who; const char *written; } cases[] = {
        {"@Maryam look", &world->manager, "Maryam"},
        {"(@MARYAM)", &world->manager, "MARYAM"},
        {"Ask @maryam, please", &world->manager, "maryam"},
        {"ما رأيك يا @كریم المصری؟", &world->member, "كریم المصری"}, /* Persian letters for an Arabic name */
        {"@كَرِيم المصريّ, see", &world->member, "كَرِيم المصريّ"},      /* with marks */
        {"@karim@example.com knows", &world->member, "karim@example.com"},
        {"line\n@Olga\nline", &world->owner, "Olga"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Comment comment = read_one(world, say(world, &world->other, (NewComment){.words = cases[i].words}));
        assert_int_equal(comment.mention_count, 1);
        assert_int_equal(comment.mentions[0].account, cases[i].who->account);
        assert_string_equal(comment.mentions[0].written, cases[i].written);
    }
}

static void an_at_that_names_nobody_is_refused_or_no_mention(void **state)
{
    World *world = *state;
    assert_int_equal(try_to_say(world, &world->owner, (NewComment){.words = "@Nobody knows"}), STATUS_INVALID_ARGUMENT);
    assert_string_equal(e_.where, "text");
    assert_string_equal(e_.value, "Nobody");
    assert_int_equal(try_to_say(world, &world->owner, (NewComment){.words = "@Maryan"}), STATUS_INVALID_ARGUMENT);
    assert_non_null(strstr(e_.hint, "Maryam"));
    static const char *const plain[] = {"write to help@example.com", "5 @ 3", "alone @", "@ Maryam", "a@Maryam"};
    for (size_t i = 0; i < sizeof plain / sizeof plain[0]; i++)
        assert_int_equal(read_one(world, say(world, &world->owner, (NewComment){.words = plain[i]})).mention_count, 0);
}

static void two_of_one_name_are_told_apart(void **state)
{
    World *world = *state;
    assert_int_equal(try_to_say(world, &world->owner, (NewComment){.words = "@Anna Petrova"}), STATUS_INVALID_ARGUMENT);
    int64_t picked[] = {world->other.account};
    Comment comment = read_one(world, say(world, &world->owner, (NewComment){.words = "@Anna Petrova", .picked = picked, .picked_count = 1}));
    assert_int_equal(comment.mentions[0].account, world->other.account);
    comment = read_one(world, say(world, &world->owner, (NewComment){.words = "@anna@example.com"}));
    assert_int_equal(comment.mentions[0].account, world->viewer.account);
}

static void who_may_not_see_it_is_not_mentioned(void **state)
{
    World *world = *state;
    assert_int_equal(try_to_say(world, &world->owner, (NewComment){.words = "@Lina"}), STATUS_INVALID_ARGUMENT);
    assert_non_null(strstr(e_.hint, "share"));
    ok(share_add(world->records, &world->owner, &world->kpi, "Support", e));
    assert_int_equal(read_one(world, say(world, &world->owner, (NewComment){.words = "@Lina"})).mention_count, 1);
}

/* ---- words ---- */

static void words_have_limits(void **state)
{
    World *world = *state;
    char *longest = arena_alloc(world->arena, 2 * COMMENT_CHARACTERS + 3);
    for (size_t i = 0; i < COMMENT_CHARACTERS; i++)
        memcpy(longest + 2 * i, "ي", 2);
    (void)say(world, &world->member, (NewComment){.words = longest});
    memcpy(longest + 2 * COMMENT_CHARACTERS, "ي", 2);
    assert_int_equal(try_to_say(world, &world->member, (NewComment){.words = longest}), STATUS_TOO_LARGE);
    static const char *const wrong[] = {"", " \n\t ", "a\x01", "\x1b[31m", "\xff\xfe", "del\x7f"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        assert_int_equal(try_to_say(world, &world->member, (NewComment){.words = wrong[i]}), STATUS_INVALID_ARGUMENT);
        assert_string_equal(e_.where, "text");
    }
    assert_int_equal(try_to_say(world, &world->member, (NewComment){.form = COMMENT_ACKNOWLEDGEMENT, .words = "x"}), STATUS_INVALID_ARGUMENT);
}

static void ones_own_is_changed_once_and_leaves_its_place(void **state)
{
    World *world = *state;
    int64_t id = say(world, &world->member, (NewComment){.words = "one"});
    NewComment two = {.words = "two @Maryam"};
    assert_int_equal(comment_change(world->records, &world->owner, id, 1, &two, e), STATUS_FORBIDDEN);
    ok(comment_change(world->records, &world->member, id, 1, &two, e));
    assert_int_equal(comment_change(world->records, &world->member, id, 1, &two, e), STATUS_CONFLICT);
    assert_string_equal(told(world, &world->manager), "comment "); /* of the first form; a change does not tell again */
    assert_int_equal(comment_delete(world->records, &world->other, id, e), STATUS_FORBIDDEN);
    ok(comment_delete(world->records, &world->member, id, e));
    Comment gone = read_one(world, id);
    assert_string_equal(gone.words, "");
    assert_string_equal(gone.deleted_by, world->member.name);
    assert_int_equal(gone.mention_count, 0);
    assert_string_equal(told(world, &world->manager), "");
    assert_int_equal(comment_delete(world->records, &world->member, id, e), STATUS_CONFLICT);
    id = say(world, &world->member, (NewComment){.words = "three"});
    ok(comment_delete(world->records, &world->manager, id, e)); /* who sets goals may take away */
    assert_int_equal(comment_delete(world->records, &world->member, 999, e), STATUS_NOT_FOUND);
}

static void a_change_tells_whom_it_mentions_now(void **state)
{
    World *world = *state;
    int64_t id = say(world, &world->manager, (NewComment){.words = "one"});
    ok(comment_change(world->records, &world->manager, id, 1, &(NewComment){.words = "@Olga: one"}, e));
    assert_string_equal(told(world, &world->owner), "mention ");
    ok(comment_change(world->records, &world->manager, id, 2, &(NewComment){.words = "@Olga: two"}, e));
    assert_string_equal(told(world, &world->owner), "mention ");
}

/* ---- questions ---- */

static void a_question_is_open_until_somebody_who_leads_answers(void **state)
{
    World *world = *state;
    int64_t question = say(world, &world->member, (NewComment){.form = COMMENT_QUESTION, .words = "Why did it fall?"});
    assert_string_equal(told(world, &world->manager), "question "); /* the owner of the KPI, by name */
    assert_string_equal(told(world, &world->owner), "");
    (void)say(world, &world->other, (NewComment){.words = "I wonder, too", .answers = question});
    assert_int_equal(read_one(world, question).answered_at, 0);
    assert_string_equal(told(world, &world->member), "answer ");
    int64_t answer = say(world, &world->manager, (NewComment){.words = "The phones.", .answers = question});
    assert_string_equal(read_one(world, question).answered_by, "Maryam");
    assert_string_equal(told(world, &world->member), "answer answer ");
    /* Who asked opens it again; others may not. */
    assert_int_equal(comment_mark(world->records, &world->other, question, false, e), STATUS_FORBIDDEN);
    ok(comment_mark(world->records, &world->member, question, false, e));
    assert_int_equal(read_one(world, question).answered_at, 0);
    assert_int_equal(comment_mark(world->records, &world->manager, answer, true, e), STATUS_INVALID_ARGUMENT);
    /* An answer to an answer is of the same thread; one to nothing is refused. */
    assert_int_equal(read_one(world, say(world, &world->member, (NewComment){.words = "Thanks", .answers = answer})).answers, question);
    assert_int_equal(try_to_say(world, &world->member, (NewComment){.words = "x", .answers = 999}), STATUS_INVALID_ARGUMENT);
    assert_string_equal(e_.where, "answers");
}

static void a_question_reaches_somebody_who_can_answer(void **state)
{
    World *world = *state;
    ok(records_execute(world->records, "UPDATE kpi SET owner = NULL", NULL, 0, NULL, e));
    ok(subject_find(world->records, world->arena, &world->owner, "kpi", "nps", &world->kpi, e));
    (void)say(world, &world->member, (NewComment){.form = COMMENT_QUESTION, .words = "Whose is this?"});
    assert_string_equal(told(world, &world->manager), "question ");
    assert_string_equal(told(world, &world->owner), "question ");
    assert_string_equal(told(world, &world->viewer), "");
}

static void an_acknowledgement_stands_once(void **state)
{
    World *world = *state;
    int64_t first = say(world, &world->member, (NewComment){.form = COMMENT_ACKNOWLEDGEMENT});
    (void)say(world, &world->member, (NewComment){.form = COMMENT_ACKNOWLEDGEMENT});
    Comment *comments;
    size_t count;
    ok(comment_list(world->records, world->arena, &world->kpi, &comments, &count, e));
    assert_int_equal(count, 1);
    assert_int_equal(try_to_say(world, &world->owner, (NewComment){.words = "x", .answers = first}), STATUS_INVALID_ARGUMENT);
}

/* ---- who sees what ---- */

static void who_sees_a_part_reads_what_is_shared_with_them(void **state)
{
    World *world = *state;
    Subject found;
    int64_t unread, id = say(world, &world->owner, (NewComment){.words = "It was 12 in all brands"});
    Comment comment;
    ok(subject_find(world->records, world->arena, &world->limited, "kpi", "nps", &found, e)); /* its narrowed numbers */
    assert_int_equal(subject_find_open(world->records, world->arena, &world->limited, "kpi", "nps", &found, e), STATUS_FORBIDDEN);
    assert_int_equal(comment_find(world->records, world->arena, &world->limited, id, &found, &comment, e), STATUS_NOT_FOUND);
    assert_int_equal(comment_delete(world->records, &world->limited, id, e), STATUS_NOT_FOUND);
    ok(share_add(world->records, &world->owner, &world->kpi, "Marketing", e));
    assert_int_equal(subject_find_open(world->records, world->arena, &world->limited, "kpi", "nps", &found, e), STATUS_FORBIDDEN);
    ok(share_add(world->records, &world->owner, &world->kpi, "Support", e));
    ok(subject_find_open(world->records, world->arena, &world->limited, "kpi", "nps", &found, e));
    assert_string_equal(told(world, &world->limited), "share ");
    ok(notice_count(world->records, &world->limited, &unread, e));
    assert_int_equal(unread, 1);
    ok(share_remove(world->records, &world->kpi, "Support", e));
    assert_string_equal(told(world, &world->limited), ""); /* what may no longer be seen is not told */
    assert_int_equal(share_remove(world->records, &world->kpi, "Support", e), STATUS_NOT_FOUND);
    assert_int_equal(subject_find(world->records, world->arena, &principal_nobody, "kpi", "nps", &found, e), STATUS_FORBIDDEN);
    assert_int_equal(subject_find(world->records, world->arena, &world->owner, "kpi", "other", &found, e), STATUS_NOT_FOUND);
    assert_int_equal(subject_find(world->records, world->arena, &world->owner, "account", "1", &found, e), STATUS_NOT_FOUND);
}

static unsigned ties(World *world, const Principal *who)
{
    OwnSubject *subjects;
    size_t count;
    ok(subject_own(world->records, world->arena, who, &subjects, &count, e));
    return count ? subjects[0].ties : 0;
}

static void what_is_tied_to_ones_work(void **state)
{
    World *world = *state;
    static const char *const marketing[] = {"Marketing"};
    assert_int_equal(ties(world, &world->manager), TIE_OWNER);
    assert_int_equal(ties(world, &world->member), 0);
    ok(account_set_teams(world->records, world->member.account, &(ScopeList){marketing, 1}, e));
    ok(share_add(world->records, &world->owner, &world->kpi, "Marketing", e));
    assert_int_equal(ties(world, &world->member), TIE_SHARED);
    (void)say(world, &world->owner, (NewComment){.words = "@كريم المصري"});
    ok(share_add(world->records, &world->owner, &world->kpi, "", e));
    assert_int_equal(ties(world, &world->member), TIE_SHARED | TIE_EVERYONE | TIE_MENTIONED);
    ok(records_execute(world->records, "UPDATE kpi SET owner = 'marketing'", NULL, 0, NULL, e));
    assert_int_equal(ties(world, &world->member), TIE_TEAM | TIE_SHARED | TIE_EVERYONE | TIE_MENTIONED);
    assert_int_equal(ties(world, &world->limited), TIE_EVERYONE);
}

static void what_was_looked_at_is_read(void **state)
{
    World *world = *state;
    int64_t unread;
    (void)say(world, &world->owner, (NewComment){.words = "@Maryam"});
    (void)say(world, &world->owner, (NewComment){.words = "@Maryam again"});
    ok(notice_read(world->records, &world->member, &(NoticeRead){0}, NULL, e)); /* another's stay */
    ok(notice_count(world->records, &world->manager, &unread, e));
    assert_int_equal(unread, 2);
    ok(notice_read(world->records, &world->manager, &(NoticeRead){.kind = "objective"}, NULL, e));
    ok(notice_count(world->records, &world->manager, &unread, e));
    assert_int_equal(unread, 2);
    ok(notice_read(world->records, &world->manager, &(NoticeRead){.kind = "kpi", .subject = "nps"}, NULL, e));
    ok(notice_count(world->records, &world->manager, &unread, e));
    assert_int_equal(unread, 0);
}

static void reminders_come_once_and_to_who_wants_them(void **state)
{
    World *world = *state;
    int64_t now = account_now(), day = (int64_t)24 * 3600 * ACCOUNT_SECOND;
    Reminder *due;
    size_t count;
    (void)say(world, &world->owner, (NewComment){.words = "@Maryam @كريم المصري"});
    ok(reminder_set(world->records, world->member.account, false, e));
    now = account_now();
    ok(reminder_due(world->records, world->arena, &(ReminderTimes){now, day, day}, &due, &count, e));
    assert_int_equal(count, 0); /* they may be about to look */
    ok(reminder_due(world->records, world->arena, &(ReminderTimes){now, 0, day}, &due, &count, e));
    assert_int_equal(count, 1);
    assert_string_equal(due[0].who.mail, "maryam@example.com");
    assert_int_equal(due[0].count, 1);
    ok(reminder_sent(world->records, &due[0], now, e));
    (void)say(world, &world->owner, (NewComment){.words = "@Maryam once more"});
    ok(reminder_due(world->records, world->arena, &(ReminderTimes){now + day / 2, 0, day}, &due, &count, e));
    assert_int_equal(count, 0); /* at most once a day */
    ok(reminder_due(world->records, world->arena, &(ReminderTimes){now + day + 1, 0, day}, &due, &count, e));
    assert_int_equal(count, 1);
    assert_int_equal(due[0].count, 1); /* what a mail has told of is not told again */
}

/* ---- links ---- */

static void a_link_shows_what_its_maker_may_see(void **state)
{
    World *world = *state;
    char secret[SECRET_CAPACITY], other[SECRET_CAPACITY];
    ReadLink made, found;
    Principal who;
    Subject subject;
    bool known;
    ok(read_link_add(world->records, &world->manager, &world->kpi, "board", 30, secret, &made, e));
    ok(read_link_open(world->records, world->arena, secret, &found, &who, &subject, &known, e));
    assert_int_equal(who.account, world->manager.account);
    assert_string_equal(subject.id, "nps");
    ReadLink *links;
    size_t count;
    ok(read_link_list(world->records, world->arena, &world->kpi, world->manager.account, &links, &count, e));
    assert_int_equal(count, 1);
    assert_int_equal(links[0].uses, 1);
    assert_true(links[0].used_at > 0);
    ok(read_link_list(world->records, world->arena, &world->kpi, world->member.account, &links, &count, e));
    assert_int_equal(count, 0);
    secret_make(READ_LINK_PREFIX, other);
    assert_int_equal(read_link_open(world->records, world->arena, other, &found, &who, &subject, &known, e), STATUS_NOT_FOUND);
    assert_false(known);
    assert_int_equal(read_link_open(world->records, world->arena, "mzl_short", &found, &who, &subject, &known, e), STATUS_NOT_FOUND);
    ok(account_set_disabled(world->records, world->manager.account, true, e));
    assert_int_equal(read_link_open(world->records, world->arena, secret, &found, &who, &subject, &known, e), STATUS_NOT_FOUND);
    assert_true(known);
    ok(account_set_disabled(world->records, world->manager.account, false, e));
    ok(read_link_open(world->records, world->arena, secret, &found, &who, &subject, &known, e));
    assert_int_equal(read_link_revoke(world->records, world->member.account, made.id, e), STATUS_NOT_FOUND);
    ok(read_link_revoke(world->records, world->manager.account, made.id, e));
    assert_int_equal(read_link_open(world->records, world->arena, secret, &found, &who, &subject, &known, e), STATUS_NOT_FOUND);
}

static void a_link_ends(void **state)
{
    World *world = *state;
    char secret[SECRET_CAPACITY];
    ReadLink made, found;
    Principal who;
    Subject subject;
    bool known;
    static const int64_t wrong[] = {0, -1, 366};
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(read_link_add(world->records, &world->manager, &world->kpi, "x", wrong[i], secret, &made, e), STATUS_INVALID_ARGUMENT);
    ok(read_link_add(world->records, &world->manager, &world->kpi, "x", 365, secret, &made, e));
    ok(records_execute(world->records, "UPDATE read_link SET expires_at = $1", (Value[]){value_time(account_now() - 1)}, 1, NULL, e));
    assert_int_equal(read_link_open(world->records, world->arena, secret, &found, &who, &subject, &known, e), STATUS_NOT_FOUND);
}

/* ---- erasure ---- */

static void who_is_erased_leaves_no_words(void **state)
{
    World *world = *state;
    int64_t theirs = say(world, &world->member, (NewComment){.words = "my words"});
    int64_t others = say(world, &world->owner, (NewComment){.words = "Thanks, @كريم المصري, and @كريم المصري!"});
    int64_t changed;
    ok(comment_erase_account(world->records, world->member.account, &changed, e));
    assert_int_equal(changed, 2);
    Comment comment = read_one(world, theirs);
    assert_string_equal(comment.name, "");
    assert_string_equal(comment.words, "");
    assert_int_equal(comment.account, 0);
    comment = read_one(world, others);
    assert_string_equal(comment.words, "Thanks, @…, and @…!");
    assert_int_equal(comment.mention_count, 0);
    assert_string_equal(told(world, &world->member), "");
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        CASE(names_are_found_in_any_script),
        CASE(an_at_that_names_nobody_is_refused_or_no_mention),
        CASE(two_of_one_name_are_told_apart),
        CASE(who_may_not_see_it_is_not_mentioned),
        CASE(words_have_limits),
        CASE(ones_own_is_changed_once_and_leaves_its_place),
        CASE(a_change_tells_whom_it_mentions_now),
        CASE(a_question_is_open_until_somebody_who_leads_answers),
        CASE(a_question_reaches_somebody_who_can_answer),
        CASE(an_acknowledgement_stands_once),
        CASE(who_sees_a_part_reads_what_is_shared_with_them),
        CASE(what_is_tied_to_ones_work),
        CASE(what_was_looked_at_is_read),
        CASE(reminders_come_once_and_to_who_wants_them),
        CASE(a_link_shows_what_its_maker_may_see),
        CASE(a_link_ends),
        CASE(who_is_erased_leaves_no_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
