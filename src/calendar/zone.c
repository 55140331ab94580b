#include "calendar/zone.h"

#include "base/suggest.h"
#include "base/translate.h"
#include "calendar/civil.h"
#include "calendar/icu.h"
#include "calendar/table.h"
#include "calendar/zone_file.h"

#include <string.h>
#include <strings.h>
#include <time.h>

enum { ZONE_NAME = 64 };

#define MICROSECONDS INT64_C(1000000)

/* The zone's name as ICU takes it; false when it is none of ICU's zones. */
static bool icu_zone(const char *zone, UChar target[ZONE_NAME])
{
    size_t length = zone ? strlen(zone) : 0;
    if (!length || length >= ZONE_NAME || strcmp(zone, UCAL_UNKNOWN_ZONE_ID) == 0)
        return false;
    for (size_t i = 0; i <= length; i++) {
        if (zone[i] & 0x80)
            return false;
        target[i] = (UChar)zone[i];
    }
    UErrorCode code = U_ZERO_ERROR;
    UChar canonical[ZONE_NAME];
    UBool known = false;
    ucal_getCanonicalTimeZoneID(target, -1, canonical, ZONE_NAME, &known, &code);
    return U_SUCCESS(code) && known;
}

bool time_zone_exists(const char *zone)
{
    UChar name[ZONE_NAME];
    return icu_zone(zone, name);
}

/* "Tehran" is Asia/Tehran, and "Asia/Tehrn" is near it. */
void time_zone_hint(const char *typed, Error *error)
{
    UErrorCode code = U_ZERO_ERROR;
    Arena *arena CLEANUP(arena_cleanup) = arena_new(/* ceiling= */ 0);
    UEnumeration *zones = ucal_openTimeZones(&code);
    int32_t count = U_SUCCESS(code) ? uenum_count(zones, &code) : 0, length;
    const char **names = ARENA_ARRAY(arena, (size_t)count + 1, const char *), *name, *meant = typed;
    size_t known = 0;
    while (known < (size_t)count && (name = uenum_next(zones, &length, &code))) {
        const char *city = strrchr(name, '/');
        names[known] = arena_string(arena, name);
        if (city && strcasecmp(city + 1, typed) == 0 && meant == typed)
            meant = names[known];
        known++;
    }
    uenum_close(zones);
    if (!suggest_nearest(error, meant, names, known))
        error_hint(error, "%s", _("zones are named as Asia/Riyadh, Asia/Tehran, Europe/Moscow or UTC"));
}

static Status offset_now(UCalendar *calendar, int32_t *ret_offset, Error *error)
{
    UErrorCode code = U_ZERO_ERROR;
    int32_t milliseconds = ucal_get(calendar, UCAL_ZONE_OFFSET, &code) + ucal_get(calendar, UCAL_DST_OFFSET, &code);
    if (U_FAILURE(code))
        return icu_failed(error, code);
    *ret_offset = milliseconds / 1000;
    return STATUS_OK;
}

/* What ICU knows, for a system without time zone files: from two days before the dimension until two days after. */
static Status icu_changes(UCalendar *calendar, ZoneChange *changes, size_t *ret_count, Error *error)
{
    UDate at = (calendar_first_day() - 2) * (double)MILLISECONDS_A_DAY;
    const UDate end = (calendar_last_day() + 2) * (double)MILLISECONDS_A_DAY;
    UErrorCode code = U_ZERO_ERROR;
    ucal_setMillis(calendar, at, &code);
    TRY(offset_now(calendar, &changes[0].offset, error));
    changes[0].instant = INT64_MIN / 2;
    size_t count = 1;
    while (count < ZONE_CHANGES_MOST &&
           ucal_getTimeZoneTransitionDate(calendar, UCAL_TZ_TRANSITION_NEXT, &at, &code) && at < end) {
        ucal_setMillis(calendar, at, &code);
        changes[count].instant = (int64_t)at * 1000;
        TRY(offset_now(calendar, &changes[count].offset, error));
        /* Some changes are of the name alone. */
        count += changes[count].offset != changes[count - 1].offset;
    }
    if (U_FAILURE(code))
        return icu_failed(error, code);
    *ret_count = count;
    return STATUS_OK;
}

