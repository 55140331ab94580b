#include "outside/curl.h"

#include "base/translate.h"

#include <pthread.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { CONNECT_SECONDS = 10, WHOLE_SECONDS = 30 };

static void prepare(void)
{
    (void)curl_global_init(CURL_GLOBAL_DEFAULT);
}

static curl_socket_t open_socket(void *gate_, curlsocktype purpose, struct curl_sockaddr *address)
{
    Gate *gate = gate_;
    (void)purpose;
    bool outside = guard_is_public(&address->addr);
    if (outside ? gate->plain : !gate->internal) {
        gate->refused = true;
        gate->unencrypted = outside;
        return CURL_SOCKET_BAD;
    }
    return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

Status outside_open(const Guard *guard, const char *host, Gate *gate, CURL **ret_curl, Error *error)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, prepare);
    CURL *curl = curl_easy_init();
    if (!curl)
        return error_set(error, STATUS_OUT_OF_MEMORY, "%s", _("out of memory"));
    *gate = (Gate){.internal = guard_allows_internal(guard, host)};
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, open_socket);
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, gate);
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_SECONDS);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)WHOLE_SECONDS);
    *ret_curl = curl;
    return STATUS_OK;
}

/* In words that say what to look at; NULL: the library's own have to do. */
static const char *why(CURLcode code)
{
    switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST: return _("there is no machine of this name, or no name server answers");
    case CURLE_COULDNT_CONNECT: return _("nothing listens there on this port, or a firewall stands between");
    case CURLE_OPERATION_TIMEDOUT: return _("it did not answer in time; the port may be another one");
    case CURLE_LOGIN_DENIED: return _("it does not accept this user and password");
    case CURLE_USE_SSL_FAILED: return _("it does not offer this encryption");
    case CURLE_SSL_CONNECT_ERROR: return _("no encrypted connection came about; the port may be meant for another encryption");
    case CURLE_PEER_FAILED_VERIFICATION: return _("its certificate is not one that this machine trusts for this name");
    case CURLE_RECV_ERROR:
    case CURLE_GOT_NOTHING:
    case CURLE_WEIRD_SERVER_REPLY: return _("its answer is not one of this kind of server; the port may be another one");
    default: return NULL;
    }
}

Status outside_fail(CURLcode code, const Gate *gate, const char *host, Error *error)
{
    if (gate->unencrypted) {
        error_set(error, STATUS_FORBIDDEN, _("%s is not an address of an own network: without encryption nothing is sent to it"), host);
        error_hint(error, "%s", _("choose TLS or STARTTLS"));
        return error->status;
    }
    if (gate->refused) {
        error_set(error, STATUS_FORBIDDEN, _("%s is an internal address"), host);
        error_hint(error, _("start the server with --allow-internal %s to let it be asked"), host);
        return error->status;
    }
    const char *words = why(code);
    error_set(error, STATUS_IO, _("%s cannot be reached: %s"), host, words ? words : curl_easy_strerror(code));
    error_value(error, host, strlen(host));
    return error->status;
}
