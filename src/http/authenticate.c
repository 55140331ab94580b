#include "http/authenticate.h"

#include "account/session.h"
#include "base/translate.h"

#include <microhttpd.h>
#include <strings.h>

#define SECURE_COOKIE "__Host-mizan"

static const char *header(struct MHD_Connection *connection, const char *name)
{
    return MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name);
}

Caller authenticate(const Server *server, struct MHD_Connection *connection, bool https)
{
    static const char scheme[] = "Bearer ";
    Caller caller = {.principal = &principal_nobody};
    const char *given = header(connection, MHD_HTTP_HEADER_AUTHORIZATION);
    const Principal *found = NULL;
    if (given) {
        if (strncasecmp(given, scheme, sizeof scheme - 1) == 0)
            found = directory_find(server->directory, text_trim(text_of(given + sizeof scheme - 1)), /* token= */ true);
        caller.wrong = !found;
    } else {
        const char *secret = MHD_lookup_connection_value(connection, MHD_COOKIE_KIND, https ? SECURE_COOKIE : server->cookie);
        if (secret)
            found = directory_find(server->directory, text_of(secret), /* token= */ false);
        caller.by_cookie = found != NULL;
    }
    if (found)
        caller.principal = found;
    return caller;
}

static Status unauthenticated(const Caller *caller, Response *refusal, Error *error)
{
    refusal->challenge = caller->wrong ? "Bearer realm=\"mizan\", error=\"invalid_token\"" : "Bearer realm=\"mizan\"";
    error_set(error, STATUS_UNAUTHENTICATED, "%s",
              caller->wrong ? _("this token is not valid, or no longer") : _("please sign in"));
    return error->status;
}

/* Signed in, but with a password alone where more is asked for. */
static Status ask_factor(const Principal *principal, Error *error)
{
    error_set(error, STATUS_SECOND_FACTOR, "%s", principal->has_totp ? _("this account asks for a one-time code, too")
                                                                     : _("your organization asks for a second factor"));
    error_hint(error, "%s", principal->has_totp ? _("give the code that your app shows") : _("set up one-time codes first"));
    return error->status;
}

Status authorize(const Caller *caller, const Endpoint *endpoint, Response *refusal, Error *error)
{
    if (endpoint->permission == PERMISSION_PUBLIC)
        return STATUS_OK;
    if (caller->principal->role == ROLE_NONE)
        return unauthenticated(caller, refusal, error);
    if (caller->principal->needs_factor)
        return endpoint->before_factor ? STATUS_OK : ask_factor(caller->principal, error);
    if (principal_may(caller->principal, endpoint->permission))
        return STATUS_OK;
    error_set(error, STATUS_FORBIDDEN, "%s", _("your account may not do this"));
    error_where(error, "%s", permission_name(endpoint->permission));
    if (caller->principal->token)
        error_hint(error, "%s", _("this token is limited to: its scopes and what its account may do"));
    else
        error_hint(error, "%s", _("ask an administrator for another role"));
    return error->status;
}

static bool same_origin(const char *origin, const char *host)
{
    const char *behind_scheme = strstr(origin, "://");
    return behind_scheme && host && strcasecmp(behind_scheme + 3, host) == 0;
}

Status check_origin(const Caller *caller, struct MHD_Connection *connection, const char *method, const Endpoint *endpoint,
                    Error *error)
{
    bool reads = strcmp(method, MHD_HTTP_METHOD_GET) == 0 || strcmp(method, MHD_HTTP_METHOD_HEAD) == 0;
    if (reads && !endpoint->acts)
        return STATUS_OK;
    const char *origin = header(connection, "Origin"), *site = header(connection, "Sec-Fetch-Site");
    bool foreign = (origin && !same_origin(origin, header(connection, MHD_HTTP_HEADER_HOST))) ||
                   (site && strcmp(site, "same-origin") != 0 && strcmp(site, "none") != 0);
    if (!foreign && (reads || !caller->by_cookie || origin || site))
        return STATUS_OK;
    error_set(error, STATUS_FORBIDDEN, "%s", _("a page of another site may not change anything here"));
    if (origin)
        error_value(error, origin, strlen(origin));
    else
        error_hint(error, "%s", _("programs use a token; with a session's cookie the header Origin is needed"));
    return error->status;
}

const char *session_cookie(const Request *request, const char *secret)
{
    return arena_format(request->arena, "%s=%s; Path=/; HttpOnly; SameSite=Lax; Max-Age=%d%s",
                        request->https ? SECURE_COOKIE : request->server->cookie, secret ? secret : "",
                        secret ? SESSION_LIFE_SECONDS : 0, request->https ? "; Secure" : "");
}

void session_cookie_name(Server *server, const char *address)
{
    const char *port = strrchr(address, ':');
    if (strncmp(address, "http", 4) == 0 && port)
        snprintf(server->cookie, sizeof server->cookie, "mizan-%.5s", port + 1);
    else
        snprintf(server->cookie, sizeof server->cookie, "mizan");
}
