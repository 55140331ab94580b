/* Serves a store: the API and the page. */
#include "cli/command.h"
#include "cli/confinement.h"

#include "account/session.h"
#include "base/text.h"
#include "base/translate.h"
#include "http/secrets.h"
#include "http/server.h"
#include "http/tls.h"
#include "organization/organization.h"
#include "store/control.h"
#include "store/seal.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define DEFAULT_ADDRESS "127.0.0.1:8080"
#define GRACE_SECONDS 5.0

static const Option options[] = {
    {.name = "listen", .argument = "ADDRESS", .help = N_("HOST:PORT, [IPV6]:PORT or unix:PATH; port 0 takes a free one (default 127.0.0.1:8080)")},
    {.name = "allow-internal", .argument = "HOST", .repeats = true, .help = N_("a host that may be asked though its address is internal: of mail, of a provider of accounts")},
    {.name = "host", .argument = "NAME", .repeats = true, .help = N_("a name that the server goes by, as browsers write it; addresses and localhost are known; \"*\": any")},
    {.name = "tls-cert", .argument = "FILE", .help = N_("serve HTTPS: the certificate with its chain, in PEM; read anew on SIGHUP")},
    {.name = "tls-key", .argument = "FILE", .help = N_("the certificate's key, in PEM")},
    {.name = "insecure-http", .help = N_("let clients on other machines come without TLS: what they send and read can be read on the way")},
    {.name = "trust-proxy", .argument = "ADDRESS[/BITS]", .repeats = true, .help = N_("a proxy whose word on the client's address is taken; \"unix\": the one behind a Unix socket")},
    {.name = "patience", .argument = "SECONDS", .help = N_("how long the head of a request may take; slow bodies and readers are judged by it too (default 20)")},
    {.name = "query-limit", .argument = "SECONDS", .help = N_("the longest that a query may take (default 30)")},
    {.name = "upload-limit", .argument = "SIZE", .help = N_("the largest file that may be uploaded: 500M, 2G (default 2G)")},
    {.name = "cache", .argument = "SIZE", .help = N_("memory for answers that are asked for again (default 64M)")},
    {.name = "workers", .argument = "NUMBER", .help = N_("queries that run at the same time (default 4)")},
    {.name = "threads", .argument = "NUMBER", .help = N_("threads of the engine (default: one a core)")},
    {.name = "memory", .argument = "SIZE", .help = N_("memory that the engine uses for queries (default 1G)")},
    {.name = "audit-log", .argument = "FILE", .help = N_("write the log of who did what to this file too, a line of JSON an entry; -: to standard error")},
    {.name = "key-file", .argument = "FILE", .help = N_("the key that passwords of other servers and secrets of one-time codes are sealed with (default STORE/secrets.key); made where it is not there")},
    {.name = "no-confine", .help = N_("do not ask the kernel to keep the program to the store's files")},
    {.name = "repair", .help = N_("mend a damaged write-ahead log, keeping a copy of it")},
    {0},
};

static Status wrong_value(Error *error, const char *option, const char *value, const char *what)
{
    error_set(error, STATUS_INVALID_ARGUMENT, _("--%s: %s"), option, what);
    error_value(error, value, strlen(value));
    return error->status;
}

/* "512", "64K", "500M", "2G": bytes. */
static Status read_size(const Arguments *arguments, const char *name, int64_t *ret_bytes, Error *error)
{
    static const char units[] = "KMG";
    const char *value = argument_value(arguments, name);
    if (!value)
        return STATUS_OK;
    Text text = text_of(value);
    int shift = 0;
    const char *unit = text.length ? memchr(units, text.bytes[text.length - 1], sizeof units - 1) : NULL;
    if (unit) {
        shift = 10 * (int)(unit - units + 1);
        text.length--;
    }
    long number;
    if (!text_to_long(text, &number) || number < 1 || number > (INT64_MAX >> shift))
        return wrong_value(error, name, value, _("a size is a number with K, M or G behind it"));
    *ret_bytes = (int64_t)number << shift;
    return STATUS_OK;
}

