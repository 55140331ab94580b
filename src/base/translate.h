/*
 * Translation of the texts that people read.
 *
 * `_("...")` gives the text in the thread's language, or itself where the catalogue has none; `N_("...")`
 * marks a text for extraction and leaves it. The catalogues (po/, compiled by the build and kept inside the
 * program) need no locale installed on the machine and may differ between threads, which is what a server
 * that answers in four languages asks for and gettext's process-wide locale does not give.
 */
#ifndef BASE_TRANSLATE_H
#define BASE_TRANSLATE_H

#include <stddef.h>

#define _(text) translate(text)
#define N_(text) text

/* The thread's language: "ar", "fa", "ru" or "en"; anything else becomes "en". Holds until set again. */
void translate_set_language(const char *language);
const char *translate_language(void);

/* The text in the thread's language. The result lives as long as the program (or as `text`). */
const char *translate(const char *text) __attribute__((format_arg(1)));
/* The text in a named language, or NULL where that catalogue lacks it. */
const char *translate_to(const char *language, const char *text);

/* The languages there are, English first; NULL ends the list. */
extern const char *const translate_languages[];

#endif
