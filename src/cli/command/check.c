#include "cli/command.h"

#include "base/translate.h"
#include "organization/check.h"

static void print_finding(FILE *out, const Finding *finding)
{
    fprintf(out, "%-8s %-14s ", _(severity_name(finding->severity)), finding->kind ? finding->kind : "-");
    if (finding->count)
        fprintf(out, "%lld: ", (long long)finding->count);
    fprintf(out, "%s (%s)\n", finding->message, finding->code);
    if (finding->examples[0])
        fprintf(out, "%-8s %-14s %s %s\n", "", "", _("such as"), finding->examples);
}

static long long count_of(const Findings *findings, Severity severity)
{
    long long count = 0;
    for (size_t i = 0; i < findings->count; i++)
        count += findings->items[i].severity == severity;
    return count;
}

static void print_findings(CommandContext *context, const Findings *findings)
{
    FILE *out = context->out;
    fprintf(out, _("Read %lld rows in %lld tables; schema %d of facts, %d of records.\n"),
            (long long)findings->rows, (long long)findings->tables, findings->facts_version, findings->records_version);
    /* The worst first. */
    for (int severity = SEVERITY_BROKEN; severity >= SEVERITY_NOTE; severity--)
        for (size_t i = 0; i < findings->count; i++)
            if ((int)findings->items[i].severity == severity)
                print_finding(out, &findings->items[i]);
    fprintf(out, _("Broken: %lld. Warnings: %lld. Notes: %lld.\n"),
            count_of(findings, SEVERITY_BROKEN), count_of(findings, SEVERITY_WARNING),
            count_of(findings, SEVERITY_NOTE));
}

static bool is_mendable(const Findings *findings)
{
    for (size_t i = 0; i < findings->count; i++)
        if (findings->items[i].mendable)
            return true;
    return false;
}

static Status check(CommandContext *context, Store *store, bool repair)
{
    Findings findings;
    TRY(organization_check(store, context->arena, &findings, context->error));
    bool mendable = is_mendable(&findings);
    if (repair && mendable) {
        print_findings(context, &findings);
        fprintf(context->out, "\n%s\n\n", _("The calendar, working hours and local days are made anew."));
        TRY(organization_mend(store, context->error));
        TRY(organization_check(store, context->arena, &findings, context->error));
    }
    print_findings(context, &findings);
    if (count_of(&findings, SEVERITY_BROKEN) == 0)
        return STATUS_OK;
    error_set(context->error, STATUS_INVALID_DATA, "%s", _("something in the store is broken"));
    if (mendable && !repair)
        error_hint(context->error, _("\"mizan check %s --repair\" mends a part of it"), operand(context->arguments, 0));
    return context->error->status;
}

static Status run(CommandContext *context)
{
    const StoreOptions store_options = {.repair = argument_given(context->arguments, "repair")};
    Store *store;
    TRY(store_open(operand(context->arguments, 0), &store_options, &store, context->error));
    Status status = check(context, store, store_options.repair);
    store_close(store);
    return status;
}

static const Option options[] = {
    {.name = "repair", .help = N_("mend what can be mended: a damaged log, the calendar, local days")},
    {0},
};

extern const Command command_check;
const Command command_check = {
    .name = "check", .synopsis = "STORE", .help = N_("verify a store and the quality of its data"),
    .details = N_("Reads everything once: whether both engines' files are whole, whether the calendar and the local days "
                  "follow from the settings, and what about the data keeps numbers from being right: rows that break a "
                  "rule, days without facts, customers that are not known, mixed scales, missing exchange rates. Ends "
                  "with status 3 when something is broken."),
    .operands_min = 1, .operands_max = 1, .options = options, .run = run,
};
