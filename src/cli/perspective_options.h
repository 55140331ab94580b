/* What the commands about perspectives share. */
#ifndef CLI_PERSPECTIVE_OPTIONS_H
#define CLI_PERSPECTIVE_OPTIONS_H

#include "cli/kpi_options.h"
#include "cli/logbook.h"
#include "goal/perspective.h"

/* Title, weight and place from the options, over what `perspective` holds already. */
Status perspective_options_read(const CommandContext *context, ScorecardPerspective *perspective) MUST_CHECK;
/* Elements of an Option array. */
#define PERSPECTIVE_OPTIONS                                                                                    \
    {.name = "title", .argument = "TEXT", .help = N_("what people call it; \"\" gives one of the four its own name back"), \
     .flag_only = true},                                                                                       \
    {.name = "weight", .argument = "NUMBER", .help = N_("what it counts in the score of the whole; 1 by default"), .flag_only = true}, \
    {.name = "place", .argument = "NUMBER", .help = N_("where it stands, 1 being the top"), .flag_only = true},

#endif
