#include "language/collate.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/ucol.h>

/* The handle is ICU's own: a struct of ours around one pointer would add nothing. */
static UCollator *collator_of(const Collation *collation)
{
    return (UCollator *)(uintptr_t)collation;
}

Status collation_open(const char *language, Collation **ret_collation, Error *error)
{
    UErrorCode code = U_ZERO_ERROR;
    UCollator *collator = ucol_open(language, &code);
    ucol_setAttribute(collator, UCOL_NUMERIC_COLLATION, UCOL_ON, &code);
    if (U_FAILURE(code)) {
        if (collator)
            ucol_close(collator);
        return error_set(error, STATUS_INTERNAL, "ICU: %s", u_errorName(code));
    }
    *ret_collation = (Collation *)collator;
    return STATUS_OK;
}

void collation_close(Collation *collation)
{
    if (collation)
        ucol_close(collator_of(collation));
}

int collation_compare(const Collation *collation, const char *a, const char *b)
{
    UErrorCode code = U_ZERO_ERROR;
    UCollationResult order = ucol_strcollUTF8(collator_of(collation), a, -1, b, -1, &code);
    return U_SUCCESS(code) && order != UCOL_EQUAL ? (int)order : strcmp(a, b);
}
