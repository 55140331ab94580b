/* Makes a store from a backup. */
#include "cli/command.h"

#include "base/translate.h"
#include "store/store.h"

static Status run(CommandContext *context)
{
    return store_restore(operand(context->arguments, 0), operand(context->arguments, 1), context->error);
}

static const Option options[] = {{0}};

extern const Command command_restore;
const Command command_restore = {
    .name = "restore", .synopsis = "FILE STORE", .help = N_("make a store from a backup"),
    .details = N_("STORE must not be there yet, or be an empty folder. The backup's sums are checked first."),
    .operands_min = 2, .operands_max = 2, .options = options, .run = run,
};
