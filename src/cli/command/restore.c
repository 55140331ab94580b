/* Makes a store from a backup. */
#include "cli/command.h"

#include "base/translate.h"
#include "store/folder.h"
#include "store/store.h"

static Status run(CommandContext *context)
{
    const char *file = operand(context->arguments, 0), *path = operand(context->arguments, 1);
    Status status = store_restore(file, path, context->error);
    if (status != STATUS_OK && folder_has(file, "facts.duckdb") && !folder_has(path, "facts.duckdb"))
        error_hint(context->error, "%s", _("the backup comes first: mizan restore FILE STORE"));
    else if (status == STATUS_INVALID_DATA && !context->error->hint[0])
        error_hint(context->error, "%s", _("a backup is a file that \"mizan backup\" makes"));
    return status;
}

static const Option options[] = {{0}};

extern const Command command_restore;
const Command command_restore = {
    .name = "restore", .synopsis = "FILE STORE", .help = N_("make a store from a backup"),
    .details = N_("STORE must not be there yet, or be an empty folder. The backup's sums are checked first."),
    .operands_min = 2, .operands_max = 2, .options = options, .run = run,
};
