/* Copies a store into one file, also while it is served. */
#include "cli/command.h"

#include "base/translate.h"
#include "store/folder.h"
#include "store/store.h"

static Status run(CommandContext *context)
{
    const char *path = operand(context->arguments, 0), *file = operand(context->arguments, 1);
    Status status = store_backup_by_holder(path, file, context->error);
    if (status == STATUS_NOT_FOUND) {
        /* No one serves it: we open it ourselves. */
        Store *store;
        *context->error = (Error){0};
        TRY(store_open(path, &(StoreOptions){.holder = "backup"}, &store, context->error));
        status = store_backup(store, file, context->error);
        store_close(store);
    }
    if (status != STATUS_OK && folder_has(file, "facts.duckdb") && !folder_has(path, "facts.duckdb"))
        error_hint(context->error, _("the store comes first: mizan backup %s %s"), file, path);
    else if (status == STATUS_ALREADY_EXISTS)
        error_hint(context->error, "%s", _("nothing was overwritten; give the backup another name"));
    return status;
}

static const Option options[] = {{0}};

extern const Command command_backup;
const Command command_backup = {
    .name = "backup", .synopsis = "STORE FILE", .help = N_("copy a store into one file, also while it is served"),
    .details = N_("The key of sealed secrets (STORE/secrets.key) is not in it: keep a copy of that file apart, and put it back "
                  "beside the store that \"mizan restore\" lays out."),
    .operands_min = 2, .operands_max = 2, .options = options, .run = run,
};
