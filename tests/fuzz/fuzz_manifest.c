/* fuzz uses: store base
 * Manifests of backups: a file that someone was given. What is read is written and read again. */
#include "fuzz.h"

#include "store/manifest.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Arena *arena CLEANUP(arena_cleanup) = arena_new(/* ceiling= */ 0);
    BackupManifest manifest, again;
    Error error = {0};
    if (manifest_parse(arena, "fuzz", (Text){(const char *)data, size}, &manifest, &error) != STATUS_OK) {
        if (!error.message[0])
            abort();
        return 0;
    }
    for (size_t i = 0; i < manifest.member_count; i++)
        if (strstr(manifest.members[i].name, "..") == manifest.members[i].name || manifest.members[i].name[0] == '/')
            abort();
    char *text = manifest_write(arena, &manifest);
    if (!text || manifest_parse(arena, "again", text_of(text), &again, &error) != STATUS_OK ||
        again.member_count != manifest.member_count)
        abort();
    return 0;
}
