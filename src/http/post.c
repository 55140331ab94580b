#include "http/post.h"

#include "base/translate.h"
#include "outside/mail.h"

#include <pthread.h>

enum { NOTED_MOST = 64, MAIL_CAPACITY = 256 };

typedef struct Noted {
    char mail[MAIL_CAPACITY];
    const char *language; /* of translate_languages */
} Noted;

struct Post {
    pthread_mutex_t lock;
    Noted noted[NOTED_MOST];
    size_t count;
    atomic_bool waiting;
};

Post *post_new(void)
{
    Post *post = calloc(1, sizeof *post);
    if (!post)
        abort();
    pthread_mutex_init(&post->lock, NULL);
    atomic_init(&post->waiting, true); /* what an earlier run has left */
    return post;
}

void post_free(Post *post)
{
    if (!post)
        return;
    pthread_mutex_destroy(&post->lock);
    free(post);
}

void post_wake(Post *post)
{
    atomic_store(&post->waiting, true);
}

bool post_is_waiting(Post *post)
{
    return atomic_exchange(&post->waiting, false);
}

static const char *text_of_link(Arena *arena, const Account *account, LinkPurpose purpose, const char *link)
{
    if (purpose == LINK_INVITATION)
        return arena_format(arena,
                            _("Hello %s,\n\nyou are invited to look at the measures of your organization. This link lets you choose a "
                              "password; it works once, within seven days:\n\n%s\n"),
                            account->name, link);
    return arena_format(arena,
                        _("Hello %s,\n\nsomebody, hopefully you, asked for another password. This link lets you choose one; it works "
                          "once, within an hour:\n\n%s\n\nIf it was not you, there is nothing to do: your password stays as it is.\n"),
                        account->name, link);
}

Status post_link(Server *server, const Account *account, LinkPurpose purpose, const char *key, const char *language,
                 bool *ret_queued, Error *error)
{
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    Records *records = store_records(server->store);
    MailServer through;
    Status status = mail_server_read(records, arena, &through, error);
    *ret_queued = false;
    if (status == STATUS_NOT_FOUND || !account->mail)
        return STATUS_OK;
    TRY(status);
    translate_set_language(language);
    size_t length = strlen(through.page);
    bool slash = length && through.page[length - 1] == '/';
    const char *link = arena_format(arena, "%s%swelcome#key=%s", through.page, slash ? "" : "/", key);
    Mail mail = {.to = account->mail,
                 .subject = purpose == LINK_INVITATION ? _("You are invited to Mizan") : _("Another password for Mizan"),
                 .body = text_of_link(arena, account, purpose, link)};
    TRY(mail_queue(records, &mail, account_now(), error));
    atomic_store(&server->post->waiting, true);
    *ret_queued = true;
    return STATUS_OK;
}

void post_reset(Server *server, const char *mail, const char *language)
{
    Post *post = server->post;
    pthread_mutex_lock(&post->lock);
    if (post->count < NOTED_MOST) {
        Noted *noted = &post->noted[post->count++];
        snprintf(noted->mail, sizeof noted->mail, "%s", mail);
        noted->language = language;
    }
    pthread_mutex_unlock(&post->lock);
    atomic_store(&post->waiting, true);
}

static Status send_reset(Server *server, const Noted *noted, Error *error)
{
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    Records *records = store_records(server->store);
    char key[SECRET_CAPACITY];
    int64_t expires_at;
    Account account;
    bool queued;
    Status status = account_find(records, arena, noted->mail, &account, error);
    /* An owner is let in by another owner or on the command line: who may set the mail server must not become one. */
    bool out = status == STATUS_OK && (account.disabled || !account.mail || account.role == ROLE_OWNER);
    if (status == STATUS_NOT_FOUND || out)
        return STATUS_OK;
    TRY(status);
    LinkPurpose purpose = account.has_password ? LINK_RESET : LINK_INVITATION;
    TRY(link_make(records, &(NewLink){.purpose = purpose, .account = account.id}, key, &expires_at, error));
    return post_link(server, &account, purpose, key, account.reading.language ? account.reading.language : noted->language, &queued, error);
}

Status post_run(Server *server, Error *error)
{
    Post *post = server->post;
    for (;;) {
        Noted noted = {.language = NULL};
        pthread_mutex_lock(&post->lock);
        if (post->count)
            noted = post->noted[--post->count];
        pthread_mutex_unlock(&post->lock);
        if (!noted.language)
            break;
        TRY(send_reset(server, &noted, error));
    }
    return mail_send_due(store_records(server->store), &server->options.guard, account_now(), error);
}
