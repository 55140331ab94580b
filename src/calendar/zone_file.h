/*
 * The system's own time zone files (TZif, RFC 8536), for this folder.
 *
 * Countries change their clocks at short notice (Egypt brought summer time back in 2023, Kazakhstan moved in 2024);
 * the system's files follow within days, the tables inside ICU only with a new release of the whole library.
 */
#ifndef CALENDAR_ZONE_FILE_H
#define CALENDAR_ZONE_FILE_H

#include "calendar/zone.h"

enum { ZONE_CHANGES_MOST = 1024 };

/* The changes of a file's bytes over the days of the dimension. False where they are no sound TZif file of version 2
 * or later, or where the file counts leap seconds. `changes` holds ZONE_CHANGES_MOST. */
bool zone_file_parse(const unsigned char *bytes, size_t length, ZoneChange *changes, size_t *ret_count);

/* The same of the system's file for a zone. False where there is none. */
bool zone_file_read(const char *zone, ZoneChange *changes, size_t *ret_count);

/* The edition of the system's files, "2025b"; NULL where there are none. Written to `target`. */
const char *zone_file_version(char target[32]);

#endif
