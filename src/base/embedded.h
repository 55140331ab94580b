/* Files that the build puts into the program: see cmake/Embed.cmake. */
#ifndef BASE_EMBEDDED_H
#define BASE_EMBEDDED_H

#include <stddef.h>
#include <string.h>

typedef struct EmbeddedFile {
    const char *name; /* path relative to the folder it was embedded from */
    const unsigned char *bytes, *end; /* a NUL stands at `end` */
} EmbeddedFile;

static inline const EmbeddedFile *embedded_find(const EmbeddedFile *files, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(files[i].name, name) == 0)
            return &files[i];
    return NULL;
}

#endif
