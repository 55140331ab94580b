/* fuzz uses: calendar base
 * A time zone file: whatever its bytes, the changes ascend and differ from their neighbours. */
#include "fuzz.h"

#include "calendar/zone_file.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ZoneChange changes[ZONE_CHANGES_MOST];
    size_t count;
    if (!zone_file_parse(data, size, changes, &count))
        return 0;
    if (count < 1 || count > ZONE_CHANGES_MOST)
        abort();
    for (size_t i = 1; i < count; i++)
        if (changes[i - 1].instant >= changes[i].instant || changes[i - 1].offset == changes[i].offset)
            abort();
    return 0;
}
