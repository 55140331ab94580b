/* What the commands about reviews share. */
#ifndef CLI_REVIEW_OPTIONS_H
#define CLI_REVIEW_OPTIONS_H

#include "cli/kpi_options.h"
#include "review/sheet.h"

/* A whole number from 1 on that is an operand: of a review, an entry or an action. `what` is said where it is none. */
Status review_operand(const CommandContext *context, int index, const char *what, int64_t *ret_number) MUST_CHECK;
/* "weekly" or "monthly". */
Status operand_kind(const CommandContext *context, int index, ReviewKind *ret_kind) MUST_CHECK;
/* --as ACCOUNT: the door's rows become those of the account, and its name is whose actions are their own; NULL without. */
Status review_reader(const CommandContext *context, KpiDoor *door, const char **ret_person) MUST_CHECK;
/* What was done with a review, in the log. */
Status review_log(const CommandContext *context, const KpiDoor *door, const char *action, int64_t review) MUST_CHECK;

#endif
