/* The days that an objective runs for: a quarter or a year of the organization's calendar, or days of its own. */
#ifndef GOAL_SPAN_H
#define GOAL_SPAN_H

#include "goal/kpi.h"

/* "this-quarter", "next-quarter", "this-year", "next-year": the first and the last day, which is included. */
Status span_parse(const KpiAsker *asker, Arena *arena, const char *words, int32_t *ret_from, int32_t *ret_to, Error *error) MUST_CHECK;
/* The same length of time as from..to that follows it: the next quarter after a quarter, the next year after a year,
 * as many days after days of its own. */
Status span_after(const KpiAsker *asker, Arena *arena, int32_t from, int32_t to, int32_t *ret_from, int32_t *ret_to,
                  Error *error) MUST_CHECK;
/* PERIOD_QUARTER or PERIOD_YEAR where the days are one of the organization's calendar, else PERIOD_ALL; and its name
 * in the thread's language, in the arena: NULL for days of its own. */
Status span_name(const KpiAsker *asker, Arena *arena, int32_t from, int32_t to, PeriodLength *ret_length, const char **ret_label,
                 Error *error) MUST_CHECK;

#endif
