/*
 * Text as a reader searches for it: what is written in several ways and read as one becomes one.
 *
 * Folding: compatibility forms (Unicode NFKD), case, marks above and below letters (harakat, accents, ё as е; but й
 * stays, which is a letter of its own), tatweel, invisible characters (ZWNJ, direction marks), the letters that
 * Arabic and Persian keyboards give for the same sound (ي ى -> ی, ك -> ک, أ إ آ ٱ -> ا, ؤ -> و, ة ۀ -> ه), Arabic-Indic
 * and Persian digits, and white space to single blanks. The page's twin is web/src/view/fold.ts; both are held to
 * tests/language/fold.tsv. Folded text is compared and never shown.
 */
#ifndef LANGUAGE_FOLD_H
#define LANGUAGE_FOLD_H

#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"

enum { FOLD_LIMIT = 1 << 16 }; /* bytes of a text that is folded; what is behind is not looked at */

/* Ill-formed UTF-8 is folded as U+FFFD. The result is the arena's, NUL-terminated UTF-8. */
Status text_fold(Arena *arena, Text text, const char **ret_folded, Error *error) MUST_CHECK;

/* Whether each word of `wanted` is in `text`, or all of it without blanks ("می خواهم" finds "می‌خواهم"); both folded.
 * Nothing wanted is in every text. */
bool fold_contains(const char *text, const char *wanted);

#endif
