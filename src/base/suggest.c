#include "base/suggest.h"

#include "base/text.h"
#include "base/translate.h"

#include <stdio.h>
#include <string.h>

enum { LIST_LONGEST = 200 }; /* bytes of names that a hint has place for */

bool suggest_nearest(Error *error, const char *typed, const char *const *names, size_t count)
{
    const char *nearest = text_nearest(typed, names, count);
    if (nearest)
        error_hint(error, _("did you mean \"%s\"?"), nearest);
    return nearest != NULL;
}

void suggest_names(Error *error, const char *typed, const char *const *names, size_t count)
{
    if (!count || suggest_nearest(error, typed, names, count))
        return;
    char list[LIST_LONGEST + 8] = "";
    size_t length = 0, i = 0;
    for (; i < count && length + strlen(names[i]) + 2 <= LIST_LONGEST; i++)
        length += (size_t)snprintf(list + length, sizeof list - length, "%s%s", i ? ", " : "", names[i]);
    if (i < count)
        snprintf(list + length, sizeof list - length, i ? ", …" : "…");
    error_hint(error, _("there are: %s"), list);
}
