#include "account/common_password.h"

#include "base/embedded.h"
#include "base/text.h"

#include <string.h>

extern const EmbeddedFile account_words[];

enum { LETTERS = 600, PIECE_MOST = 4, STEP_LEAST = 4 };

/* Small letters; digits and signs that stand for letters as those. `fold` false: only small letters. */
static size_t write_plain(const char *password, bool fold, char *target)
{
    static const char from[] = "@4301!$57", to[] = "aaeoiisst";
    size_t length = 0;
    for (; *password && length + 1 < LETTERS; password++) {
        char c = *password;
        if (c >= 'A' && c <= 'Z')
            c = (char)(c - 'A' + 'a');
        const char *found = fold ? strchr(from, c) : NULL;
        target[length++] = found ? to[found - from] : c;
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

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
}

/* One or two words of the list, and nothing but digits and signs around: those that `edges` has at its ends are cut
 * from `text`, which is as long. */
static bool is_of_list(const char *edges, const char *text, size_t length)
{
    size_t start = 0, end = length;
    while (start < end && !is_letter(edges[start]))
        start++;
    while (end > start && !is_letter(edges[end - 1]))
        end--;
    Text word = {text + start, end - start};
    if (word.length == 0)
        return length <= 10; /* digits and signs alone: a date, a number of a telephone */
    if (in_list(word))
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
