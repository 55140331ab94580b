#include "cli/command.h"

#include "base/translate.h"

static Status run(CommandContext *context)
{
    fprintf(context->out, "mizan %s\n", MIZAN_VERSION);
    return STATUS_OK;
}

static const Option options[] = {{0}};

extern const Command command_version;
const Command command_version = {
    .name = "version", .synopsis = "", .help = N_("print the versions of the program and of its engines"),
    .operands_min = 0, .operands_max = 0, .options = options, .run = run,
};
