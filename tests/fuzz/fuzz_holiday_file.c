/* fuzz uses: calendar base
 * A calendar file from outside: read within its limits, its days ascending and within the years that are kept. */
#include "fuzz.h"

#include "calendar/holiday_file.h"
#include "calendar/table.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Arena *arena = arena_new(/* ceiling= */ 0);
    Error error = {0};
    HolidayFile file;
    int32_t last;
    if (!day_parse(text_of("2036-12-31"), &last))
        abort();
    Status status = holiday_file_read(arena, (Text){(const char *)data, size}, last, &file, &error);
    if ((status == STATUS_OK) != !error.message[0])
        abort();
    for (size_t i = 0; status == STATUS_OK && i < file.count; i++) {
        const Holiday *holiday = &file.days[i];
        if (holiday->day < calendar_first_day() || holiday->day > calendar_last_day() || !holiday->name ||
            (i && holiday[-1].day >= holiday->day))
            abort();
    }
    if (status == STATUS_OK && (file.count > HOLIDAY_DAYS_MOST || file.left_out_count > file.left_out_total))
        abort();
    arena_free(arena);
    return 0;
}
