#include "cli/logbook.h"

#include "base/text.h"
#include "base/translate.h"
#include "import/import.h"
#include "import/mapping.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* What the progress line needs to know from one call to the next. */
typedef struct Watch {
    FILE *out;
    bool terminal;
    struct timespec started;
    double told; /* seconds at which the last line was printed */
    bool shown;
} Watch;

static double seconds_since(const struct timespec *start)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - start->tv_sec) + (double)(now.tv_nsec - start->tv_nsec) / 1e9;
}

enum { BAR = 24, PLAIN_EVERY = 5 };

static void show_progress(const ImportProgress *progress, void *context)
{
    Watch *watch = context;
    double seconds = seconds_since(&watch->started);
    double share = progress->bytes_total > 0 ? (double)progress->bytes_done / (double)progress->bytes_total : 0;
    if (seconds < 0.5 || (!watch->terminal && seconds - watch->told < PLAIN_EVERY))
        return;
    watch->told = seconds;
    char bar[BAR + 1];
    memset(bar, ' ', BAR);
    bar[BAR] = '\0';
    memset(bar, '=', (size_t)(share * BAR));
    char rest[48] = "";
    if (share > 0.02)
        snprintf(rest, sizeof rest, _(", %.0f s left"), seconds / share - seconds);
    fprintf(watch->out, watch->terminal ? "\r[%s] %3.0f %%  " : "%.0s%3.0f %%  ", bar, share * 100);
    fprintf(watch->out, _("%s: %" PRId64 " rows, %.0f rows/s%s"), _(progress->stage), progress->rows,
            (double)progress->rows / seconds, rest);
    fputs(watch->terminal ? "\033[K" : "\n", watch->out);
    fflush(watch->out);
    watch->shown = true;
}

static Status find_kind(const char *name, const Kind **ret_kind, Error *error)
{
    *ret_kind = schema_kind(name);
    if (*ret_kind)
        return STATUS_OK;
    const char *names[64];
    size_t count = 0;
    for (; count < schema_kind_count && count < 64; count++)
        names[count] = schema_kinds[count]->name;
    const char *nearest = text_nearest(name, names, count);
    error_set(error, STATUS_INVALID_ARGUMENT, _("there is no kind of fact \"%s\""), name);
    TextBuilder list = text_builder(200);
    for (size_t i = 0; i < count; i++) {
        text_append(&list, i ? ", " : "");
        text_append(&list, names[i]);
    }
    if (nearest)
        error_hint(error, _("did you mean %s?"), nearest);
    else
        error_hint(error, _("there are: %s"), list.bytes);
    text_builder_free(&list);
    return error->status;
}

static void print_result(CommandContext *context, const ImportResult *result, bool dry_run)
{
    FILE *out = context->out;
    if (result->repeated)
        fprintf(out, _("This import was made before, as batch %" PRId64 ".\n"), result->batch);
    if (dry_run)
        fprintf(out, "%s\n", _("Nothing was stored (--dry-run). It would be:"));
    fprintf(out, _("%" PRId64 " rows read: %" PRId64 " added, %" PRId64 " changed, %" PRId64 " unchanged, %" PRId64
                   " rejected\n"),
            result->read, result->added, result->changed, result->unchanged, result->rejected);
    if (result->rejects)
        fprintf(out, _("rejected rows, with line, column and reason: %s\n"), result->rejects);
    for (size_t i = 0; i < result->note_count; i++)
        fprintf(stderr, _("note: %s: %s\n"), result->notes[i].column, _(result->notes[i].message));
}