static Status read_count(const Arguments *arguments, const char *name, int least, int most, int *ret_number, Error *error)
{
    const char *value = argument_value(arguments, name);
    long number;
    if (!value)
        return STATUS_OK;
    if (!text_to_long(text_of(value), &number) || number < least || number > most) {
        wrong_value(error, name, value, _("not a number that is possible here"));
        error_hint(error, _("from %d to %d"), least, most);
        return error->status;
    }
    *ret_number = (int)number;
    return STATUS_OK;
}

static Status read_seconds(const Arguments *arguments, const char *name, double *ret_seconds, Error *error)
{
    const char *value = argument_value(arguments, name);
    double seconds;
    if (!value)
        return STATUS_OK;
    if (!text_to_double(text_of(value), &seconds) || seconds <= 0)
        return wrong_value(error, name, value, _("not a number of seconds"));
    *ret_seconds = seconds;
    return STATUS_OK;
}

/* Who the server is to its clients, and which proxies stand between. */
static Status read_names(Arena *arena, const Arguments *arguments, ServerOptions *server, Error *error)
{
    const char *const *proxies;
    size_t count = argument_values(arguments, "trust-proxy", &proxies);
    Network *networks = ARENA_ARRAY(arena, count + 1, Network);
    for (size_t i = 0; i < count; i++) {
        Status status = network_parse(proxies[i], &networks[i], error);
        if (status != STATUS_OK) {
            error_where(error, "--trust-proxy");
            return status;
        }
    }
    server->proxies = (Networks){networks, count};
    server->host_count = argument_values(arguments, "host", &server->hosts);
    server->guard.count = argument_values(arguments, "allow-internal", &server->guard.internal);
    return STATUS_OK;
}

static Status read_options(Arena *arena, const Arguments *arguments, ServerOptions *server, StoreOptions *store, Error *error)
{
    int64_t cache = 0, memory = 0;
    *server = (ServerOptions){.warm = true, .plain = argument_given(arguments, "insecure-http")};
    TRY(read_names(arena, arguments, server, error));
    TRY(read_seconds(arguments, "patience", &server->patience, error));
    TRY(read_seconds(arguments, "query-limit", &server->query_limit, error));
    *store = (StoreOptions){.repair = argument_given(arguments, "repair")};
    TRY(read_size(arguments, "upload-limit", &server->upload_limit, error));
    TRY(read_size(arguments, "cache", &cache, error));
    TRY(read_size(arguments, "memory", &memory, error));
    TRY(read_count(arguments, "workers", 2, 64, &server->workers, error));
    TRY(read_count(arguments, "threads", 1, 1024, &store->threads, error));
    server->cache_limit = (size_t)cache;
    store->memory_limit_mb = (size_t)(memory >> 20);
    return STATUS_OK;
}

/* Without TLS, passwords and answers can be read on the way by whoever is between. */
static bool is_safe(const char *address)
{
    static const char *const own[] = {"http://127.", "http://[::1]", "unix:", "https:"};
    for (size_t i = 0; i < sizeof own / sizeof own[0]; i++)
        if (strncmp(address, own[i], strlen(own[i])) == 0)
            return true;
    return false;
}

static Status check_listener(const char *address, const ServerOptions *how, Error *error)
{
    if (how->plain || how->proxies.count || is_safe(address))
        return STATUS_OK;
    error_set(error, STATUS_INVALID_ARGUMENT, "%s", _("what is sent to this address could be read on the way: it is not the own machine's, and there is no TLS"));
    error_value(error, address, strlen(address));
    error_hint(error, "%s", _("give --tls-cert and --tls-key, or name the proxy with TLS before it (--trust-proxy); --insecure-http goes without"));
    return error->status;
}

static void warn_of_listeners(const char *address, const ServerOptions *how)
{
    if (is_safe(address) || !how->plain)
        return;
    fprintf(stderr, "mizan: %s\n",
            _("warning: what is sent to this address can be read on the way; put a proxy with TLS before it"));
}

