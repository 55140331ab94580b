/* What the commands about metrics share. */
#ifndef CLI_METRIC_WORDS_H
#define CLI_METRIC_WORDS_H

#include "cli/kpi_options.h"

/* The metrics that the operands are about: those of the store that the first names, where it names one, and `*ret_words`
 * is 1; else the shipped ones, and it is 0. The caller frees the registry. */
Status metric_words_registry(CommandContext *context, MetricRegistry **ret_registry, int *ret_words) MUST_CHECK;

/* A definition in the file that is the second operand, "-" for standard input, checked against the store of the door and
 * asked once by month. The caller frees the registry. */
Status metric_words_check(CommandContext *context, const KpiDoor *door, Text *ret_text, MetricRegistry **ret_registry,
                          const Metric **ret_metric, MetricResult *ret_result) MUST_CHECK;

#endif
