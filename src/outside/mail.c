#include "outside/mail.h"

#include "base/translate.h"
#include "outside/curl.h"
#include "store/seal.h"

#include <sodium.h>
#include <string.h>

#define PASSWORD_PLACE "mail password"
enum { AT_ONCE = 20, MESSAGE_CEILING = 1 << 20, WORD_MOST = 300 };

static const char *const tls_names[] = {[MAIL_PLAIN] = "none", [MAIL_STARTTLS] = "starttls", [MAIL_TLS] = "tls"};

const char *mail_tls_name(MailTls tls)
{
    return tls_names[tls];
}

bool mail_tls_find(const char *name, MailTls *ret_tls)
{
    for (size_t i = 0; i < sizeof tls_names / sizeof tls_names[0]; i++)
        if (strcmp(tls_names[i], name) == 0) {
            *ret_tls = (MailTls)i;
            return true;
        }
    return false;
}

/* ---- the server ---- */

Status mail_server_read(Records *records, Arena *arena, MailServer *ret_server, Error *error)
{
    RecordsTable table;
    long port = 0;
    TRY(records_query(records, arena, "SELECT name, value FROM mail_setting", NULL, 0, &table, error));
    MailServer server = {.host = records_word(&table, "host"), .user = records_word(&table, "user"), .password = records_word(&table, "password"),
                         .sender = records_word(&table, "sender"), .page = records_word(&table, "page")};
    if (!*server.host || !text_to_long(text_of(records_word(&table, "port")), &port) || !mail_tls_find(records_word(&table, "tls"), &server.tls))
        return error_set(error, STATUS_NOT_FOUND, "%s", _("no mail server is set"));
    server.port = (int)port;
    server.has_password = *server.password != '\0';
    /* One that does not open is not there: the server will say that it asks for one. */
    Error unopened;
    if (seal_open(records, arena, PASSWORD_PLACE, server.password, &server.password, &unopened) != STATUS_OK)
        server.password = "";
    *ret_server = server;
    return STATUS_OK;
}

static Status wrong(Error *error, const char *where, const char *value, const char *message)
{
    error_set(error, STATUS_INVALID_ARGUMENT, "%s", message);
    error_where(error, "%s", where);
    error_value(error, value, strlen(value));
    return error->status;
}

/* Nothing that would end a line or a word where it is written. */
static bool is_plain(const char *text, const char *forbidden)
{
    for (const char *c = text; *c; c++)
        if ((unsigned char)*c < ' ' || *c == 0x7f || strchr(forbidden, *c))
            return false;
    return strlen(text) <= WORD_MOST;
}

static Status check_server(const MailServer *server, Error *error)
{
    if (!*server->host || !is_plain(server->host, " /@\\\"<>"))
        return wrong(error, "host", server->host, _("a mail server is named by its host alone: mail.example.com"));
    if (server->port < 1 || server->port > 65535)
        return wrong(error, "port", "", _("a port is a number from 1 to 65535"));
    if (!strchr(server->sender, '@') || !is_plain(server->sender, " <>,;\""))
        return wrong(error, "sender", server->sender, _("this is not a mail address"));
    bool page = strncmp(server->page, "https://", 8) == 0 || strncmp(server->page, "http://", 7) == 0;
    if (!page || !is_plain(server->page, " \"<>?#"))
        return wrong(error, "page", server->page, _("the page's address begins with https:// and has no path"));
    if (!is_plain(server->user, "") || (server->password && !is_plain(server->password, "")))
        return wrong(error, "user", "", _("a user's name and password are one line each"));
    if (*server->user && server->tls == MAIL_PLAIN)
        return wrong(error, "tls", "none", _("a password is sent over TLS alone"));
    return STATUS_OK;
}

