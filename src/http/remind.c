#include "http/remind.h"

#include "base/translate.h"
#include "http/post.h"
#include "outside/mail.h"
#include "sharing/notice.h"

enum { LINES_MOST = 20 };
#define WAITED ((int64_t)3600 * ACCOUNT_SECOND)     /* who is about to look needs no mail */
#define APART ((int64_t)20 * 3600 * ACCOUNT_SECOND) /* a day, with room for the hour at which it is looked */

static const char *line_of(Arena *arena, const Notice *notice)
{
    switch (notice->why) {
    case NOTICE_MENTION: return arena_format(arena, _("%s mentioned you: %s"), notice->by, notice->subject.title);
    case NOTICE_QUESTION: return arena_format(arena, _("%s asks: %s"), notice->by, notice->subject.title);
    default: return arena_format(arena, _("%s answered your question: %s"), notice->by, notice->subject.title);
    }
}

static const char *body_of(Arena *arena, const Reminder *reminder, const char *page)
{
    TextBuilder text CLEANUP(text_builder_free) = text_builder(1 << 16);
    size_t length = strlen(page);
    text_append_format(&text, _("Hello %s,\n\nthis waits for you:\n\n"), reminder->who.name);
    for (size_t i = 0; i < reminder->count && i < LINES_MOST; i++)
        text_append_format(&text, "- %s\n", line_of(arena, &reminder->notices[i]));
    if (reminder->count > LINES_MOST)
        text_append_format(&text, "- %s\n", _("and more"));
    text_append_format(&text, "\n%s%sinbox\n\n", page, length && page[length - 1] == '/' ? "" : "/");
    text_append(&text, _("You get this at most once a day. That page is also where you can turn it off.\n"));
    return arena_copy(arena, text.bytes, text.length);
}

static Status remind(Server *server, Arena *arena, const Reminder *reminder, const MailServer *through, const char *language, Error *error)
{
    Records *records = store_records(server->store);
    int64_t now = account_now();
    translate_set_language(reminder->language ? reminder->language : language);
    Mail mail = {.to = reminder->who.mail, .subject = _("Mizan: something waits for you"), .body = body_of(arena, reminder, through->page)};
    /* Said to be sent first: rather no mail once than two on a day. */
    TRY(reminder_sent(records, reminder, now, error));
    return mail_queue(records, &mail, now, error);
}

Status remind_all(Server *server, Error *error)
{
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    Records *records = store_records(server->store);
    MailServer through;
    Reminder *reminders;
    size_t count;
    const char *language;
    TRY(notice_tidy(records, error));
    Status status = mail_server_read(records, arena, &through, error);
    if (status == STATUS_NOT_FOUND)
        return STATUS_OK;
    TRY(status);
    TRY(store_setting(server->store, arena, "language", &language, error));
    const ReminderTimes times = {account_now(), WAITED, APART};
    TRY(reminder_due(records, arena, &times, &reminders, &count, error));
    for (size_t i = 0; i < count; i++)
        TRY(remind(server, arena, &reminders[i], &through, language, error));
    if (count)
        post_wake(server->post);
    return STATUS_OK;
}
