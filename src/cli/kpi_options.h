/* What the commands about KPIs share. */
#ifndef CLI_KPI_OPTIONS_H
#define CLI_KPI_OPTIONS_H

#include "cli/command.h"
#include "goal/kpi.h"

/* A store opened to ask about KPIs. */
typedef struct KpiDoor {
    Store *store;
    MetricRegistry *registry;
    FactsSession *session;
    Organization organization;
    KpiAsker asker;
} KpiDoor;

/* Opens the store that is the first operand. `door` is closed with kpi_door_close() also where this fails. */
Status kpi_door_open(CommandContext *context, KpiDoor *door) MUST_CHECK;
void kpi_door_close(KpiDoor *door);

/* Does the work, which opens the door, and closes it. */
Status kpi_door_run(CommandContext *context, Status (*work)(CommandContext *context, KpiDoor *door)) MUST_CHECK;

/* Who changes something at the command line: the name of the system's account. */
const char *kpi_author(Arena *arena);

/* The words of a KPI from the options of "kpi add", over what `kpi` holds already. */
Status kpi_options_read(const CommandContext *context, const Organization *organization, const MetricRegistry *registry,
                        Kpi *kpi) MUST_CHECK;
/* Elements of an Option array. */
#define KPI_OPTIONS                                                                                            \
    {.name = "title", .argument = "TEXT", .help = N_("its name; the metric's by default"), .flag_only = true}, \
    {.name = "goal", .argument = "TEXT", .help = N_("step 1: what it serves"), .flag_only = true},             \
    {.name = "criterion", .argument = "TEXT", .help = N_("step 2: what is judged"), .flag_only = true},        \
    {.name = "metric", .argument = "ID", .help = N_("step 3: the metric that measures it"), .flag_only = true},\
    {.name = "variant", .argument = "NAME", .help = N_("another form of the metric"), .flag_only = true},      \
    {.name = "set", .argument = "NAME=VALUE", .help = N_("a parameter of the metric"), .repeats = true},       \
    {.name = "where", .argument = "SLICE=VALUE", .help = N_("count only these facts"), .repeats = true},       \
    {.name = "period", .argument = "LENGTH", .help = N_("step 5: how often it is measured: day, week, month, quarter or year"), .flag_only = true}, \
    {.name = "calendar", .argument = "NAME", .help = N_("gregorian, persian, islamic or fiscal; the organization's by default"), .flag_only = true}, \
    {.name = "perspective", .argument = "NAME", .help = N_("one of \"mizan perspective list\"; the metric's by default"), .flag_only = true}, \
    {.name = "leading", .help = N_("moves before the result that it drives"), .flag_only = true},              \
    {.name = "lagging", .help = N_("moves after what drives it (the default)"), .flag_only = true},            \
    {.name = "kind", .argument = "KIND", .help = N_("kpi: a performance that someone can act upon; kri: a result; the metric's by default"), .flag_only = true}, \
    {.name = "objective", .argument = "ID", .help = N_("step 1: the objective that it serves"), .flag_only = true}, \
    {.name = "people", .argument = "TEXT", .help = N_("who is needed to reach the target"), .flag_only = true}, \
    {.name = "money", .argument = "TEXT", .help = N_("what money is needed to reach it"), .flag_only = true},   \
    {.name = "tools", .argument = "TEXT", .help = N_("what tools are needed to reach it"), .flag_only = true},  \
    {.name = "by-hand", .argument = "TEXT", .help = N_("step 6: values are entered by hand: who does it, and when"), .flag_only = true}, \
    {.name = "review", .argument = "DAY", .help = N_("when its definition and target are looked at again"), .flag_only = true}, \
    {.name = "owner", .argument = "NAME", .help = N_("who answers for it"), .flag_only = true},                \
    {.name = "source", .argument = "TEXT", .help = N_("step 6: where its facts come from"), .flag_only = true},\
    {.name = "fresh-days", .argument = "DAYS", .help = N_("facts older than this are late"), .flag_only = true},

#endif
