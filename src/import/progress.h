/* Tells the caller of an import how far it is, from a thread of its own. */
#ifndef IMPORT_PROGRESS_H
#define IMPORT_PROGRESS_H

#include "import/import.h"
#include "import/source.h"

typedef struct Progress Progress;

/* Calls options->progress about ten times a second until progress_stop(); NULL where nobody asks. */
Progress *progress_start(FactsSession *session, Arena *arena, const ImportOptions *options, const Source *sources);
void progress_stop(Progress *progress); /* NULL is allowed */

#endif