Status zone_read_icu(Arena *arena, const char *name, Zone *ret_zone, Error *error)
{
    UChar icu_name[ZONE_NAME];
    if (!icu_zone(name, icu_name)) {
        error_set(error, STATUS_INVALID_ARGUMENT, "%s", _("there is no such time zone"));
        error_value(error, name ? name : "", name ? strlen(name) : 0);
        time_zone_hint(name ? name : "", error);
        return error->status;
    }
    UErrorCode code = U_ZERO_ERROR;
    UCalendar *calendar = ucal_open(icu_name, -1, "en", UCAL_GREGORIAN, &code);
    if (U_FAILURE(code))
        return icu_failed(error, code);
    ZoneChange *changes = ARENA_ARRAY(arena, ZONE_CHANGES_MOST, ZoneChange);
    size_t count = 0;
    Status status = icu_changes(calendar, changes, &count, error);
    ucal_close(calendar);
    if (status == STATUS_OK)
        *ret_zone = (Zone){.changes = changes, .count = count};
    return status;
}

/* What a name means, the system's file says, which is newer than ICU's tables. */
static Status read_named(Arena *arena, const char *name, Zone *ret_zone, Error *error)
{
    ZoneChange changes[ZONE_CHANGES_MOST];
    size_t count;
    if (!zone_file_read(name, changes, &count))
        return zone_read_icu(arena, name, ret_zone, error);
    ZoneChange *copy = ARENA_ARRAY(arena, count, ZoneChange);
    memcpy(copy, changes, count * sizeof changes[0]);
    *ret_zone = (Zone){.changes = copy, .count = count};
    return STATUS_OK;
}

Status zone_read(Arena *arena, const char *name, Zone *ret_zone, Error *error)
{
    UChar icu_name[ZONE_NAME];
    /* ICU says which names there are. */
    return icu_zone(name, icu_name) ? read_named(arena, name, ret_zone, error)
                                    : zone_read_icu(arena, name, ret_zone, error);
}

const char *zone_data_version(char target[32])
{
    if (zone_file_version(target))
        return target;
    UErrorCode code = U_ZERO_ERROR;
    const char *version = ucal_getTZDataVersion(&code);
    snprintf(target, 32, "%s", U_SUCCESS(code) ? version : "");
    return target;
}

int32_t zone_offset(const Zone *zone, int64_t instant)
{
    size_t low = 0, high = zone->count;
    while (high - low > 1) {
        size_t middle = (low + high) / 2;
        if (zone->changes[middle].instant <= instant)
            low = middle;
        else
            high = middle;
    }
    return zone->changes[low].offset;
}

int64_t zone_change_wall(const Zone *zone, size_t change)
{
    int32_t before = change ? zone->changes[change - 1].offset : zone->changes[0].offset;
    int32_t after = zone->changes[change].offset;
    return zone->changes[change].instant + (before > after ? before : after) * MICROSECONDS;
}

Status instant_now(int64_t *ret_instant)
{
    struct timespec now;
    if (clock_gettime(CLOCK_REALTIME, &now) != 0)
        return STATUS_INTERNAL;
    *ret_instant = now.tv_sec * MICROSECONDS + now.tv_nsec / 1000;
    return STATUS_OK;
}

Status day_today(const char *zone_name, int32_t *ret_day, Error *error)
{
    Arena *arena CLEANUP(arena_cleanup) = arena_new(/* ceiling= */ 0);
    Zone zone;
    /* The name was checked where it was given; ICU takes longer to load than all of this. */
    TRY(read_named(arena, zone_name, &zone, error));
    int64_t now;
    if (instant_now(&now) != STATUS_OK)
        return error_set(error, STATUS_INTERNAL, "%s", _("the machine's clock cannot be read"));
    int64_t local = now + zone_offset(&zone, now) * MICROSECONDS;
    *ret_day = (int32_t)(local / MICROSECONDS_A_DAY - (local % MICROSECONDS_A_DAY < 0));
    return STATUS_OK;
}

Status day_start(const char *zone_name, int32_t day, int64_t *ret_instant, Error *error)
{
    Arena *arena CLEANUP(arena_cleanup) = arena_new(/* ceiling= */ 0);
    Zone zone;
    TRY(zone_read(arena, zone_name, &zone, error));
    int64_t wall = day * MICROSECONDS_A_DAY;
    size_t change = zone.count - 1;
    while (change > 0 && wall < zone_change_wall(&zone, change))
        change--;
    int64_t instant = wall - zone.changes[change].offset * MICROSECONDS;
    /* Midnight skipped: the day begins where the clock jumps into it. */
    if (change + 1 < zone.count && instant > zone.changes[change + 1].instant)
        instant = zone.changes[change + 1].instant;
    *ret_instant = instant;
    return STATUS_OK;
}
