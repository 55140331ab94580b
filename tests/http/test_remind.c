/* Reminders by mail: who gets one, in which language, with what; over the records of a store and no server. */
#include "testing.h"

#include "http/post.h"
#include "http/remind.h"
#include "outside/mail.h"
#include "sharing/comment.h"
#include "sharing/notice.h"
#include "sharing/people.h"

#include <ftw.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static Error e_;
#define e (&e_)
#define ok(call)                                                                                             \
    do {                                                                                                     \
        if ((call) != STATUS_OK)                                                                             \
            fail_msg("%s (%s)", e_.message, e_.where);                                                       \
    } while (0)

typedef struct World {
    char folder[64], path[96];
    Server server;
    Records *records;
    Arena *arena;
    Principal owner, member;
} World;

static int remove_entry(const char *path, const struct stat *status, int kind, struct FTW *place)
{
    (void)status, (void)kind, (void)place;
    return remove(path);
}

static Principal person(World *world, const char *name, const char *mail, Role role)
{
    Principal who;
    int64_t id;
    ok(account_add(world->records, &(NewAccount){.name = name, .mail = mail, .role = role}, &id, e));
    ok(people_one(world->records, world->arena, id, &who, e));
    return who;
}

static int set_up(void **state)
{
    World *world = calloc(1, sizeof *world);
    snprintf(world->folder, sizeof world->folder, "/tmp/mizan-remind-XXXXXX");
    assert_non_null(mkdtemp(world->folder));
    snprintf(world->path, sizeof world->path, "%s/store", world->folder);
    ok(store_init(world->path, e));
    ok(store_open(world->path, &(StoreOptions){0}, &world->server.store, e));
    world->server.post = post_new();
    (void)post_is_waiting(world->server.post);
    world->records = store_records(world->server.store);
    world->arena = arena_new(0);
    ok(records_execute(world->records,
                       "INSERT INTO kpi (kpi, title, metric, parameters, filters, period, calendar, perspective, leading, revision, created_at, "
                       "created_by) VALUES ('nps', 'Recommendation', 'nps', '', '', 'month', 'gregorian', 'customers', $1, 1, $2, 'test')",
                       (Value[]){value_boolean(false), value_time(0)}, 2, NULL, e));
    world->owner = person(world, "Olga", "olga@example.com", ROLE_OWNER);
    world->member = person(world, "Karim", "karim@example.com", ROLE_MEMBER);
    ok(account_set_own(world->records, world->member.account, NULL, &(Reading){.language = "ar"}, e));
    Subject subject;
    int64_t id;
    ok(subject_find(world->records, world->arena, &world->owner, "kpi", "nps", &subject, e));
    ok(comment_add(world->records, &world->owner, &subject, &(NewComment){.words = "@Karim a secret of ours"}, &id, e));
    *state = world;
    return 0;
}

static int tear_down(void **state)
{
    World *world = *state;
    post_free(world->server.post);
    arena_free(world->arena);
    store_close(world->server.store);
    nftw(world->folder, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
    free(world);
    return 0;
}

static void wait_hours(World *world, int hours)
{
    Value since = value_integer((int64_t)hours * 3600 * ACCOUNT_SECOND);
    ok(records_execute(world->records, "UPDATE notice SET made_at = made_at - $1", &since, 1, NULL, e));
    ok(records_execute(world->records, "UPDATE reminder SET sent_at = sent_at - $1", &since, 1, NULL, e));
}

static RecordsTable queued(World *world)
{
    RecordsTable table;
    ok(records_query(world->records, world->arena, "SELECT recipient, subject, body FROM mail ORDER BY mail", NULL, 0, &table, e));
    return table;
}

static void set_mail_server(World *world)
{
    ok(mail_server_write(world->records,
                         &(MailServer){.host = "mail.example.com", .port = 587, .tls = MAIL_STARTTLS, .user = "", .password = "",
                                       .sender = "mizan@example.com", .page = "https://mizan.example.com"},
                         e));
}

static void one_mail_a_day_in_the_language_of_the_reader(void **state)
{
    World *world = *state;
    set_mail_server(world);
    ok(remind_all(&world->server, e));
    assert_int_equal(queued(world).rows, 0); /* who is about to look needs no mail */
    wait_hours(world, 2);
    ok(remind_all(&world->server, e));
    RecordsTable mail = queued(world);
    assert_int_equal(mail.rows, 1);
    assert_string_equal(records_value(&mail, 0, 0).text.bytes, "karim@example.com");
    const char *body = records_value(&mail, 0, 2).text.bytes;
    assert_non_null(strstr(body, "ذكرك Olga: Recommendation"));
    assert_non_null(strstr(body, "https://mizan.example.com/inbox"));
    assert_null(strstr(body, "secret")); /* what was said stays here */
    assert_true(post_is_waiting(world->server.post));
    ok(remind_all(&world->server, e));
    wait_hours(world, 30);
    ok(remind_all(&world->server, e)); /* told once */
    assert_int_equal(queued(world).rows, 1);
}

static void none_without_a_mail_server_or_a_wish(void **state)
{
    World *world = *state;
    wait_hours(world, 2);
    ok(remind_all(&world->server, e));
    assert_int_equal(queued(world).rows, 0);
    set_mail_server(world);
    ok(reminder_set(world->records, world->member.account, false, e));
    ok(remind_all(&world->server, e));
    assert_int_equal(queued(world).rows, 0);
    ok(reminder_set(world->records, world->member.account, true, e));
    ok(notice_read(world->records, &world->member, &(NoticeRead){0}, NULL, e));
    ok(remind_all(&world->server, e)); /* read in the meantime */
    assert_int_equal(queued(world).rows, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(one_mail_a_day_in_the_language_of_the_reader, set_up, tear_down),
        cmocka_unit_test_setup_teardown(none_without_a_mail_server_or_a_wish, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
