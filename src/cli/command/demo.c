#include "cli/command.h"

#include "base/translate.h"
#include "calendar/day.h"
#include "demo/demo.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define DEMO_ZONE "Asia/Riyadh"
/* From this scale on the dimensions alone would fill the usual memory. */
#define LARGE_SCALE 100.0

static Status read_options(const CommandContext *context, DemoOptions *options)
{
    const Arguments *arguments = context->arguments;
    const char *scale = argument_value(arguments, "scale"), *until = argument_value(arguments, "until");
    options->scale = 1;
    options->only = argument_value(arguments, "only");
    options->csv = argument_value(arguments, "csv");
    if (scale && !text_to_double(text_of(scale), &options->scale))
        return error_set(context->error, STATUS_INVALID_ARGUMENT, _("--scale is a number, not \"%s\""), scale);
    if (until && !day_parse(text_of(until), &options->until))
        return error_set(context->error, STATUS_INVALID_ARGUMENT, _("--until is a day like 2026-11-20, not \"%s\""),
                         until);
    if (!until) {
        TRY(day_today(DEMO_ZONE, &options->until, context->error));
        options->until--;
    }
    return demo_check(options, context->error);
}

static void show_progress(double share, void *context)
{
    int *shown = context;
    int percent = (int)(share * 100);
    if (percent == *shown || !isatty(STDERR_FILENO))
        return;
    *shown = percent;
    fprintf(stderr, "\r%3d %%%s", percent, percent == 100 ? "\r     \r" : "");
    fflush(stderr);
}

static Status print_made(CommandContext *context, Store *store, const DemoOptions *options)
{
    FactsSession *session CLEANUP(facts_session_cleanup) = NULL;
    FactsResult *result CLEANUP(facts_result_cleanup) = NULL;
    TRY(facts_session_open(store_facts(store), &session, context->error));
    TRY(facts_query(session, "SELECT kind, added FROM batch ORDER BY batch", NULL, 0, &result, context->error));
    int64_t total = 0;
    for (bool row;;) {
        TRY(facts_result_next(result, &row, context->error));
        if (!row)
            break;
        Text kind = facts_result_value(result, 0).text;
        int64_t added = facts_result_value(result, 1).integer;
        total += added;
        fprintf(context->out, "%-14.*s %12lld\n", (int)kind.length, kind.bytes, (long long)added);
    }
    char day[11];
    day_format(options->until, day);
    fprintf(context->out, _("%lld rows until %s in %s\n"), (long long)total, day, store_path(store));
    fprintf(context->out, "\n%s\n  mizan serve %s\n  mizan metric value %s nps --period month --by brand\n", _("Next:"),
            store_path(store), store_path(store));
    return STATUS_OK;
}

static bool absent_or_empty(const char *path)
{
    struct stat about;
    return stat(path, &about) != 0 || rmdir(path) == 0;
}

static Status run(CommandContext *context)
{
    const char *path = operand(context->arguments, 0);
    DemoOptions options = {0};
    TRY(read_options(context, &options));
    int shown = -1;
    if (isatty(STDERR_FILENO)) {
        options.progress = show_progress;
        options.progress_context = &shown;
    }
    if (absent_or_empty(path))
        TRY(demo_create(path, options.until, context->error));
    Store *store;
    StoreOptions open = {.holder = "demo", .memory_limit_mb = options.scale > LARGE_SCALE ? 4096 : 0};
    TRY(store_open(path, &open, &store, context->error));
    Status status = demo_fill(store, &options, context->error);
    if (status == STATUS_OK && !options.only)
        status = demo_work(store, context->error);
    if (status == STATUS_OK)
        status = print_made(context, store, &options);
    store_close(store);
    return status;
}

static const Option options[] = {
    {.name = "scale", .argument = "N", .help = N_("times as many of everything: 1 is some 170,000 facts, 600 is 100 million")},
    {.name = "until", .argument = "DAY", .help = N_("the last day; yesterday when not given")},
    {.name = "only", .argument = "KIND", .help = N_("one kind of fact alone, with all dimensions")},
    {.name = "csv", .argument = "FILE", .help = N_("also write the tickets as CSV")},
    {0},
};

extern const Command command_demo;
const Command command_demo = {
    .name = "demo", .synopsis = "STORE", .help = N_("make a sample company: two years of every kind of fact"),
    .details = N_("Makes STORE where there is none. The same options give the same company. What there is to find in "
                  "it: a team that answers ever later, a segment that leaves, a campaign whose leads do not buy."),
    .operands_min = 1, .operands_max = 1, .options = options, .run = run,
};
