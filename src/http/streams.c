#include "http/streams.h"

#include "base/text.h"
#include "base/translate.h"
#include "render/json.h"

#include <inttypes.h>
#include <microhttpd.h>
#include <poll.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#define BEAT_SECONDS 15.0   /* proxies close what is silent for longer */
#define LIFE_SECONDS 900.0  /* then the page comes again, and it is asked anew who it is */
#define WATCH_SECONDS 1.0   /* between two looks for clients that have gone */
#define IMPORT_SECONDS 0.5  /* between two looks at what is imported */
enum { GROUP_LENGTH = 64, IMPORTS_CEILING = 3000 };

struct Stream {
    Streams *streams;
    Stream *next, *previous;
    struct MHD_Connection *connection;
    StreamOwner owner;
    char group[GROUP_LENGTH];
    int socket;
    bool greeted, waiting, ending;
    uint64_t generation, settings, talk, imports; /* what it has been told of */
    double opened, said;                    /* monotonic seconds */
};

struct Streams {
    pthread_mutex_t lock;
    Stream *first;
    size_t count;
    bool closed;
    uint64_t generation, settings, talk;
    uint64_t imports; /* grows with each look at them */
    bool importing;
    double looked, watched;
    TextBuilder import_text; /* of the last look */
};

Streams *streams_new(void)
{
    Streams *streams = calloc(1, sizeof *streams);
    if (!streams)
        abort();
    pthread_mutex_init(&streams->lock, NULL);
    streams->import_text = text_builder(IMPORTS_CEILING);
    return streams;
}

void streams_free(Streams *streams)
{
    if (!streams)
        return;
    pthread_mutex_destroy(&streams->lock);
    text_builder_free(&streams->import_text);
    free(streams);
}

static bool of_one(const Stream *stream, const StreamOwner *owner)
{
    if (owner->account || stream->owner.account)
        return owner->account == stream->owner.account;
    return strncmp(stream->group, owner->group, sizeof stream->group - 1) == 0;
}

/* Whether there is place for one more. The lock is held. */
static Status admit(const Streams *streams, const StreamOwner *owner, Error *error)
{
    size_t own = 0;
    for (const Stream *stream = streams->first; stream; stream = stream->next)
        own += of_one(stream, owner);
    if (streams->closed)
        return error_set(error, STATUS_STORE_BUSY, "%s", _("the server is stopping"));
    if (own < STREAMS_OF_ONE && streams->count < STREAMS_MOST)
        return STATUS_OK;
    error_set(error, STATUS_STORE_BUSY, "%s", _("too many pages are open"));
    error_hint(error, _("at most %d of one account are told of changes"), STREAMS_OF_ONE);
    return error->status;
}

Status stream_open(Streams *streams, const StreamOwner *owner, struct MHD_Connection *connection, Stream **ret_stream,
                   Error *error)
{
    Stream *stream = calloc(1, sizeof *stream);
    if (!stream)
        abort();
    *stream = (Stream){.streams = streams, .connection = connection, .owner = *owner, .opened = monotonic_seconds()};
    const union MHD_ConnectionInfo *socket = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    stream->socket = socket ? socket->connect_fd : -1;
    snprintf(stream->group, sizeof stream->group, "%s", owner->group ? owner->group : "");
    stream->owner.group = stream->group;
    pthread_mutex_lock(&streams->lock);
    Status status = admit(streams, &stream->owner, error);
    if (status == STATUS_OK) {
        stream->settings = streams->settings;
        stream->talk = streams->talk;
        stream->imports = streams->importing ? 0 : streams->imports;
        stream->next = streams->first;
        if (stream->next)
            stream->next->previous = stream;
        streams->first = stream;
        streams->count++;
    }
    pthread_mutex_unlock(&streams->lock);
    if (status != STATUS_OK) {
        free(stream);
        return status;
    }
    *ret_stream = stream;
    return STATUS_OK;
}

void stream_close(void *stream_)
{
    Stream *stream = stream_;
    Streams *streams = stream->streams;
    pthread_mutex_lock(&streams->lock);
    *(stream->previous ? &stream->previous->next : &streams->first) = stream->next;
    if (stream->next)
        stream->next->previous = stream->previous;
    streams->count--;
    pthread_mutex_unlock(&streams->lock);
    free(stream);
}

/* Whether there is something to say, or to end. The lock is held. */
static bool has_news(const Stream *stream, double now)
{
    const Streams *streams = stream->streams;
    return !stream->greeted || stream->ending || stream->generation != streams->generation ||
           stream->settings != streams->settings || stream->talk != streams->talk || (stream->owner.imports && stream->imports != streams->imports) ||
           now - stream->said >= BEAT_SECONDS || now - stream->opened >= LIFE_SECONDS;
}

/* Writes the next thing that the stream has not been told of. The lock is held. */
static int write_news(Stream *stream, char *target, size_t capacity)
{
    const Streams *streams = stream->streams;
    if (!stream->greeted) {
        stream->greeted = true;
        return snprintf(target, capacity, "retry: 2000\n\n");
    }
    if (stream->settings != streams->settings) {
        stream->settings = streams->settings;
        return snprintf(target, capacity, "event: settings\ndata: {}\n\n");
    }
    if (stream->generation != streams->generation) {
        stream->generation = streams->generation;
        return snprintf(target, capacity, "event: facts\ndata: {\"generation\": \"%" PRIx64 "\"}\n\n", stream->generation);
    }
    if (stream->talk != streams->talk) {
        stream->talk = streams->talk;
        return snprintf(target, capacity, "event: talk\ndata: {}\n\n");
    }
    if (stream->owner.imports && stream->imports != streams->imports) {
        stream->imports = streams->imports;
        return snprintf(target, capacity, "event: import\ndata: %s\n\n", streams->import_text.bytes);
    }
    return snprintf(target, capacity, ": \n\n");
}

