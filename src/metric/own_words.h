/* What the files about own metrics share: their texts, and errors said in the author's words. */
#ifndef METRIC_OWN_WORDS_H
#define METRIC_OWN_WORDS_H

#include "metric/own.h"

/* The texts in force, by id, in the arena; room for one more behind them. */
Status own_texts(Records *records, Arena *arena, MetricText **ret_texts, size_t *ret_count, Error *error) MUST_CHECK;

/* Of an error about the definition: the engine's words become ours, with the names that the author may have meant; and
 * the place becomes "definition, line 12" where the error's value stands in the text. Gives back the error's status. */
Status own_explain(const Metric *metric, Text definition, Error *error);

#endif
