/* What was meant by a name that is not known, for an error's hint. */
#ifndef BASE_SUGGEST_H
#define BASE_SUGGEST_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

/* Hints at the nearest of the known names (text_nearest); false, and no hint, where none is near. */
bool suggest_nearest(Error *error, const char *typed, const char *const *names, size_t count);

/* Hints at the nearest or, where none is near, at those that are, as many as a hint has place for. */
void suggest_names(Error *error, const char *typed, const char *const *names, size_t count);

#endif