ssize_t stream_read(void *stream_, uint64_t position, char *target, size_t capacity)
{
    (void)position;
    Stream *stream = stream_;
    Streams *streams = stream->streams;
    double now = monotonic_seconds();
    ssize_t length = 0;
    pthread_mutex_lock(&streams->lock);
    if (stream->ending || now - stream->opened >= LIFE_SECONDS) {
        length = MHD_CONTENT_READER_END_OF_STREAM;
    } else if (!has_news(stream, now)) {
        stream->waiting = true;
        MHD_suspend_connection(stream->connection);
    } else {
        int written = write_news(stream, target, capacity);
        /* A buffer that does not hold it is none of ours: the next thing will do. */
        length = written > 0 && (size_t)written < capacity ? written : snprintf(target, capacity, ":\n\n");
        stream->said = now;
    }
    pthread_mutex_unlock(&streams->lock);
    return length;
}

/* Lets those go on that have something to say. The lock is held. */
static void wake(Streams *streams)
{
    double now = monotonic_seconds();
    for (Stream *stream = streams->first; stream; stream = stream->next)
        if (stream->waiting && has_news(stream, now)) {
            stream->waiting = false;
            MHD_resume_connection(stream->connection);
        }
}

typedef struct Imports {
    JsonWriter writer;
    size_t count;
} Imports;

static void write_import(const JobState *state, void *imports_)
{
    Imports *imports = imports_;
    if (strncmp(state->label, "/api/v1/imports", 15) != 0 && strncmp(state->label, "/api/v1/facts/", 14) != 0)
        return;
    enum { SHOWN = 10 };
    if (++imports->count > SHOWN)
        return;
    json_object(&imports->writer);
    json_member_text(&imports->writer, "id", state->id);
    json_member_text(&imports->writer, "state", state->running ? "running" : "waiting");
    json_key(&imports->writer, "progress");
    if (state->progress < 0)
        json_null(&imports->writer);
    else
        json_number(&imports->writer, state->progress);
    json_key(&imports->writer, "rows");
    json_integer(&imports->writer, state->rows);
    json_object_end(&imports->writer);
}

/* Looks at the imports that run; said once more when the last has ended. */
static void look_at_imports(Streams *streams, Jobs *jobs)
{
    TextBuilder text = text_builder(IMPORTS_CEILING);
    Imports imports = {.writer = json_writer(&text)};
    json_object(&imports.writer);
    json_key(&imports.writer, "imports");
    json_array(&imports.writer);
    jobs_visit(jobs, write_import, &imports);
    json_array_end(&imports.writer);
    json_object_end(&imports.writer);
    pthread_mutex_lock(&streams->lock);
    if ((imports.count || streams->importing) && !text.overflowed) {
        TextBuilder before = streams->import_text;
        streams->import_text = text;
        text = before;
        streams->imports++;
    }
    streams->importing = imports.count > 0;
    pthread_mutex_unlock(&streams->lock);
    text_builder_free(&text);
}

/* The library does not look at a connection that waits: a page that was closed would count until it is written to
 * twice. The lock is held. */
static void find_gone(Streams *streams)
{
    for (Stream *stream = streams->first; stream; stream = stream->next) {
        struct pollfd watched = {.fd = stream->socket, .events = POLLRDHUP};
        if (stream->waiting && poll(&watched, 1, 0) == 1)
            stream->ending = true;
    }
}

void streams_tick(Streams *streams, uint64_t generation, Jobs *jobs)
{
    double now = monotonic_seconds();
    if (streams_count(streams) && jobs && now - streams->looked >= IMPORT_SECONDS) {
        streams->looked = now; /* of this thread alone */
        look_at_imports(streams, jobs);
    }
    pthread_mutex_lock(&streams->lock);
    streams->generation = generation;
    if (now - streams->watched >= WATCH_SECONDS) {
        streams->watched = now;
        find_gone(streams);
    }
    wake(streams);
    pthread_mutex_unlock(&streams->lock);
}

void streams_settings_changed(Streams *streams)
{
    pthread_mutex_lock(&streams->lock);
    streams->settings++;
    wake(streams);
    pthread_mutex_unlock(&streams->lock);
}

void streams_talk_changed(Streams *streams)
{
    pthread_mutex_lock(&streams->lock);
    streams->talk++;
    wake(streams);
    pthread_mutex_unlock(&streams->lock);
}

void streams_end(Streams *streams, const StreamOwner *owner)
{
    if (owner && !owner->account && !owner->session && !owner->token)
        return;
    pthread_mutex_lock(&streams->lock);
    for (Stream *stream = streams->first; stream; stream = stream->next) {
        bool same = !owner || ((!owner->account || owner->account == stream->owner.account) &&
                               (!owner->session || owner->session == stream->owner.session) &&
                               (!owner->token || owner->token == stream->owner.token));
        stream->ending = stream->ending || same;
    }
    wake(streams);
    pthread_mutex_unlock(&streams->lock);
}

void streams_end_all(Streams *streams)
{
    pthread_mutex_lock(&streams->lock);
    streams->closed = true;
    for (Stream *stream = streams->first; stream; stream = stream->next)
        stream->ending = true;
    wake(streams);
    pthread_mutex_unlock(&streams->lock);
}

size_t streams_count(Streams *streams)
{
    pthread_mutex_lock(&streams->lock);
    size_t count = streams->count;
    pthread_mutex_unlock(&streams->lock);
    return count;
}
