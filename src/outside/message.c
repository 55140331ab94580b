#include "outside/mail.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { LINE = 76, WORD_BYTES = 42 };

static void append_base64(TextBuilder *out, const char *bytes, size_t length)
{
    size_t capacity = sodium_base64_ENCODED_LEN(length, sodium_base64_VARIANT_ORIGINAL);
    char *text = malloc(capacity);
    if (!text)
        abort();
    sodium_bin2base64(text, capacity, (const unsigned char *)bytes, length, sodium_base64_VARIANT_ORIGINAL);
    text_append(out, text);
    free(text);
}

/* Encoded words (RFC 2047): whole characters in each, so that each can be read alone. */
static void append_words(TextBuilder *out, const char *text)
{
    Text rest = text_of(text);
    for (bool first = true; rest.length; first = false) {
        size_t length = 0;
        while (length < rest.length) {
            size_t next = text_character((Text){rest.bytes + length, rest.length - length});
            if (length + (next ? next : 1) > WORD_BYTES)
                break;
            length += next ? next : 1;
        }
        text_append(out, first ? "=?UTF-8?B?" : "\r\n =?UTF-8?B?");
        append_base64(out, rest.bytes, length);
        text_append(out, "?=");
        rest = (Text){rest.bytes + length, rest.length - length};
    }
}

static void append_date(TextBuilder *out, int64_t now)
{
    static const char *const days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    time_t seconds = (time_t)(now / 1000000);
    struct tm parts;
    gmtime_r(&seconds, &parts);
    text_append_format(out, "Date: %s, %02d %s %d %02d:%02d:%02d +0000\r\n", days[parts.tm_wday], parts.tm_mday,
                       months[parts.tm_mon], parts.tm_year + 1900, parts.tm_hour, parts.tm_min, parts.tm_sec);
}

void mail_write(const Mail *mail, const MailServer *server, int64_t id, int64_t now, TextBuilder *out)
{
    const char *domain = strchr(server->sender, '@');
    append_date(out, now);
    text_append_format(out, "From: Mizan <%s>\r\nTo: <%s>\r\nSubject: ", server->sender, mail->to);
    append_words(out, mail->subject);
    text_append_format(out, "\r\nMessage-ID: <mizan.%lld%s>\r\n", (long long)id, domain ? domain : "@localhost");
    text_append(out, "Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n"
                     "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n");
    enum { BYTES_A_LINE = LINE / 4 * 3 };
    for (Text rest = text_of(mail->body); rest.length;) {
        size_t length = rest.length < BYTES_A_LINE ? rest.length : BYTES_A_LINE;
        append_base64(out, rest.bytes, length);
        text_append(out, "\r\n");
        rest = (Text){rest.bytes + length, rest.length - length};
    }
}
