/*
 * The server: the API and the page over HTTP/1.1.
 *
 * Two threads serve connections and never wait for the engine; a pool of threads asks the engine (jobs.h).
 * Answers that may be kept are kept until the store or the day changes (cache.h).
 */
#ifndef HTTP_SERVER_H
#define HTTP_SERVER_H

#include "http/client.h"
#include "outside/guard.h"
#include "store/store.h"

typedef struct Server Server;
typedef struct Listener Listener;

typedef struct ServerOptions {
    int workers;          /* 0: 4; at least 2 */
    double query_limit;   /* seconds; 0: 30 */
    int64_t upload_limit; /* bytes; 0: 2 GiB */
    size_t cache_limit;   /* bytes; 0: 64 MiB */
    bool warm;            /* compute the overview before someone asks for it */
    const char *const *hosts; /* names that it goes by, beside addresses and localhost; "*": any */
    size_t host_count;
    Networks proxies;     /* whose word on the client is taken */
    Guard guard;          /* hosts that may be internal where we ask others */
    int audit_log;        /* a descriptor that entries of the log of who did what are written to, too; 0: none */
    bool tls;             /* tls_open() was called (http/tls.h) */
    bool plain;           /* clients elsewhere may come without TLS */
    double patience;      /* seconds that the head of a request may take; 0: 20. connections.h */
} ServerOptions;

/* Binds "127.0.0.1:8080", "[::1]:0", "host:port" or "unix:/path" and begins to listen: connections wait until
 * server_start(). Before the store is opened, so that the lock can name the address. */
Status listener_open(const char *address, bool tls, Listener **ret_listener, Error *error) MUST_CHECK;
/* The address with the port that was chosen: "http://127.0.0.1:8080" ("https://" with `tls`), "unix:/path". */
const char *listener_address(const Listener *listener);
void listener_close(Listener *listener); /* NULL is allowed */

/* Opens a store on a thread of low priority, which the engine's threads inherit: the network's come first. */
Status server_open_store(const char *path, const StoreOptions *options, Store **ret_store,
                         Error *error) MUST_CHECK;

/* Serves the store. Store and listener stay the caller's and outlive the server. */
Status server_start(Store *store, Listener *listener, const ServerOptions *options, Server **ret_server,
                    Error *error) MUST_CHECK;
/* Another process has changed accounts, sessions or tokens in the store's records: what was known of them is read
 * anew before this returns. */
Status server_accounts_changed(Server *server, Error *error) MUST_CHECK;
/* Another process has written comments or shares: open pages are told. */
void server_talk_changed(Server *server);
bool server_has_accounts(const Server *server);
/* Stops accepting, lets what runs finish up to `grace` seconds, interrupts the rest, frees the server. */
void server_stop(Server *server, double grace);

#endif
