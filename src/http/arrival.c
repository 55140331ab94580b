#include "http/arrival.h"

#include "base/translate.h"

#include <microhttpd.h>
#include <strings.h>

enum { FORWARDED_MOST = 2048 }; /* bytes of one kind of header that are read */

Connection *arrival_connection(struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    return info ? info->socket_context : NULL;
}

/* The lines of one header joined by commas, as if they were one (RFC 9110, section 5.3). */
typedef struct Joined {
    const char *name;
    char text[FORWARDED_MOST];
    size_t length, lines;
    bool overflowed;
} Joined;

static enum MHD_Result join_line(void *joined_, enum MHD_ValueKind kind, const char *name, const char *value)
{
    Joined *joined = joined_;
    (void)kind;
    if (strcasecmp(name, joined->name) != 0)
        return MHD_YES;
    joined->lines++;
    int added = snprintf(joined->text + joined->length, sizeof joined->text - joined->length, "%s%s",
                         joined->length ? "," : "", value ? value : "");
    if (added < 0 || (size_t)added >= sizeof joined->text - joined->length)
        joined->overflowed = true;
    else
        joined->length += (size_t)added;
    return MHD_YES;
}

static void read_lines(struct MHD_Connection *connection, const char *name, Joined *ret_joined)
{
    *ret_joined = (Joined){.name = name};
    (void)MHD_get_connection_values(connection, MHD_HEADER_KIND, join_line, ret_joined);
}

static Text text_of_lines(const Joined *joined)
{
    return joined->overflowed ? (Text){0} : (Text){joined->text, joined->length};
}

/* A body whose end two readers would see at different places is how requests are smuggled past a proxy (RFC 9112,
 * section 6.3). */
static Status check_framing(struct MHD_Connection *connection, Error *error)
{
    Joined length, coding;
    read_lines(connection, MHD_HTTP_HEADER_CONTENT_LENGTH, &length);
    read_lines(connection, MHD_HTTP_HEADER_TRANSFER_ENCODING, &coding);
    bool digits = strspn(length.text, "0123456789") == length.length;
    bool chunked = !coding.lines || strcasecmp(coding.text, "chunked") == 0;
    if (length.lines + coding.lines <= 1 && !length.overflowed && digits && chunked)
        return STATUS_OK;
    return error_set(error, STATUS_INVALID_ARGUMENT, "%s", _("the length of the body is not clear"));
}

Status arrival_check(const Server *server, struct MHD_Connection *connection, Text path, int *ret_status, Error *error)
{
    TRY(check_framing(connection, error));
    Joined host;
    read_lines(connection, MHD_HTTP_HEADER_HOST, &host);
    if (host.lines > 1)
        return error_set(error, STATUS_INVALID_ARGUMENT, "%s", _("there is more than one Host"));
    /* Nothing private is there, and a supervisor may ask by any name. */
    const ServerOptions *options = &server->options;
    if (text_equals(path, "/healthz") || host_is_ours(text_of_lines(&host), options->hosts, options->host_count))
        return STATUS_OK;
    error_set(error, STATUS_FORBIDDEN, "%s", _("this server does not go by that name"));
    error_where(error, "Host");
    error_value(error, host.text, host.length);
    error_hint(error, "%s", _("start it with --host NAME to let it be called so"));
    *ret_status = MHD_HTTP_MISDIRECTED_REQUEST;
    return error->status;
}

Status arrival_secure(const Server *server, const Client *client, Text path, Error *error)
{
    bool own = !client->known || ip_is_own_machine(&client->address);
    if (client->https || own || server->options.plain || text_equals(path, "/healthz"))
        return STATUS_OK;
    error_set(error, STATUS_FORBIDDEN, "%s", _("this server is reached over TLS alone: https://"));
    error_where(error, "https");
    error_hint(error, "%s", _("a proxy before it has to say so (X-Forwarded-Proto) and to be named (--trust-proxy)"));
    return error->status;
}

Status arrival_client(const Server *server, struct MHD_Connection *connection, Client *ret_client, Error *error)
{
    const Connection *here = arrival_connection(connection);
    Client peer = here ? here->peer : (Client){0};
    peer.https = server->options.tls;
    if (!client_is_proxy(&peer, server->options.proxies)) {
        *ret_client = peer;
        return STATUS_OK;
    }
    Joined forwarded, addresses, schemes;
    read_lines(connection, "Forwarded", &forwarded);
    read_lines(connection, "X-Forwarded-For", &addresses);
    read_lines(connection, "X-Forwarded-Proto", &schemes);
    Forwarding said = {text_of_lines(&forwarded), text_of_lines(&addresses), text_of_lines(&schemes)};
    return client_find(&peer, server->options.proxies, &said, ret_client, error);
}
