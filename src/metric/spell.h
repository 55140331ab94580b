/* For scope.c and evaluate.c alone. */
#ifndef METRIC_SPELL_H
#define METRIC_SPELL_H

#include "metric/query.h"

/*
 * The query with the spellings that the facts have of a value they do not have as it is written: an Arabic and a
 * Persian keyboard give other letters for one name. What a fact has, letter by letter, is taken as it is, and so are
 * values in ASCII, so that most questions cost nothing. `*ret_query` is `query` itself or the arena's.
 */
Status metric_query_spell(FactsSession *session, Arena *arena, const MetricQuery *query, const MetricQuery **ret_query,
                          Error *error) MUST_CHECK;

#endif
