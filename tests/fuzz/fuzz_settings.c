/* fuzz uses: config calendar base
 * A setting's value as the API and the command line take it: the first byte chooses the setting. What passes its check
 * is then read by the parser that trusts the check. */
#include "fuzz.h"

#include "calendar/table.h"
#include "config/settings.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 1)
        return 0;
    Arena *arena = arena_new(/* ceiling= */ 0);
    const Setting *setting = &settings[data[0] % setting_count];
    const char *value = arena_copy(arena, (const char *)data + 1, size - 1);
    Error error = {0};
    if (setting_check(setting, value, &error) != STATUS_OK) {
        if (!error.message[0] || strcmp(error.where, setting->name) != 0)
            abort();
    } else if (strcmp(setting->name, "working_hours") == 0) {
        WorkingSchedule schedule;
        if (working_schedule_parse(arena, text_of(value), &schedule, &error) != STATUS_OK || !schedule.interval_count)
            abort();
        for (size_t i = 0; i < schedule.interval_count; i++)
            if (schedule.intervals[i].opens >= schedule.intervals[i].closes || schedule.intervals[i].closes > 1440)
                abort();
    } else if (strcmp(setting->name, "holidays") == 0) {
        const int32_t *days;
        size_t count;
        if (holidays_parse(arena, text_of(value), &days, &count, &error) != STATUS_OK)
            abort();
        for (size_t i = 1; i < count; i++)
            if (days[i - 1] >= days[i])
                abort();
    }
    arena_free(arena);
    return 0;
}
