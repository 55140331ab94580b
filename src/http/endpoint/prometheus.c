/* Numbers about the server, in the Prometheus text format. */
#include "http/parts.h"

#include <sys/stat.h>
#include <unistd.h>

typedef struct Labels {
    Arena *arena;
} Labels;

static const char *label_of(size_t row, void *context)
{
    Labels *labels = context;
    if (row == endpoint_count + METER_STATIC)
        return "method=\"GET\",path=\"static\"";
    if (row >= endpoint_count)
        return "method=\"other\",path=\"unknown\"";
    return arena_format(labels->arena, "method=\"%s\",path=\"%s\"", endpoints[row]->method, endpoints[row]->path);
}

static void write_number(TextBuilder *out, const char *name, const char *type, const char *help, double number)
{
    text_append_format(out, "# HELP %s %s\n# TYPE %s %s\n%s %.17g\n", name, help, name, type, name, number);
}

static double resident_bytes(void)
{
    FILE *file = fopen("/proc/self/statm", "re");
    unsigned long pages = 0;
    if (file && fscanf(file, "%*u %lu", &pages) != 1)
        pages = 0;
    if (file)
        fclose(file);
    return (double)pages * (double)sysconf(_SC_PAGESIZE);
}

static double store_bytes(Request *request)
{
    static const char *const files[] = {"facts.duckdb", "facts.duckdb.wal", "records.sqlite", "records.sqlite-wal"};
    double sum = 0;
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        struct stat found;
        if (stat(arena_format(request->arena, "%s/%s", store_path(request->store), files[i]), &found) == 0)
            sum += (double)found.st_size;
    }
    return sum;
}

static Status handle(Request *request, Response *response, Error *error)
{
    (void)error;
    Server *server = request->server;
    TextBuilder *out = &response->body;
    JobCounts jobs = jobs_counts(server->jobs);
    CacheCounts cache = cache_counts(server->cache);
    ConnectionCounts connections = connections_counts(server->connections);
    write_number(out, "mizan_connections_open", "gauge", "Connections of clients.", (double)connections.open);
    write_number(out, "mizan_streams_open", "gauge", "Pages that are told of changes.", (double)streams_count(server->streams));
    write_number(out, "mizan_connections_late_total", "counter", "Connections closed for being too slow.", (double)connections.late);
    write_number(out, "mizan_connections_shed_total", "counter", "Idle connections closed because there were too many.", (double)connections.shed);
    write_number(out, "mizan_queries_running", "gauge", "Queries that run now.", (double)jobs.running);
    write_number(out, "mizan_queries_waiting", "gauge", "Queries that wait for a thread.", (double)jobs.waiting);
    write_number(out, "mizan_query_threads", "gauge", "Threads that ask the engine.", (double)jobs.threads);
    write_number(out, "mizan_queries_refused_total", "counter", "Queries refused because too many waited.", (double)jobs.refused);
    write_number(out, "mizan_queries_timed_out_total", "counter", "Queries stopped at the time limit.", (double)jobs.timed_out);
    write_number(out, "mizan_queries_cancelled_total", "counter", "Queries cancelled on request.", (double)jobs.cancelled);
    write_number(out, "mizan_queries_abandoned_total", "counter", "Queries whose client went away.", (double)jobs.gone);
    write_number(out, "mizan_cache_hits_total", "counter", "Requests answered from the cache.", (double)cache.hits);
    write_number(out, "mizan_cache_misses_total", "counter", "Requests not found in the cache.", (double)cache.misses);
    write_number(out, "mizan_cache_entries", "gauge", "Answers in the cache.", (double)cache.entries);
    write_number(out, "mizan_cache_bytes", "gauge", "Bytes of the answers in the cache.", (double)cache.bytes);
    write_number(out, "mizan_store_bytes", "gauge", "Bytes of the store on disk.", store_bytes(request));
    write_number(out, "mizan_store_version", "gauge", "Changes committed since the start.", (double)store_version(server->store));
    write_number(out, "process_resident_memory_bytes", "gauge", "Resident memory.", resident_bytes());
    write_number(out, "mizan_uptime_seconds", "gauge", "Seconds since the start.", monotonic_seconds() - server->started);
    text_append_format(out, "# HELP mizan_build_info The program.\n# TYPE mizan_build_info gauge\n"
                            "mizan_build_info{version=\"%s\",engine=\"%s\"} 1\n", MIZAN_VERSION, facts_engine_version());
    Labels labels = {request->arena};
    meter_write(server->meter, out, label_of, &labels);
    response->content_type = "text/plain; version=0.0.4; charset=utf-8";
    return STATUS_OK;
}

extern const Endpoint endpoint_prometheus;
const Endpoint endpoint_prometheus = {
    .method = "GET", .path = "/metrics", .permission = PERMISSION_SETTINGS, .run = RUN_AT_ONCE, .handle = handle,
};
