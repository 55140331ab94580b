#include "base/translate.h"

#include "base/embedded.h"

#include <stdint.h>
#include <string.h>

extern const EmbeddedFile base_catalogues[];
extern const size_t base_catalogues_count;

const char *const translate_languages[] = {"en", "ar", "fa", "ru", NULL};

static _Thread_local const char *current = "en";

void translate_set_language(const char *language)
{
    current = "en";
    for (size_t i = 0; language && translate_languages[i]; i++)
        if (strncmp(language, translate_languages[i], 2) == 0)
            current = translate_languages[i];
}

const char *translate_language(void)
{
    return current;
}

static uint32_t word_at(const unsigned char *bytes, size_t offset)
{
    uint32_t word;
    memcpy(&word, bytes + offset, sizeof word);
    return word;
}

/*
 * Looks a text up in a compiled catalogue. The format is GNU gettext's (manual, section "The Format of GNU
 * MO Files"): two tables of (length, offset), the first sorted by text. The build made the file on this
 * machine's byte order, so the offsets need no checking against hostile input.
 */
static const char *catalogue_find(const EmbeddedFile *file, const char *text)
{
    static const uint32_t magic = 0x950412de;
    enum { COUNT_AT = 8, TEXTS_AT = 12, TRANSLATIONS_AT = 16, ROW = 8 };
    if (file->end - file->bytes < 28 || word_at(file->bytes, 0) != magic)
        return NULL;
    uint32_t texts = word_at(file->bytes, TEXTS_AT), translations = word_at(file->bytes, TRANSLATIONS_AT);
    uint32_t low = 0, high = word_at(file->bytes, COUNT_AT);
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        const char *candidate = (const char *)file->bytes + word_at(file->bytes, texts + ROW * middle + 4);
        int order = strcmp(text, candidate);
        if (order == 0) {
            const char *found =
                (const char *)file->bytes + word_at(file->bytes, translations + ROW * middle + 4);
            return *found ? found : NULL;
        }
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

const char *translate_to(const char *language, const char *text)
{
    if (!*text)
        return NULL;
    for (size_t i = 0; i < base_catalogues_count; i++)
        if (strncmp(base_catalogues[i].name, language, 2) == 0)
            return catalogue_find(&base_catalogues[i], text);
    return NULL;
}

const char *translate(const char *text)
{
    const char *found = strcmp(current, "en") == 0 ? NULL : translate_to(current, text);
    return found ? found : text;
}