static Status import_into(Store *store, CommandContext *context, const Kind *kind, Error *error)
{
    const Arguments *arguments = context->arguments;
    size_t files = operand_count(arguments) - 2;
    const char **names = ARENA_ARRAY(context->arena, files, const char *);
    for (size_t i = 0; i < files; i++)
        names[i] = operand(arguments, i + 2);
    Watch watch = {.out = stderr, .terminal = isatty(STDERR_FILENO) == 1};
    clock_gettime(CLOCK_MONOTONIC, &watch.started);
    ImportOptions options = {
        .files = names, .file_count = files, .map = argument_value(arguments, "map"),
        .rejects = argument_value(arguments, "rejects"), .dry_run = argument_given(arguments, "dry-run"),
        .progress = argument_given(arguments, "quiet") ? NULL : show_progress, .progress_context = &watch,
    };
    FactsSession *session CLEANUP(facts_session_cleanup) = NULL;
    TRY(facts_session_open(store_facts(store), &session, error));
    ImportResult result;
    Status status = import_files(store, session, context->arena, kind, &options, &result, error);
    if (watch.shown && watch.terminal)
        fputs("\r\033[K", stderr);
    TRY(status);
    if (!options.dry_run)
        TRY(logbook_append(context, store_records(store), "import.write", kind->name,
                           arena_format(context->arena, "import %lld, added %lld, changed %lld, rejected %lld, from %s",
                                        (long long)result.batch, (long long)result.added, (long long)result.changed,
                                        (long long)result.rejected, names[0])));
    print_result(context, &result, options.dry_run);
    bool nothing = result.rejected > 0 && result.added + result.changed + result.unchanged == 0;
    if (!nothing)
        return STATUS_OK;
    error_set(error, STATUS_INVALID_DATA, "%s", _("every row was rejected"));
    if (result.rejects)
        error_hint(error, _("see %s for the reasons"), result.rejects);
    return error->status;
}

static bool is_folder(const char *path)
{
    struct stat found;
    return path && stat(path, &found) == 0 && S_ISDIR(found.st_mode);
}

/* What is rejected is written when all was read: that it can be is found out before. */
static Status check_place(CommandContext *context, const char *rejects)
{
    const char *folder = text_folder(context->arena, rejects);
    if (access(folder, W_OK | X_OK) == 0)
        return STATUS_OK;
    error_set_errno(context->error, errno, "%s", folder);
    error_where(context->error, "--rejects");
    return context->error->status;
}

/* A folder where a file is needed; a shipped mapping is found whatever lies here by its name. */
static Status check_files(CommandContext *context, const Kind *kind)
{
    Mapping *mapping;
    Error ignored;
    const char *map = argument_value(context->arguments, "map"), *rejects = argument_value(context->arguments, "rejects");
    bool rejected = is_folder(rejects);
    if (rejects && !rejected)
        TRY(check_place(context, rejects));
    bool mapped = is_folder(map) && mapping_read(context->arena, kind, map, &mapping, &ignored) != STATUS_OK;
    if (!rejected && !mapped)
        return STATUS_OK;
    error_set(context->error, STATUS_INVALID_ARGUMENT, _("%s is a folder, not a file"), rejected ? rejects : map);
    error_where(context->error, "%s", rejected ? "--rejects" : "--map");
    return STATUS_INVALID_ARGUMENT;
}

static Status run(CommandContext *context)
{
    const Kind *kind;
    Status known = find_kind(operand(context->arguments, 1), &kind, context->error);
    if (known != STATUS_OK && schema_kind(operand(context->arguments, 0)))
        error_hint(context->error, _("the store comes first: mizan import %s %s FILE"), operand(context->arguments, 1),
                   operand(context->arguments, 0));
    else if (known != STATUS_OK && schema_kind(operand(context->arguments, 2)))
        error_hint(context->error, _("the kind comes before the files: mizan import %s %s %s"), operand(context->arguments, 0),
                   operand(context->arguments, 2), operand(context->arguments, 1));
    TRY(known);
    TRY(check_files(context, kind));
    Store *store;
    TRY(store_open(operand(context->arguments, 0), &(StoreOptions){.holder = "import"}, &store, context->error));
    Status status = import_into(store, context, kind, context->error);
    store_close(store);
    return status;
}

static const Option options[] = {
    {.name = "map", .argument = "MAP", .help = N_("a mapping file, or a shipped one: zendesk, freshdesk, intercom, stripe, ...")},
    {.name = "dry-run", .help = N_("check and count, store nothing")},
    {.name = "rejects", .argument = "FILE", .help = N_("where to write rejected rows (STORE/rejects/BATCH.csv)")},
    {.name = "quiet", .help = N_("no progress")},
    {0},
};

extern const Command command_import;
const Command command_import = {
    .name = "import", .synopsis = "STORE KIND FILE...", .help = N_("bring files of facts into a store"),
    .details = N_("KIND is answer, ticket, subscription, order, event, spend, measurement, pulse_answer, one_on_one,\n"
                  "customer, employee, team, brand, campaign or exchange_rate. FILE is CSV, XLSX, NDJSON or Parquet,\n"
                  "also compressed with gzip. Columns are found by their names, or by a mapping.\n"
                  "Rejected rows can be mended in their file and imported again. Exit status 3: all were rejected."),
    .operands_min = 3, .operands_max = -1, .options = options, .run = run,
};