/* Whoever opens the link first becomes the owner: it is made anew at each start until someone has. */
static Status make_welcome(CommandContext *context, Store *store, const char *address, const char **ret_link)
{
    char key[SECRET_CAPACITY];
    int64_t expires_at;
    TRY(link_make(store_records(store), &(NewLink){.purpose = LINK_WELCOME}, key, &expires_at, context->error));
    *ret_link = arena_format(context->arena, "%s/welcome#key=%s\n",
                             strncmp(address, "unix:", 5) == 0 ? "" : address, key);
    fprintf(stderr, "mizan: %s\n",
            _("there are no accounts yet: who opens the link with the key makes the owner's, once, within 24 hours"));
    return STATUS_OK;
}

/* The address, and behind it the link where there is one: in one piece, so that who reads it has both. */
static Status say_address(CommandContext *context, const Server *server, const Listener *listener, Store *store, const ServerOptions *how)
{
    const char *address = listener_address(listener), *link = "";
    warn_of_listeners(address, how);
    if (!server_has_accounts(server))
        TRY(make_welcome(context, store, address, &link));
    fprintf(context->out, "%s\n%s", address, link);
    fflush(context->out);
    return STATUS_OK;
}

static Status accounts_changed(void *server, Error *error)
{
    return server_accounts_changed(server, error);
}

static void talk_changed(void *server)
{
    server_talk_changed(server);
}

/* SIGHUP asks for the renewed certificate; without TLS it means what it means to any program. */
static void wait_for_end(const sigset_t *signals, Tls *tls)
{
    int received;
    while (sigwait(signals, &received) != 0 || (received == SIGHUP && tls)) {
        Error error = {0};
        if (tls_reload(tls, &error) == STATUS_OK)
            fprintf(stderr, "mizan: %s\n", _("the certificate was read anew"));
        else
            fprintf(stderr, "mizan: %s: %s\n", _("the certificate stays the one before"), error.message);
    }
}

static Status run_until_end(CommandContext *context, Server *server, Listener *listener, Store *store,
                            const ServerOptions *how, const sigset_t *signals, Tls *tls)
{
    ControlServer *control = NULL;
    ControlHooks hooks = {.accounts_changed = accounts_changed, .talk_changed = talk_changed, .context = server};
    TRY(store_control_start(store, &hooks, &control, context->error));
    /* What was written beside us before the door was open. */
    Status status = server_accounts_changed(server, context->error);
    if (status == STATUS_OK)
        status = say_address(context, server, listener, store, how);
    if (status == STATUS_OK) {
        wait_for_end(signals, tls);
        fprintf(stderr, "mizan: %s\n", _("stopping"));
    }
    store_control_stop(control);
    return status;
}

static Status serve(CommandContext *context, Listener *listener, Store *store, const ServerOptions *how, Tls *tls,
                    const sigset_t *signals)
{
    Server *server;
    TRY(server_start(store, listener, how, &server, context->error));
    Status status = run_until_end(context, server, listener, store, how, signals, tls);
    server_stop(server, GRACE_SECONDS);
    return status;
}

/* NULL where neither option is given. */
static Status open_tls(CommandContext *context, Tls **ret_tls)
{
    const char *certificate = argument_value(context->arguments, "tls-cert"), *key = argument_value(context->arguments, "tls-key");
    if (!certificate && !key)
        return STATUS_OK;
    if (!certificate || !key)
        return error_set(context->error, STATUS_INVALID_ARGUMENT, "%s", _("--tls-cert and --tls-key go together"));
    return tls_open(certificate, key, ret_tls, context->error);
}

