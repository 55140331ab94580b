#include "account/common_password.h"

#include "base/embedded.h"
#include "base/text.h"

#include <string.h>

extern const EmbeddedFile account_words[];     /* common_passwords.txt */
extern const EmbeddedFile account_passwords[]; /* the published list: tools/fetch-passwords */

enum { LETTERS = 600, PIECE_MOST = 4, STEP_LEAST = 4 };

static bool within(unsigned char byte, int first, int last)
{
    return byte >= first && byte <= last;
}

/* Reads one character of `password`: small letters for Latin and Russian capitals, Latin digits for Arabic and Persian
 * ones; other bytes as they are. How many bytes were read is returned; `target` gets one or two and their NUL. */
static size_t read_small(const char *password, char target[3])
{
    unsigned char first = (unsigned char)password[0], second = first ? (unsigned char)password[1] : 0;
    target[0] = (char)first;
    target[1] = target[2] = '\0';
    if (within(first, 'A', 'Z')) {
        target[0] = (char)(first - 'A' + 'a');
        return 1;
    }
    if ((first == 0xD9 && within(second, 0xA0, 0xA9)) || (first == 0xDB && within(second, 0xB0, 0xB9))) {
        target[0] = (char)('0' + (second & 0x0F)); /* U+0660, U+06F0 and on */
        return 2;
    }
    if (first == 0xD0 && within(second, 0x90, 0xAF)) { /* U+0410 to U+042F, whose small ones are 32 further */
        target[0] = (char)(second < 0xA0 ? 0xD0 : 0xD1);
        target[1] = (char)(second < 0xA0 ? second + 0x20 : second - 0x20);
        return 2;
    }
    return 1;
}

/* Small letters and Latin digits; `fold`: digits and signs that stand for letters as those. Two forms of the same
 * password are equally long. */
static size_t write_plain(const char *password, bool fold, char *target)
{
    static const char from[] = "@4301!$57", to[] = "aaeoiisst";
    size_t length = 0;
    while (*password && length + 2 < LETTERS) {
        char small[3];
        password += read_small(password, small);
        const char *found = fold ? strchr(from, small[0]) : NULL;
        target[length++] = found ? to[found - from] : small[0];
        if (small[1])
            target[length++] = small[1];
    }
    target[length] = '\0';
    return length;
}

static bool repeats(const char *text, size_t length)
{
    for (size_t piece = 1; piece <= PIECE_MOST && 2 * piece <= length; piece++) {
        size_t i = piece;
        while (i < length && text[i] == text[i - piece])
            i++;
        if (i == length)
            return true;
    }
    return false;
}

/* How far from `start` on the text runs along a row, forwards or back; 0 where it does not. */
static size_t run_along(const char *text, const char *row)
{
    const char *at = strchr(row, text[0]);
    size_t forwards = 1, back = 1;
    if (!at || !text[0])
        return 0;
    while (text[forwards] && at[forwards] == text[forwards])
        forwards++;
    while (text[back] && (size_t)(at - row) >= back && at[-(long)back] == text[back])
        back++;
    return forwards > back ? forwards : back;
}

/* Nothing but walks of at least four keys, one behind the other. */
static bool walks(const char *text)
{
    static const char *const rows[] = {"abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop[]", "asdfghjkl;'",
                                       "zxcvbnm,./", "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p", "qazwsxedcrfvtgbyhnujmikolp",
                                       "1q2w3e4r5t6y7u8i9o0p", "!@#$%^&*()", "qweasdzxc", "azertyuiop", "qwertzuiop"};
    while (*text) {
        size_t longest = 0;
        for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
            size_t run = run_along(text, rows[i]);
            longest = run > longest ? run : longest;
        }
        if (longest < STEP_LEAST && !(longest && !text[longest]))
            return false;
        text += longest;
    }
    return true;
}

static bool in_list(Text word)
{
    Text rest = {(const char *)account_words[0].bytes, (size_t)(account_words[0].end - account_words[0].bytes)};
    while (rest.length) {
        Text line = text_cut(rest, '\n', &rest);
        if (line.length == word.length && line.length && memcmp(line.bytes, word.bytes, line.length) == 0)
            return true;
    }
    return false;
}

/* The line that holds the byte `at`, without its end. */
static Text line_at(Text lines, size_t at)
{
    size_t start = at, end = at;
    while (start > 0 && lines.bytes[start - 1] != '\n')
        start--;
    while (end < lines.length && lines.bytes[end] != '\n')
        end++;
    return (Text){lines.bytes + start, end - start};
}

/* Whether one of the published passwords is just this: their lines stand in the order of their bytes. */
static bool is_published(Text word)
{
    Text lines = {(const char *)account_passwords[0].bytes,
                  (size_t)(account_passwords[0].end - account_passwords[0].bytes)};
    size_t low = 0, high = lines.length; /* it is in no line before the one of `low`, and in none from `high` on */
    while (low < high) {
        Text line = line_at(lines, low + (high - low) / 2);
        size_t common = line.length < word.length ? line.length : word.length;
        int order = memcmp(line.bytes, word.bytes, common);
        if (order == 0 && line.length == word.length)
            return word.length > 0;
        if (order < 0 || (order == 0 && line.length < word.length))
            low = (size_t)(line.bytes - lines.bytes) + line.length + 1;
        else
            high = (size_t)(line.bytes - lines.bytes);
    }
    return false;
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
}

/* One of the published passwords, one or two words of our list, and nothing but digits and signs around: those that `edges` has at its ends are cut
 * from `text`, which is as long. */
static bool is_of_list(const char *edges, const char *text, size_t length)
{
    size_t start = 0, end = length;
    while (start < end && !is_letter(edges[start]))
        start++;
    while (end > start && !is_letter(edges[end - 1]))
        end--;
    Text word = {text + start, end - start};
    if (is_published((Text){text, length}))
        return true;
    if (word.length == 0)
        return length <= 10; /* digits and signs alone: a date, a number of a telephone */
    if (is_published(word) || in_list(word))
        return true;
    for (size_t i = 3; i + 3 <= word.length; i++)
        if (in_list((Text){word.bytes, i}) && in_list((Text){word.bytes + i, word.length - i}))
            return true;
    return false;
}

bool password_is_common(const char *password)
{
    char plain[LETTERS], folded[LETTERS];
    size_t length = write_plain(password, /* fold= */ false, plain);
    (void)write_plain(password, /* fold= */ true, folded);
    return repeats(plain, length) || walks(plain) || is_of_list(plain, plain, length) || is_of_list(plain, folded, length) ||
           is_of_list(folded, folded, length);
}