static Status set_word(Records *records, const char *name, const char *value, Error *error)
{
    Value row[2] = {value_text(name), value_text(value)};
    return records_execute(records,
                           "INSERT INTO mail_setting (name, value) VALUES ($1, $2) "
                           "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                           row, 2, NULL, error);
}

static Status write_server(Records *records, const MailServer *server, Error *error)
{
    char port[8];
    snprintf(port, sizeof port, "%d", server->port);
    TRY(set_word(records, "host", server->host, error));
    TRY(set_word(records, "port", port, error));
    TRY(set_word(records, "tls", mail_tls_name(server->tls), error));
    TRY(set_word(records, "user", server->user, error));
    TRY(set_word(records, "sender", server->sender, error));
    TRY(set_word(records, "page", server->page, error));
    if (!server->password)
        return STATUS_OK;
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    const char *kept;
    TRY(seal_text(records, arena, PASSWORD_PLACE, server->password, &kept, error));
    return set_word(records, "password", kept, error);
}

Status mail_server_write(Records *records, const MailServer *server, Error *error)
{
    TRY(check_server(server, error));
    TRY(records_begin(records, error));
    Status status = write_server(records, server, error);
    if (status == STATUS_OK)
        return records_commit(records, error);
    records_rollback(records);
    return status;
}

Status mail_seal(Records *records, Error *error)
{
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    RecordsTable table;
    const char *kept;
    TRY(records_query(records, arena, "SELECT name, value FROM mail_setting", NULL, 0, &table, error));
    const char *password = records_word(&table, "password");
    if (!*password || seal_is_sealed(password))
        return STATUS_OK;
    TRY(seal_text(records, arena, PASSWORD_PLACE, password, &kept, error));
    return set_word(records, "password", kept, error);
}

/* ---- the queue ---- */

static int64_t new_id(void)
{
    uint32_t random[2];
    randombytes_buf(random, sizeof random);
    return (int64_t)(((uint64_t)random[0] << 20 ^ random[1]) & ((1ULL << 53) - 1));
}

Status mail_queue(Records *records, const Mail *mail, int64_t now, Error *error)
{
    Value row[5] = {value_integer(new_id()), value_text(mail->to), value_text(mail->subject), value_text(mail->body), value_time(now)};
    return records_execute(records,
                           "INSERT INTO mail (mail, recipient, subject, body, created_at, next_at, attempts) "
                           "VALUES ($1, $2, $3, $4, $5, $5, 0)",
                           row, 5, NULL, error);
}

Status mail_state(Records *records, Arena *arena, MailState *ret_state, Error *error)
{
    RecordsTable table;
    TRY(records_query(records, arena,
                      "SELECT count(next_at), count(*) - count(next_at) - count(sent_at) FROM mail", NULL, 0, &table, error));
    MailState state = {.waiting = records_value(&table, 0, 0).integer, .failed = records_value(&table, 0, 1).integer};
    TRY(records_query(records, arena,
                      "SELECT problem FROM mail WHERE problem IS NOT NULL AND sent_at IS NULL ORDER BY created_at DESC LIMIT 1",
                      NULL, 0, &table, error));
    if (table.rows)
        state.problem = records_value(&table, 0, 0).text.bytes;
    *ret_state = state;
    return STATUS_OK;
}

typedef struct Reading {
    const char *bytes;
    size_t left;
} Reading;

static size_t read_message(char *target, size_t size, size_t count, void *reading_)
{
    Reading *reading = reading_;
    size_t length = size * count < reading->left ? size * count : reading->left;
    memcpy(target, reading->bytes, length);
    reading->bytes += length;
    reading->left -= length;
    return length;
}

static Status refused(const MailServer *server, const char *to, long answer, Error *error)
{
    if (answer < 500)
        error_set(error, STATUS_IO, _("%s does not take mail from %s to %s for now (SMTP %ld)"), server->host, server->sender, to, answer);
    else
        error_set(error, STATUS_IO, _("%s takes no mail from %s to %s (SMTP %ld)"), server->host, server->sender, to, answer);
    error_hint(error, "%s", _("see that the sender is an address that this server sends for"));
    return error->status;
}

static Status send_message(const MailServer *server, const Guard *guard, const char *to, const TextBuilder *message, Error *error)
{
    char url[WORD_MOST + 32];
    Gate gate;
    CURL *curl;
    TRY(outside_open(guard, server->host, &gate, &curl, error));
    gate.plain = server->tls == MAIL_PLAIN;
    Reading reading = {message->bytes, message->length};
    struct curl_slist *recipients = curl_slist_append(NULL, to);
    snprintf(url, sizeof url, "%s://%s:%d", server->tls == MAIL_TLS ? "smtps" : "smtp", server->host, server->port);
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(curl, CURLOPT_URL, url);
    curl_easy_setopt(curl, CURLOPT_USE_SSL, (long)(server->tls == MAIL_PLAIN ? CURLUSESSL_NONE : CURLUSESSL_ALL));
    curl_easy_setopt(curl, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    if (*server->user) {
        curl_easy_setopt(curl, CURLOPT_USERNAME, server->user);
        curl_easy_setopt(curl, CURLOPT_PASSWORD, server->password);
    }
    curl_easy_setopt(curl, CURLOPT_MAIL_FROM, server->sender);
    curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, recipients);
    curl_easy_setopt(curl, CURLOPT_READFUNCTION, read_message);
    curl_easy_setopt(curl, CURLOPT_READDATA, &reading);
    curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
    CURLcode code = curl_easy_perform(curl);
    long answer = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &answer);
    curl_slist_free_all(recipients);
    curl_easy_cleanup(curl);
    if (code == CURLE_OK)
        return STATUS_OK;
    /* What the server refuses of the letter itself: its sender, its recipient, its size. */
    if (answer >= 400 && answer < 600 && code != CURLE_LOGIN_DENIED && code != CURLE_USE_SSL_FAILED)
        return refused(server, to, answer, error);
    return outside_fail(code, &gate, server->host, error);
}

