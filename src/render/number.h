/*
 * Numbers for people: rounded, grouped, with their unit.
 *
 * In English form ("1,234.5"), which the page writes anew as its reader likes, until number_write_in says otherwise for
 * the thread: what is read as it stands (a command's table, a minute) is written in the language's own way.
 */
#ifndef RENDER_NUMBER_H
#define RENDER_NUMBER_H

#include "metric/definition.h"

/* "49.9 %", "1 h 15 min", "12,345.60 USD", "3.40". In the thread's language. Lives in the arena. */
const char *format_number(Arena *arena, double number, Unit unit, const char *currency);
/* Without the unit: for the bounds of an interval. */
const char *format_plain(Arena *arena, double number, Unit unit);

/* The digits and separators from now on: a numbering system of Unicode ("latn", "arab", "arabext"), NUMBER_LANGUAGE for
 * what the thread's language writes, NULL for the English form. Returns what held before. */
#define NUMBER_LANGUAGE "language"
const char *number_write_in(const char *numbering);

/* A text with all its digits in the thread's; for labels of periods and counts. */
const char *number_digits(Arena *arena, const char *text);
const char *number_count(Arena *arena, size_t count);
const char *number_share(Arena *arena, double share); /* of 1, in whole percents: "23 %" */
const char *number_decimals(Arena *arena, double number, int decimals);

#endif
