/*
 * A time zone as the list of its changes, over the days of the date dimension.
 *
 * Asking ICU for every instant is slow and cannot be handed to an engine; a list of changes can be searched,
 * cut at days and written as SQL.
 */
#ifndef CALENDAR_ZONE_H
#define CALENDAR_ZONE_H

#include "calendar/day.h"

/* From `instant` on, local time is UTC and `offset` seconds. */
typedef struct ZoneChange {
    int64_t instant;
    int32_t offset;
} ZoneChange;

/* At least one change: the first is long before any instant asked for. Ascending; neighbours differ. */
typedef struct Zone {
    const ZoneChange *changes;
    size_t count;
} Zone;

/* STATUS_INVALID_ARGUMENT when there is no such zone. The changes live in the arena. */
Status zone_read(Arena *arena, const char *name, Zone *ret_zone, Error *error) MUST_CHECK;

/* The same from ICU's tables alone, which may be older than the system's files. */
Status zone_read_icu(Arena *arena, const char *name, Zone *ret_zone, Error *error) MUST_CHECK;

/* The edition of the time zone database, "2025b", written to `target`, which is returned. */
const char *zone_data_version(char target[32]);

/* Seconds east of UTC at an instant. */
int32_t zone_offset(const Zone *zone, int64_t instant);

/* A change splits wall-clock times too: those (in microseconds, counted as if they were UTC) from this one on
 * are read with the change's offset, those before with the earlier one. A time that happens twice is thereby
 * the first of the two; one that is skipped lies as far behind the change as it was behind its gap's start. */
int64_t zone_change_wall(const Zone *zone, size_t change);

#endif
