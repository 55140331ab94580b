#include "http/negotiate.h"

#include "base/text.h"
#include "base/translate.h"

#include <string.h>
#include <strings.h>

/* An element of such a list: the name, and its weight from ";q=", 1 without. False when it is broken. */
static bool parse_element(Text element, Text *ret_name, double *ret_weight)
{
    Text parameters;
    *ret_name = text_trim(text_cut(element, ';', &parameters));
    *ret_weight = 1;
    while (parameters.length) {
        Text rest, value;
        Text name = text_trim(text_cut(text_cut(parameters, ';', &rest), '=', &value));
        if (name.length == 1 && (name.bytes[0] == 'q' || name.bytes[0] == 'Q') &&
            !text_to_double(text_trim(value), ret_weight))
            return false;
        parameters = rest;
    }
    return ret_name->length > 0 && *ret_weight >= 0 && *ret_weight <= 1;
}

static bool same_language(Text tag, const char *language)
{
    size_t length = strlen(language);
    return tag.length >= length && strncasecmp(tag.bytes, language, length) == 0 &&
           (tag.length == length || tag.bytes[length] == '-');
}

const char *negotiate_language(const char *accept, const char *fallback)
{
    const char *best = fallback;
    double best_weight = 0;
    Text rest = text_of(accept);
    while (rest.length) {
        Text tag;
        double weight;
        if (!parse_element(text_cut(rest, ',', &rest), &tag, &weight) || weight <= best_weight)
            continue;
        for (size_t i = 0; translate_languages[i]; i++)
            if (same_language(tag, translate_languages[i])) {
                best = translate_languages[i];
                best_weight = weight;
            }
    }
    return best;
}

bool negotiate_coding(const char *accept, const char *coding)
{
    Text rest = text_of(accept);
    bool any = false;
    while (rest.length) {
        Text name;
        double weight;
        if (!parse_element(text_cut(rest, ',', &rest), &name, &weight))
            continue;
        if (name.length == strlen(coding) && strncasecmp(name.bytes, coding, name.length) == 0)
            return weight > 0;
        if (text_equals(name, "*"))
            any = weight > 0;
    }
    return any;
}