/* Mail that was given up keeps its address and subject, so that somebody can see whom it did not reach. */
static Status note(Records *records, int64_t id, int64_t attempts, int64_t now, const Error *problem, Error *error)
{
    if (!problem) {
        Value sent[2] = {value_integer(id), value_time(now)};
        return records_execute(records,
                               "UPDATE mail SET sent_at = $2, next_at = NULL, body = NULL, problem = NULL WHERE mail = $1", sent,
                               2, NULL, error);
    }
    bool over = attempts >= MAIL_ATTEMPTS;
    int64_t pause = (int64_t)60000000 << (attempts < 10 ? attempts - 1 : 9);
    Value row[4] = {value_integer(id), over ? value_null() : value_time(now + pause), value_integer(attempts),
                    value_text(problem->message)};
    TRY(records_execute(records, "UPDATE mail SET next_at = $2, attempts = $3, problem = $4 WHERE mail = $1", row, 4, NULL,
                        error));
    return over ? records_execute(records, "UPDATE mail SET body = NULL WHERE mail = $1", row, 1, NULL, error) : STATUS_OK;
}

static Status send_one(Records *records, const MailServer *server, const Guard *guard, const RecordsTable *table, size_t row,
                       int64_t now, Error *error)
{
    int64_t id = records_value(table, row, 0).integer, attempts = records_value(table, row, 4).integer + 1;
    Mail mail = {records_value(table, row, 1).text.bytes, records_value(table, row, 2).text.bytes,
                 records_value(table, row, 3).text.bytes};
    TextBuilder message = text_builder(MESSAGE_CEILING);
    Error problem;
    mail_write(&mail, server, id, now, &message);
    Status status = send_message(server, guard, mail.to, &message, &problem);
    text_builder_free(&message);
    return note(records, id, attempts, now, status == STATUS_OK ? NULL : &problem, error);
}

Status mail_send_now(Records *records, const Guard *guard, const Mail *mail, int64_t now, Error *error)
{
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    MailServer server;
    TRY(mail_server_read(records, arena, &server, error));
    TextBuilder message = text_builder(MESSAGE_CEILING);
    mail_write(mail, &server, new_id(), now, &message);
    Status status = send_message(&server, guard, mail->to, &message, error);
    text_builder_free(&message);
    return status;
}

Status mail_send_due(Records *records, const Guard *guard, int64_t now, Error *error)
{
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    Value parameters[2] = {value_time(now), value_integer(AT_ONCE)};
    RecordsTable table;
    MailServer server;
    TRY(records_query(records, arena,
                      "SELECT mail, recipient, subject, body, attempts FROM mail WHERE next_at <= $1 ORDER BY next_at LIMIT $2",
                      parameters, 2, &table, error));
    if (!table.rows)
        return STATUS_OK;
    Error none;
    if (mail_server_read(records, arena, &server, &none) != STATUS_OK)
        return STATUS_OK; /* it waits until one is set */
    for (size_t i = 0; i < table.rows; i++)
        TRY(send_one(records, &server, guard, &table, i, now, error));
    return STATUS_OK;
}
