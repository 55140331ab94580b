/*
 * The order of names as a reader of a language expects it (Unicode collation with CLDR's tailoring, by ICU), numbers
 * by their size: "Store 2" before "Store 10". The page's twin is Intl.Collator with the same choices.
 */
#ifndef LANGUAGE_COLLATE_H
#define LANGUAGE_COLLATE_H

#include "base/error.h"
#include "base/text.h"

typedef struct Collation Collation;

/* `language`: "en", "ar", "fa", "ru". Closed with collation_close(). Not to be shared between threads while one opens
 * or closes it; comparing is safe from all. */
Status collation_open(const char *language, Collation **ret_collation, Error *error) MUST_CHECK;
void collation_close(Collation *collation); /* NULL is allowed */

/* Negative, zero, positive as strcmp(). What no letter tells apart is told apart by its bytes. */
int collation_compare(const Collation *collation, const char *a, const char *b);

#endif
