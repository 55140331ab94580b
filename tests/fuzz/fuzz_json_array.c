/* fuzz uses: import
 * JSON arrays: what is cut apart has as many lines as elements, and nothing of them is lost or added. */
#include "fuzz.h"

#include "import/json_array.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (!json_array_begins((Text){(const char *)data, size}))
        return 0;
    Arena *arena = arena_new(/* ceiling= */ 0);
    char name[32], target[] = "/tmp/fuzz-json-array-XXXXXX";
    int file = memfd_create("in", 0);
    if (file < 0 || write(file, data, size) != (ssize_t)size || lseek(file, 0, SEEK_SET) != 0 || !mkdtemp(target))
        abort();
    snprintf(name, sizeof name, "/proc/self/fd/%d", file);
    const char *lines = arena_format(arena, "%s/lines", target);
    Error error;
    if (json_array_to_lines(arena, name, lines, &error) == STATUS_OK) {
        FILE *out = fopen(lines, "re");
        if (!out)
            abort();
        size_t written = 0;
        int c, last = '\n';
        for (; (c = getc(out)) != EOF; last = c)
            written++;
        fclose(out);
        if (last != '\n' || written > size)
            abort();
        unlink(lines);
    } else if (access(lines, F_OK) == 0) {
        abort(); /* a failure leaves nothing behind */
    }
    rmdir(target);
    close(file);
    arena_free(arena);
    return 0;
}
