/* What end points about accounts share: how an account, a session, a token are written; setting a session's cookie. */
#ifndef HTTP_ACCOUNT_ANSWER_H
#define HTTP_ACCOUNT_ANSWER_H

#include "account/session.h"
#include "http/endpoint.h"
#include "render/json.h"

/* An instant as text; 0 as null. */
void write_instant(JsonWriter *writer, const char *key, int64_t instant);
void write_account(JsonWriter *writer, const Account *account);
/* Who is signed in: the account, what it may do, and by what it came. */
void write_me(Request *request, JsonWriter *writer, const Principal *principal);

/* Makes a session of the account in place of the one that the request came by, hands its cookie out, and answers
 * with who is signed in now. */
Status sign_in_as(Request *request, int64_t account, Response *response, Error *error) MUST_CHECK;
/* What was changed of the account holds from now on, for every request. */
Status account_changed(Request *request, int64_t account, Error *error) MUST_CHECK;
/* STATUS_FORBIDDEN where the request comes by a token: credentials are changed by a person who signed in. */
Status require_session(const Request *request, Error *error) MUST_CHECK;

#endif
