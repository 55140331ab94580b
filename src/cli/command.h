/*
 * The commands of the program. A command is one file in command/ and one row in commands.c.
 */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include "config/option.h"

#include <stdio.h>

typedef struct CommandContext {
    Arena *arena;               /* lives as long as the command */
    const Arguments *arguments; /* parsed against the command's options */
    FILE *out;                  /* results; notices and errors go to standard error */
    Error *error;
} CommandContext;

typedef struct Command {
    const char *name;        /* "metric value": one or two words */
    const char *synopsis;    /* "STORE ID": the operands */
    const char *help;        /* N_(): one line */
    const char *details;     /* N_(): paragraphs for --help; NULL: none */
    int operands_min, operands_max; /* -1: no limit */
    const Option *options;   /* ends with a NULL name; --help is added to none: it is parsed for all */
    Status (*run)(CommandContext *context);
} Command;

extern const Command *const commands[];
extern const size_t command_count;

#endif
