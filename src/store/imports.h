/* The list of imports, kept in step with the facts. Not for use outside this folder. */
#ifndef STORE_IMPORTS_H
#define STORE_IMPORTS_H

#include "store/engines.h"

/* Brings the records' table `import` up to the facts' table `batch`: rows that are missing, and what was undone.
 * `path` is the store's folder. */
Status imports_reconcile(Facts *facts, Records *records, const char *path, Error *error) MUST_CHECK;

#endif
