/*
 * Options of a command: one table gives the parsing, the help and the "did you mean".
 *
 * `--name VALUE`, `--name=VALUE`, switches without a value, `--` ends options. An option of the command can
 * also come from the environment: MIZAN_NAME, dashes as underscores. A flag wins over the environment.
 */
#ifndef CONFIG_OPTION_H
#define CONFIG_OPTION_H

#include "base/arena.h"
#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct Option {
    const char *name;     /* without the dashes */
    const char *argument; /* "FILE"; NULL: a switch */
    const char *help;     /* N_(): a line */
    bool repeats;         /* may be given several times */
    bool flag_only;       /* never from the environment: what is changed for good is asked for by hand */
} Option;

typedef struct Arguments Arguments;

/* Parses what follows the command's name. Operands keep their order. `options` ends with a NULL name. */
Status arguments_parse(Arena *arena, const Option *options, int argc, char *const *argv,
                       Arguments **ret_arguments, Error *error) MUST_CHECK;

/* The value of the last occurrence; NULL when not given. A switch that was given has the value "". */
const char *argument_value(const Arguments *arguments, const char *name);
bool argument_given(const Arguments *arguments, const char *name);
/* All values of an option that repeats, in order; the count is returned. */
size_t argument_values(const Arguments *arguments, const char *name, const char *const **ret_values);
size_t operand_count(const Arguments *arguments);
const char *operand(const Arguments *arguments, size_t index); /* NULL past the end */

#endif
