#include "outside/fetch.h"

#include "base/translate.h"
#include "outside/curl.h"

#include <string.h>

void fetch_append(TextBuilder *form, const char *name, const char *value)
{
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    text_append_format(form, "%s%s=", form->length ? "&" : "", name);
    for (; *value; value++) {
        if (strchr(plain, *value))
            text_append_bytes(form, value, 1);
        else
            text_append_format(form, "%%%02X", (unsigned)(unsigned char)*value);
    }
}

const char *fetch_host(Arena *arena, const char *url)
{
    const char *host = strncmp(url, "https://", 8) == 0 ? url + 8 : strncmp(url, "http://", 7) == 0 ? url + 7 : NULL;
    if (!host)
        return NULL;
    size_t length = strcspn(host, "/?#");
    for (size_t i = 0; i < length; i++)
        if ((unsigned char)host[i] <= ' ' || strchr("@\\%\"<>", host[i]))
            return NULL;
    const char *colon = host[0] == '[' ? NULL : memchr(host, ':', length);
    return length ? arena_copy(arena, host, colon ? (size_t)(colon - host) : length) : NULL;
}

typedef struct Answer {
    TextBuilder body;
} Answer;

static size_t take(char *bytes, size_t size, size_t count, void *answer_)
{
    Answer *answer = answer_;
    text_append_bytes(&answer->body, bytes, size * count);
    return answer->body.overflowed ? 0 : size * count;
}

static void set_request(CURL *curl, const Fetch *what, Answer *answer, bool internal)
{
    curl_easy_setopt(curl, CURLOPT_URL, what->url);
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, internal ? "https,http" : "https");
    curl_easy_setopt(curl, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, answer);
    if (what->form)
        curl_easy_setopt(curl, CURLOPT_POSTFIELDS, what->form);
    if (what->user) {
        curl_easy_setopt(curl, CURLOPT_HTTPAUTH, (long)CURLAUTH_BASIC);
        curl_easy_setopt(curl, CURLOPT_USERNAME, what->user);
        curl_easy_setopt(curl, CURLOPT_PASSWORD, what->password);
    }
}

Status fetch(const Guard *guard, Arena *arena, const Fetch *what, Text *ret_body, Error *error)
{
    const char *host = fetch_host(arena, what->url);
    Gate gate;
    CURL *curl;
    if (!host)
        return error_set(error, STATUS_INVALID_ARGUMENT, "%s", _("an address of another server begins with https://"));
    TRY(outside_open(guard, host, &gate, &curl, error));
    gate.plain = strncmp(what->url, "http://", 7) == 0;
    Answer answer = {.body = text_builder(FETCH_LIMIT)};
    set_request(curl, what, &answer, gate.internal);
    CURLcode code = curl_easy_perform(curl);
    long http = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &http);
    curl_easy_cleanup(curl);
    Status status = STATUS_OK;
    if (code != CURLE_OK)
        status = outside_fail(code, &gate, host, error);
    else if (http != 200)
        status = error_set(error, STATUS_IO, _("%s answers with %ld"), host, http);
    else
        *ret_body = (Text){arena_copy(arena, answer.body.bytes, answer.body.length), answer.body.length};
    text_builder_free(&answer.body);
    return status;
}
