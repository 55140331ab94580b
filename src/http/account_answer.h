/* What end points about accounts share: how an account, a session, a token are written; setting a session's cookie. */
#ifndef HTTP_ACCOUNT_ANSWER_H
#define HTTP_ACCOUNT_ANSWER_H

#include "account/audit.h"
#include "account/session.h"
#include "http/endpoint.h"
#include "render/json.h"

struct json_t;

/* An instant as text; 0 as null. */
void write_instant(JsonWriter *writer, const char *key, int64_t instant);
void write_account(JsonWriter *writer, const Account *account);
/* Who is signed in: the account, what it may do, and by what it came. */
void write_me(Request *request, JsonWriter *writer, const Principal *principal);

/* By what somebody came in. */
typedef struct Proof {
    int64_t account;
    bool second_factor; /* by two factors */
    int64_t at;         /* when they proved who they are; microseconds, 0: not known */
} Proof;
/* Makes a session of the account in place of the one that the request came by, hands its cookie out, and answers
 * with who is signed in now. */
Status sign_in_as(Request *request, const Proof *proof, Response *response, Error *error) MUST_CHECK;
/* What was changed of the account holds from now on, for every request. */
Status account_changed(Request *request, int64_t account, Error *error) MUST_CHECK;
/* Whether the password, or the code, is that of who asks; slow. `*response` gets when to come again. */
struct SignIn;
Status confirm_by(Request *request, const struct SignIn *what, Response *response, Error *error) MUST_CHECK;
Status confirm_password(Request *request, const char *password, Response *response, Error *error) MUST_CHECK;
/* The same where the password is given, and else whether it was lately: require_recent(). */
Status confirm_or_recent(Request *request, const char *password, Response *response, Error *error) MUST_CHECK;
/* Says in the log of who did what that it was done; `account` 0: on nobody. */
Status log_account(Request *request, const char *action, int64_t account, const char *detail, Error *error) MUST_CHECK;
/* The number that the path has as {name}; STATUS_NOT_FOUND where it is none. */
Status path_number(const Request *request, const char *name, int64_t *ret_number, Error *error) MUST_CHECK;
/* The member "rows": {"brands": [], "teams": [], "segments": []}; each may be left out. */
Status body_rows(const struct json_t *body, Arena *arena, RowScope *ret_rows, Error *error) MUST_CHECK;
void write_token(JsonWriter *writer, Arena *arena, const Token *token);
/* The address of a page of ours with a key, "http://127.0.0.1:8080/welcome#key=...": what stands behind the # is sent
 * to nobody; the page reads it and sends it in a body. */
const char *link_address(const Request *request, const char *key);
/* STATUS_FORBIDDEN where the request comes by a token: credentials are changed by a person who signed in. */
Status require_session(const Request *request, Error *error) MUST_CHECK;

/* STATUS_REAUTHENTICATE where the password or a code was given longer ago than this: before what changes credentials.
 * The second one lets tokens pass, which do what their scopes say. */
enum { PROOF_SECONDS = 600 };
Status require_recent(const Request *request, Error *error) MUST_CHECK;
Status require_recent_person(const Request *request, Error *error) MUST_CHECK;

#endif
