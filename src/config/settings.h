/*
 * The organization's settings: one table from which `mizan init`'s flags, the API's document, the check of
 * each value and docs follow. Values are texts; each has a check that says what is wrong with it.
 */
#ifndef CONFIG_SETTINGS_H
#define CONFIG_SETTINGS_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct Setting {
    const char *name;     /* "time_zone"; the flag is --time-zone */
    const char *argument; /* "ZONE" */
    const char *fallback; /* the value of a new store */
    const char *help;     /* N_() */
    Status (*check)(const char *value, Error *error); /* NULL: any text of 1 to 200 bytes */
} Setting;

/* name, time_zone (IANA), calendar (gregorian|persian|islamic), first_day_of_week (monday..sunday),
 * weekend ("friday,saturday"; "" for none), working_hours ("monday-thursday 09:00-17:00; friday
 * 09:00-12:00,13:00-15:00"), holidays ("2026-01-01,2026-05-01"; ISO days), currency (ISO 4217),
 * fiscal_year_start (month and day, "01-01"), language (ar|fa|ru|en), first_value_event, full_value_event,
 * sla_first_reply_minutes, sla_resolution_minutes, second_factor (nobody|administrators|everyone). */
extern const Setting settings[];
extern const size_t setting_count;

const Setting *setting_find(const char *name); /* NULL when there is none */
/* Whether its value is a name out of a list that ICU keeps, which nothing here takes apart. */
bool setting_is_name(const Setting *setting);
Status setting_check(const Setting *setting, const char *value, Error *error) MUST_CHECK;

#endif
