/* Numbers for people: rounded, grouped, with their unit. */
#ifndef RENDER_NUMBER_H
#define RENDER_NUMBER_H

#include "metric/definition.h"

/* "49.9 %", "1 h 15 min", "12,345.60 USD", "3.40". In the thread's language. Lives in the arena. */
const char *format_number(Arena *arena, double number, Unit unit, const char *currency);
/* Without the unit: for the bounds of an interval. */
const char *format_plain(Arena *arena, double number, Unit unit);

#endif
