/* What the program says about itself and about errors. */
#ifndef CLI_HELP_H
#define CLI_HELP_H

#include "cli/command.h"

void help_print_all(FILE *out);
/* The commands of two words that begin with `word`. */
void help_print_group(FILE *out, const char *word);
void help_print_command(FILE *out, const Command *command);
/* An error for people: what, where, value, hint. */
void help_print_error(FILE *out, const Error *error);

#endif
