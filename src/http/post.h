/*
 * Mail that the server writes: invitations, links to another password. It goes into the queue (outside/mail.h); the
 * upkeep sends it.
 */
#ifndef HTTP_POST_H
#define HTTP_POST_H

#include "account/session.h"
#include "http/parts.h"

/* Queues the link to the account's person, in the language given. `*ret_queued` false where no mail server is set or
 * the account has no mail address: the link has to be handed over some other way. */
Status post_link(Server *server, const Account *account, LinkPurpose purpose, const char *key, const char *language,
                 bool *ret_queued, Error *error) MUST_CHECK;
/* Somebody who cannot sign in asks for a link to that address. Takes note and returns at once, whether there is such an
 * account or not; the upkeep looks. Beyond some that wait, requests are dropped. */
void post_reset(Server *server, const char *mail, const char *language);
/* What was noted; then sends what is due. Waits for the mail server: of the upkeep alone. */
Status post_run(Server *server, Error *error) MUST_CHECK;

typedef struct Post Post;
Post *post_new(void);
void post_free(Post *post); /* NULL is allowed */
/* Something was queued by somebody else. */
void post_wake(Post *post);
/* Whether something was queued since it was last asked. */
bool post_is_waiting(Post *post);

#endif
