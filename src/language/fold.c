#include "language/fold.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

/* The letter that stands for all that read as it does. Sorted by `from`. */
static const struct {
    UChar from, to;
} letters[] = {
    {0x03C2, 0x03C3}, /* the sigma at a word's end */
    {0x0629, 0x0647}, /* teh marbuta: heh */
    {0x0643, 0x06A9}, /* Arabic kaf: keheh */
    {0x0649, 0x06CC}, /* alef maksura: Farsi yeh */
    {0x064A, 0x06CC}, /* Arabic yeh: Farsi yeh */
    {0x0671, 0x0627}, /* alef wasla: alef */
    {0x06AA, 0x06A9}, /* swash kaf: keheh */
    {0x06BE, 0x0647}, /* heh doachashmee: heh */
    {0x06C1, 0x0647}, /* heh goal: heh */
    {0x06D5, 0x0647}, /* ae, which heh with yeh above decomposes to: heh */
};

static UChar letter_of(UChar letter)
{
    for (size_t i = 0; i < sizeof letters / sizeof letters[0]; i++)
        if (letters[i].from == letter)
            return letters[i].to;
    if (letter >= 0x0660 && letter <= 0x0669)
        return (UChar)(letter - 0x0660 + '0');
    if (letter >= 0x06F0 && letter <= 0x06F9)
        return (UChar)(letter - 0x06F0 + '0');
    return letter;
}

static bool left_out(UChar32 character)
{
    int8_t type = u_charType(character);
    return type == U_NON_SPACING_MARK || type == U_FORMAT_CHAR || character == 0x0640 || character == 0;
}

/* Writes over `text`, which only becomes shorter; returns its new length. */
static int32_t fold_letters(UChar *text, int32_t length)
{
    enum { CYRILLIC_I = 0x0438, CYRILLIC_SHORT_I = 0x0439, BREVE = 0x0306 };
    int32_t written = 0;
    for (int32_t at = 0; at < length;) {
        int32_t begin = at;
        UChar32 character;
        U16_NEXT(text, at, length, character);
        if (character == CYRILLIC_I && at < length && text[at] == BREVE) {
            text[written++] = CYRILLIC_SHORT_I;
            at++;
        } else if (u_isUWhiteSpace(character)) {
            if (written && text[written - 1] != ' ')
                text[written++] = ' ';
        } else if (!left_out(character)) {
            for (; begin < at; begin++)
                text[written++] = letter_of(text[begin]);
        }
    }
    return written && text[written - 1] == ' ' ? written - 1 : written;
}

/* UTF-8 to UTF-16, decomposed and in small letters; the result is the arena's. */
static UChar *decompose(Arena *arena, Text text, int32_t *ret_length, UErrorCode *code)
{
    int32_t length = text.length > FOLD_LIMIT ? FOLD_LIMIT : (int32_t)text.length;
    /* NFKD makes of one unit at most 18 (U+FDFA), small letters of one at most three. */
    int32_t room = length * 18 + 1, wide_length = 0;
    UChar *wide = ARENA_ARRAY(arena, (size_t)length + 1, UChar);
    UChar *decomposed = ARENA_ARRAY(arena, (size_t)room, UChar);
    u_strFromUTF8WithSub(wide, length + 1, &wide_length, text.bytes, length, 0xFFFD, NULL, code);
    const UNormalizer2 *normalizer = unorm2_getNFKDInstance(code);
    int32_t count = unorm2_normalize(normalizer, wide, wide_length, decomposed, room, code);
    UChar *small = ARENA_ARRAY(arena, (size_t)count * 3 + 1, UChar);
    *ret_length = u_strToLower(small, count * 3 + 1, decomposed, count, "", code);
    return small;
}

Status text_fold(Arena *arena, Text text, const char **ret_folded, Error *error)
{
    UErrorCode code = U_ZERO_ERROR;
    int32_t length = 0, bytes = 0;
    UChar *wide = decompose(arena, text, &length, &code);
    if (U_SUCCESS(code))
        length = fold_letters(wide, length);
    size_t room = (size_t)length * 3 + 1;
    char *folded = arena_alloc(arena, room);
    u_strToUTF8WithSub(folded, (int32_t)room, &bytes, wide, length, 0xFFFD, NULL, &code);
    if (U_FAILURE(code))
        return error_set(error, STATUS_INTERNAL, "ICU: %s", u_errorName(code));
    folded[bytes] = '\0';
    *ret_folded = folded;
    return STATUS_OK;
}

/* Whether `wanted` begins at `text` when blanks of both count for nothing. */
static bool begins_without_blanks(const char *text, const char *wanted)
{
    for (;; text++, wanted++) {
        while (*wanted == ' ')
            wanted++;
        while (*text == ' ')
            text++;
        if (!*wanted)
            return true;
        if (*text != *wanted)
            return false;
    }
}

static bool contains_bytes(const char *text, const char *word, size_t length)
{
    for (const char *at = strchr(text, word[0]); at; at = strchr(at + 1, word[0]))
        if (strncmp(at, word, length) == 0)
            return true;
    return false;
}

bool fold_contains(const char *text, const char *wanted)
{
    bool all = true;
    for (const char *word = wanted; *word && all; word += strspn(word, " ")) {
        size_t length = strcspn(word, " ");
        all = contains_bytes(text, word, length);
        word += length;
    }
    for (const char *at = text; !all && *at; at++)
        all = begins_without_blanks(at, wanted);
    return all;
}