/* Appended to, and made where it is not there. Before the program is kept to the store's files. */
static Status open_audit_log(CommandContext *context, int *ret_descriptor)
{
    const char *file = argument_value(context->arguments, "audit-log");
    if (!file)
        return STATUS_OK;
    bool error_stream = strcmp(file, "-") == 0;
    int descriptor = error_stream ? fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3)
                                  : open(file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOCTTY, 0600);
    if (descriptor < 0)
        return error_set_errno(context->error, errno, "%s", file);
    *ret_descriptor = descriptor;
    return STATUS_OK;
}

/* From here on the store, the certificate's folders and the socket's are all there is. */
static Status confine(CommandContext *context, const char *address)
{
    enum { MORE = 6 };
    Arena *arena = context->arena;
    ConfineRule more[MORE];
    size_t count = 0;
    if (geteuid() == 0)
        fprintf(stderr, "mizan: %s\n", _("warning: the server runs as root; an account of its own is safer"));
    if (argument_given(context->arguments, "no-confine"))
        return STATUS_OK;
    static const char *const names[] = {"tls-cert", "tls-key"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const char *file = argument_value(context->arguments, names[i]);
        char *real = file ? realpath(file, NULL) : NULL;
        if (file)
            more[count++] = (ConfineRule){text_folder(arena, file), .write = false};
        if (real)
            more[count++] = (ConfineRule){text_folder(arena, arena_string(arena, real)), .write = false};
        free(real);
    }
    const char *key = argument_value(context->arguments, "key-file");
    if (key) {
        TRY(seal_make_file(key, context->error));
        more[count++] = (ConfineRule){key, .write = false};
    }
    if (strncmp(address, "unix:", 5) == 0)
        more[count++] = (ConfineRule){text_folder(arena, address + 5), .write = true};
    return confine_to_store(arena, operand(context->arguments, 0), more, count, context->error);
}

static const char *key_file(const CommandContext *context)
{
    const char *file = argument_value(context->arguments, "key-file");
    return file ? file : arena_format(context->arena, "%s/secrets.key", operand(context->arguments, 0));
}

static Status run(CommandContext *context)
{
    ServerOptions server;
    StoreOptions opening;
    TRY(read_options(context->arena, context->arguments, &server, &opening, context->error));

    /* Before any thread is started: all inherit it, and the signals wait for sigwait(). */
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGHUP);
    pthread_sigmask(SIG_BLOCK, &signals, NULL);

    const char *address = argument_value(context->arguments, "listen");
    Listener *listener;
    Tls *tls = NULL;
    TRY(open_audit_log(context, &server.audit_log));
    TRY(open_tls(context, &tls));
    server.tls = tls != NULL;
    Status opened = listener_open(address ? address : DEFAULT_ADDRESS, server.tls, &listener, context->error);
    if (opened != STATUS_OK)
        tls_close(tls);
    TRY(opened);
    opening.holder = arena_format(context->arena, "serve %s", listener_address(listener));
    Store *store = NULL;
    Status status = check_listener(listener_address(listener), &server, context->error);
    if (status == STATUS_OK)
        status = confine(context, listener_address(listener));
    if (status == STATUS_OK)
        status = server_open_store(operand(context->arguments, 0), &opening, &store, context->error);
    /* What the settings make: behind where the machine's time zones were renewed since. Nothing to do, it is quick. */
    if (status == STATUS_OK)
        status = organization_apply(store, context->error);
    if (status == STATUS_OK)
        status = secrets_prepare(store, key_file(context), context->error);
    if (status == STATUS_OK)
        status = serve(context, listener, store, &server, tls, &signals);
    store_close(store);
    listener_close(listener);
    tls_close(tls);
    if (server.audit_log)
        close(server.audit_log);
    return status;
}

extern const Command command_serve;
const Command command_serve = {
    .name = "serve", .synopsis = "STORE", .help = N_("serve the page and the API"),
    .details = N_("Prints the address and serves until it is told to stop (Ctrl-C, SIGTERM). What runs then may take "
                  "five seconds more. While there are no accounts it also prints the link by which the owner's is made. "
                  "docs/api.md describes the API."),
    .operands_min = 1, .operands_max = 1, .options = options, .run = run,
};
