#include "cli/logbook.h"

#include "base/translate.h"
#include "import/import.h"

#include <inttypes.h>

static Status undo_in(Store *store, CommandContext *context, int64_t batch, Error *error)
{
    FactsSession *session CLEANUP(facts_session_cleanup) = NULL;
    TRY(facts_session_open(store_facts(store), &session, error));
    ImportUndone undone;
    TRY(import_undo(store, session, context->arena, batch, &undone, error));
    TRY(logbook_append(context, store_records(store), "import.undo", arena_format(context->arena, "import %" PRId64, batch), NULL));
    fprintf(context->out, _("Import %" PRId64 " is undone: %" PRId64 " rows removed, %" PRId64 " rows as they were before\n"), batch,
            undone.removed, undone.restored);
    for (size_t i = 0; i < undone.confirming_count; i++)
        fprintf(stderr, _("note: import %" PRId64 " came later and found rows as they were; if they were of this one, import its file again\n"),
                undone.confirming[i]);
    return STATUS_OK;
}

static Status run(CommandContext *context)
{
    const char *word = operand(context->arguments, 1);
    long batch;
    if (!text_to_long(text_of(word), &batch) || batch < 1) {
        error_set(context->error, STATUS_INVALID_ARGUMENT, _("\"%s\" is not the number of an import"), word);
        error_hint(context->error, _("the imports there were, with their numbers: mizan batch list %s"),
                   operand(context->arguments, 0));
        return context->error->status;
    }
    Store *store;
    TRY(store_open(operand(context->arguments, 0), &(StoreOptions){.holder = "undo"}, &store, context->error));
    Status status = undo_in(store, context, batch, context->error);
    store_close(store);
    if (status == STATUS_NOT_FOUND)
        error_hint(context->error, _("the imports there were, with their numbers: mizan batch list %s"),
                   operand(context->arguments, 0));
    return status;
}

static const Option options[] = {{0}};

extern const Command command_undo;
const Command command_undo = {
    .name = "undo", .synopsis = "STORE BATCH", .help = N_("take an import back"),
    .details = N_("Rows that the import added go, rows that it changed get their earlier form. Where a later import changed\n"
                  "the same rows it has to be undone first. Of imports that changed rows this is possible for 90 days."),
    .operands_min = 2, .operands_max = 2, .options = options, .run = run,
};
