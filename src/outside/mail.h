/*
 * Mail: a queue in the records, sent through one SMTP server (RFC 5321) and tried again where it does not take it.
 *
 * Plain text in UTF-8. Times are microseconds since 1970. What is read lives in the arena.
 */
#ifndef OUTSIDE_MAIL_H
#define OUTSIDE_MAIL_H

#include "outside/guard.h"
#include "store/records.h"

typedef enum MailTls { MAIL_PLAIN, MAIL_STARTTLS, MAIL_TLS } MailTls; /* STARTTLS is required where it is said */

typedef struct MailServer {
    const char *host;
    int port;
    MailTls tls;
    const char *user, *password; /* "": none */
    bool has_password;           /* read: one is kept, even where it cannot be opened */
    const char *sender;          /* "mizan@example.com" */
    const char *page;            /* where people reach the page: "https://mizan.example.com"; links in mail begin so */
} MailServer;

enum { MAIL_ATTEMPTS = 12 }; /* over about three days: after 1, 2, 4 ... minutes */

const char *mail_tls_name(MailTls tls); /* "none", "starttls", "tls" */
bool mail_tls_find(const char *name, MailTls *ret_tls);

/* STATUS_NOT_FOUND where none was set. */
Status mail_server_read(Records *records, Arena *arena, MailServer *ret_server, Error *error) MUST_CHECK;
/* Checks every word. `password` NULL: stays as it was. */
Status mail_server_write(Records *records, const MailServer *server, Error *error) MUST_CHECK;

/* Seals a password that an earlier version kept open. */
Status mail_seal(Records *records, Error *error) MUST_CHECK;

typedef struct Mail {
    const char *to, *subject, *body;
} Mail;

Status mail_queue(Records *records, const Mail *mail, int64_t now, Error *error) MUST_CHECK;
/* Sends what is due, some at most; waits for the server. What could not be sent is not an error: it waits. */
Status mail_send_due(Records *records, const Guard *guard, int64_t now, Error *error) MUST_CHECK;

/* Sends one at once, past the queue; waits for the server. The error says in a sentence what it met. */
Status mail_send_now(Records *records, const Guard *guard, const Mail *mail, int64_t now, Error *error) MUST_CHECK;

typedef struct MailState {
    int64_t waiting, failed; /* given up */
    const char *problem;     /* of the last attempt that failed; NULL: none */
} MailState;
Status mail_state(Records *records, Arena *arena, MailState *ret_state, Error *error) MUST_CHECK;

/* The message as it is sent (RFC 5322, 2047, 2045). `id` makes its Message-ID. */
void mail_write(const Mail *mail, const MailServer *server, int64_t id, int64_t now, TextBuilder *out);

#endif
