#include "http/web.h"

#include "base/embedded.h"

#include <microhttpd.h>

extern const EmbeddedFile http_web[];
extern const size_t http_web_count;

typedef struct WebFile {
    const char *path; /* "assets/index-4f2a.js" */
    Answer *plain, *gzip, *brotli; /* the latter two NULL where the build made none */
} WebFile;

struct WebFiles {
    size_t count;
    WebFile files[];
};

typedef struct Type {
    const char *ending, *type;
} Type;

static const Type types[] = {
    {".html", "text/html; charset=utf-8"}, {".js", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},   {".json", "application/json"},
    {".svg", "image/svg+xml"},             {".png", "image/png"},
    {".ico", "image/x-icon"},              {".woff2", "font/woff2"},
    {".webmanifest", "application/manifest+json"}, {".txt", "text/plain; charset=utf-8"},
};

static bool ends_with(const char *name, const char *ending)
{
    size_t length = strlen(name), tail = strlen(ending);
    return length >= tail && strcmp(name + length - tail, ending) == 0;
}

static const char *type_of(const char *name)
{
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
        if (ends_with(name, types[i].ending))
            return types[i].type;
    return "application/octet-stream";
}

/* No script, style sheet, picture or request but our own; no script within the page. Style attributes are
 * allowed: the charts' tooltips are made of them. */
static const char policy[] =
    "default-src 'none'; object-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'";

/* Vite names what it builds by its content, below assets/: such a file never changes. */
static const char *caching_of(const char *name)
{
    return strncmp(name, "assets/", 7) == 0 ? "public, max-age=31536000, immutable" : "no-cache";
}

static Answer *make_answer(const EmbeddedFile *file, const char *name, const char *coding)
{
    Answer *answer = answer_constant(file->bytes, (size_t)(file->end - file->bytes), type_of(name), coding);
    answer_header(answer, MHD_HTTP_HEADER_CACHE_CONTROL, caching_of(name));
    answer_header(answer, MHD_HTTP_HEADER_VARY, "Accept-Encoding");
    answer_header(answer, "X-Content-Type-Options", "nosniff");
    answer_header(answer, "Cross-Origin-Resource-Policy", "same-origin");
    answer_header(answer, "Content-Security-Policy", policy);
    answer_header(answer, "Referrer-Policy", "no-referrer");
    if (ends_with(name, ".html")) {
        answer_header(answer, "Cross-Origin-Opener-Policy", "same-origin");
        answer_header(answer, "Permissions-Policy", "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), hid=(), "
                      "magnetometer=(), microphone=(), midi=(), payment=(), publickey-credentials-get=(), serial=(), usb=()");
    }
    return answer;
}

/* What answers over TLS carry, on every form of a file. */
static void dress(const WebFile *file)
{
    Answer *const answers[] = {file->plain, file->gzip, file->brotli};
    for (size_t i = 0; i < sizeof answers / sizeof answers[0]; i++)
        if (answers[i])
            answer_over_tls(answers[i]);
}

static Answer *find_packed(const char *name, const char *ending, const char *coding)
{
    char packed[512];
    snprintf(packed, sizeof packed, "%s%s", name, ending);
    const EmbeddedFile *file = embedded_find(http_web, http_web_count, packed);
    return file ? make_answer(file, name, coding) : NULL;
}

/* The view without a door and the one that a secret link opens. What they show is nobody else's, linked or not; search
 * engines do not come to the others, which are behind a door (and would be told so by the page). */
static const char *const unlisted[] = {"shared", "welcome"};
enum { UNLISTED = sizeof unlisted / sizeof unlisted[0] };

static void add_file(WebFiles *web, const EmbeddedFile *file, const char *path, bool listed, bool tls)
{
    const char *name = file->name;
    WebFile *added = &web->files[web->count++];
    *added = (WebFile){.path = path, .plain = make_answer(file, name, NULL), .gzip = find_packed(name, ".gz", "gzip"),
                       .brotli = find_packed(name, ".br", "br")};
    Answer *const answers[] = {added->plain, added->gzip, added->brotli};
    for (size_t i = 0; i < sizeof answers / sizeof answers[0]; i++)
        if (answers[i] && !listed)
            answer_header(answers[i], "X-Robots-Tag", "noindex, nofollow");
    if (tls)
        dress(added);
}

WebFiles *web_files_new(bool tls)
{
    WebFiles *web = calloc(1, sizeof *web + (http_web_count + UNLISTED) * sizeof(WebFile));
    if (!web)
        abort();
    for (size_t i = 0; i < http_web_count; i++)
        if (!ends_with(http_web[i].name, ".gz") && !ends_with(http_web[i].name, ".br"))
            add_file(web, &http_web[i], http_web[i].name, /* listed= */ true, tls);
    const EmbeddedFile *page = embedded_find(http_web, http_web_count, "index.html");
    for (size_t i = 0; page && i < UNLISTED; i++)
        add_file(web, page, unlisted[i], /* listed= */ false, tls);
    return web;
}

void web_files_free(WebFiles *web)
{
    for (size_t i = 0; web && i < web->count; i++) {
        answer_drop(web->files[i].plain);
        answer_drop(web->files[i].gzip);
        answer_drop(web->files[i].brotli);
    }
    free(web);
}

static const WebFile *find_file(const WebFiles *web, Text path)
{
    for (size_t i = 0; i < web->count; i++)
        if (text_equals(path, web->files[i].path))
            return &web->files[i];
    return NULL;
}

/* A view's address has no dot in its last part; a file's has. */
static bool names_a_view(Text path)
{
    for (size_t i = path.length; i > 0 && path.bytes[i - 1] != '/'; i--)
        if (path.bytes[i - 1] == '.')
            return false;
    return true;
}

Answer *web_files_find(WebFiles *web, Text path, const char *accept_encoding)
{
    if (path.length && path.bytes[0] == '/')
        path = (Text){path.bytes + 1, path.length - 1};
    const WebFile *file = find_file(web, path);
    if (!file && names_a_view(path))
        file = find_file(web, text_of("index.html"));
    if (!file)
        return NULL;
    if (file->brotli && negotiate_coding(accept_encoding, "br"))
        return file->brotli;
    if (file->gzip && negotiate_coding(accept_encoding, "gzip"))
        return file->gzip;
    return file->plain;
}
