/* What this folder's files share of ICU. */
#ifndef CALENDAR_ICU_H
#define CALENDAR_ICU_H

#include "base/error.h"

#include <unicode/ucal.h>

#define MILLISECONDS_A_DAY 86400000

static inline Status icu_failed(Error *error, UErrorCode code)
{
    return error_set(error, STATUS_INTERNAL, "ICU: %s", u_errorName(code));
}

#endif
