/* The words of an initiative at the command line. */
#ifndef CLI_INITIATIVE_OPTIONS_H
#define CLI_INITIATIVE_OPTIONS_H

#include "cli/objective_options.h"
#include "goal/initiative.h"

/* Over what `initiative` holds; `*ret_end` tells whether a last day was given. */
Status initiative_options_read(const CommandContext *context, Initiative *initiative, bool *ret_end) MUST_CHECK;

/* Elements of an Option array. */
#define INITIATIVE_OPTIONS                                                                                       \
    {.name = "title", .argument = "TEXT", .help = N_("what is done"), .flag_only = true},                        \
    {.name = "owner", .argument = "NAME", .help = N_("who answers for it"), .flag_only = true},                  \
    {.name = "from", .argument = "DAY", .help = N_("its first day"), .flag_only = true},                         \
    {.name = "to", .argument = "DAY", .help = N_("its last day"), .flag_only = true},                            \
    {.name = "state", .argument = "STATE", .help = N_("planned, running, done or dropped"), .flag_only = true},  \
    {.name = "key-result", .argument = "NUMBER", .help = N_("which it should move"), .flag_only = true},         \
    {.name = "outcome", .argument = "TEXT", .help = N_("what came of it"), .flag_only = true},

#endif
