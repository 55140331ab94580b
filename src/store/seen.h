/*
 * What was found in order when the store was opened last, so that an unchanged store is not looked through again: its
 * schema is that of this program, and the list of imports says what the facts say (imports.h). Looking costs four
 * statements of the facts' engine, a tenth of the time of a small question.
 *
 * The note lies in the records, and holds for one state of the facts' file: its heads, which every checkpoint writes
 * anew (torn.h has their form), its size, and no log beside it. Whatever a process did or did not come to do leaves
 * another state or a log; then all is looked at as ever.
 */
#ifndef STORE_SEEN_H
#define STORE_SEEN_H

#include "store/records.h"

/* The state of the facts' file, before the engine opens it or when it holds all: never 0; 0 where there is a log, or
 * the file cannot be read. */
int64_t seen_state(const char *facts_file);
/* Whether this state was found in order by a program of this schema. */
bool seen_before(Records *records, int64_t state);
/* Notes it. What cannot be noted is looked at again next time. */
void seen_note(Records *records, int64_t state);

#endif
