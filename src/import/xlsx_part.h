/* The parts of an XLSX package: found, unpacked within limits, fed to Expat. */
#ifndef IMPORT_XLSX_PART_H
#define IMPORT_XLSX_PART_H

#include "base/arena.h"
#include "base/error.h"

#include <expat.h>
#include <stdbool.h>
#include <zip.h>

typedef struct Package {
    const char *name; /* of the file, for errors */
    zip_t *zip;
    int64_t unpacked; /* bytes so far, of all parts */
} Package;

/* What an element's handlers get: local names (without prefix), attributes as Expat gives them. They return a
 * status; anything but OK stops the parse. */
typedef struct PartHandlers {
    Status (*start)(void *context, const char *name, const char **attributes, Error *error);
    Status (*end)(void *context, const char *name, Error *error);
    Status (*text)(void *context, const char *text, size_t length, Error *error); /* NULL: not wanted */
} PartHandlers;

Status package_open(const char *file, Package *ret_package, Error *error) MUST_CHECK;
void package_close(Package *package);
bool package_has(const Package *package, const char *part);
Status package_parse(Package *package, const char *part, const PartHandlers *handlers, void *context,
                     Error *error) MUST_CHECK;

/* The value of an attribute by its local name; NULL when there is none. */
const char *attribute(const char **attributes, const char *name);

#endif
