/* What the commands about comments, shares and links have in common: the records beside a server that runs, who speaks,
 * and what about. */
#ifndef CLI_TALK_H
#define CLI_TALK_H

#include "cli/command.h"
#include "render/talk.h"

typedef struct Talk {
    Records *records;
    Principal who;   /* --as ACCOUNT; without it the command line, which is an owner and has no account */
    Subject subject; /* where the second operand is KIND:ID */
    const char *target; /* what the log names; NULL: the second operand */
} Talk;

typedef struct TalkWork {
    const char *action;    /* in the log: "comment.add"; NULL: nothing is changed */
    Permission permission; /* what --as must hold */
    bool account;          /* --as has to be given: it is said or made by somebody */
    bool subject;          /* the second operand is KIND:ID */
    bool open;             /* and who asks has to be allowed to read what is said about it */
    Status (*work)(CommandContext *context, Talk *talk);
} TalkWork;

/* Opens the records, does the work, writes the log, and tells a server that holds the store. */
Status talk_run(CommandContext *context, const TalkWork *work) MUST_CHECK;

#define OPTION_SPEAKER                                                                                        \
    {.name = "as", .argument = "ACCOUNT", .help = N_("who does it: a number, a mail or a name"), .flag_only = true}

#endif
