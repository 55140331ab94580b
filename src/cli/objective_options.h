/* Words that the commands about objectives take apart in the same way. */
#ifndef CLI_OBJECTIVE_OPTIONS_H
#define CLI_OBJECTIVE_OPTIONS_H

#include "cli/goal_options.h"
#include "cli/kpi_options.h"
#include "goal/objective.h"

/* The words of an objective over what `objective` holds; --period stands for --from and --to. */
Status objective_options_read(const CommandContext *context, const KpiDoor *door, Objective *objective) MUST_CHECK;
/* --period, or --from and --to; `*ret_end` tells whether an end was given. */
Status option_span(const CommandContext *context, const KpiDoor *door, int32_t *ret_from, int32_t *ret_to, bool *ret_end) MUST_CHECK;
/* --revision: refused as another's change where the objective is not of it any more; 0 without. */
Status option_revision(const CommandContext *context, int64_t *ret_revision) MUST_CHECK;
/* An operand that numbers a key result or an initiative; 0, which nothing has, where it is no number. */
int64_t operand_number(const CommandContext *context, size_t index);

/* Elements of an Option array. */
#define SPAN_OPTIONS                                                                                             \
    {.name = "period", .argument = "NAME", .help = N_("this-quarter, next-quarter, this-year or next-year of the organization's calendar"), .flag_only = true}, \
    {.name = "from", .argument = "DAY", .help = N_("its first day"), .flag_only = true},                         \
    {.name = "to", .argument = "DAY", .help = N_("the deadline, included"), .flag_only = true},
#define OBJECTIVE_OPTIONS                                                                                        \
    {.name = "title", .argument = "TEXT", .help = N_("what is to be reached"), .flag_only = true},               \
    {.name = "why", .argument = "TEXT", .help = N_("why it matters"), .flag_only = true},                        \
    {.name = "level", .argument = "LEVEL", .help = N_("company (default), department, team or person"), .flag_only = true}, \
    {.name = "of", .argument = "NAME", .help = N_("which department, team or person"), .flag_only = true},       \
    {.name = "owner", .argument = "NAME", .help = N_("who answers for it"), .flag_only = true},                  \
    SPAN_OPTIONS                                                                                                 \
    {.name = "committed", .help = N_("a promise and not an aspiration"), .flag_only = true},
#define CHANGE_OPTIONS                                                                                           \
    {.name = "revision", .argument = "NUMBER", .help = N_("the revision that was read: another's change since then is told"), .flag_only = true}, \
    {.name = "reason", .argument = "TEXT", .help = N_("kept in its history"), .flag_only = true},

#endif
