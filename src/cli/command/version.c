#include "cli/command.h"

#include "base/translate.h"
#include "store/facts.h"
#include "store/records.h"

static Status run(CommandContext *context)
{
    fprintf(context->out, "mizan %s\n%s\n%s\n", MIZAN_VERSION, facts_engine_version(), records_engine_version());
    return STATUS_OK;
}

static const Option options[] = {{0}};

extern const Command command_version;
const Command command_version = {
    .name = "version", .synopsis = "", .help = N_("print the versions of the program and of its engines"),
    .operands_min = 0, .operands_max = 0, .options = options, .run = run,
};
