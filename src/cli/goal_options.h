/* Words that the commands about goals take apart in the same way. */
#ifndef CLI_GOAL_OPTIONS_H
#define CLI_GOAL_OPTIONS_H

#include "cli/command.h"

#include <stdbool.h>

/* A day; `*ret_given` tells whether the option was there, without which `*ret_day` is left. */
Status option_day(const CommandContext *context, const char *name, bool *ret_given, int32_t *ret_day) MUST_CHECK;
/* The same of a number. */
Status option_number(const CommandContext *context, const char *name, bool *ret_given, double *ret_number) MUST_CHECK;

#endif
