/* A message as it goes over the wire. */
#include "../testing.h"

#include "outside/mail.h"

#include <string.h>

static void test_form(void **state)
{
    (void)state;
    Mail mail = {"ada@example.com", "Приглашение в Мизан для всех, кто любит длинные темы писем", "Привет!\nA line.\n"};
    MailServer server = {.sender = "mizan@example.com"};
    TextBuilder out = text_builder(1 << 16);
    mail_write(&mail, &server, 7, (int64_t)1763748000 * 1000000, &out);
    assert_non_null(strstr(out.bytes, "Date: Fri, 21 Nov 2025 18:00:00 +0000\r\n"));
    assert_non_null(strstr(out.bytes, "To: <ada@example.com>\r\n"));
    assert_non_null(strstr(out.bytes, "Message-ID: <mizan.7@example.com>\r\n"));
    assert_non_null(strstr(out.bytes, "\r\n\r\n0J/RgNC40LLQtdGCIQpBIGxpbmUuCg==\r\n"));
    for (const char *line = out.bytes; *line;) {
        const char *end = strstr(line, "\r\n");
        assert_non_null(end);
        assert_true(end - line <= 78);
        for (const char *c = line; c < end; c++)
            assert_true((unsigned char)*c >= ' ' && (unsigned char)*c < 0x7f);
        line = end + 2;
    }
    text_builder_free(&out);
}

/* What would begin another header is within an encoded word. */
static void test_injection(void **state)
{
    (void)state;
    Mail mail = {"ada@example.com", "Hello\r\nBcc: all@example.com", "x"};
    MailServer server = {.sender = "mizan@example.com"};
    TextBuilder out = text_builder(1 << 16);
    mail_write(&mail, &server, 7, 0, &out);
    assert_null(strstr(out.bytes, "Bcc:"));
    text_builder_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_form), cmocka_unit_test(test_injection)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
