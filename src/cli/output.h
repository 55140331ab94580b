/* What a command answers: collected, and printed when it is whole. */
#ifndef CLI_OUTPUT_H
#define CLI_OUTPUT_H

#include "base/text.h"
#include "cli/command.h"

enum { OUTPUT_LIMIT = 512 << 20 }; /* bytes of one answer */

/* A table for people or JSON for programs. */
#define OPTION_FORMAT {.name = "format", .argument = "FORMAT", .help = N_("table (default) or json")}
Status output_json(const CommandContext *context, bool *ret_json) MUST_CHECK;

/* An empty answer; goes with output_print or text_builder_free. */
TextBuilder output_begin(void);
/* STATUS_TOO_LARGE where a part did not fit. */
Status output_check(const CommandContext *context, const TextBuilder *text) MUST_CHECK;
/* Prints it, once it is checked, with an end of line behind it, and frees it. */
Status output_print(const CommandContext *context, TextBuilder *text) MUST_CHECK;

#endif
