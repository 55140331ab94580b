/*
 * The value of a metric as a formula over its components: + - * / ( ), numbers, names, min(a, b), max(a, b), pow(a, b),
 * previous(component), year_before(component).
 */
#ifndef METRIC_EXPRESSION_H
#define METRIC_EXPRESSION_H

#include "base/error.h"
#include "base/text.h"

typedef struct Expression Expression;

/* Parses a formula. Depth and length are limited; `*ret_expression` lives in the arena. */
Status expression_parse(Arena *arena, Text text, const Expression **ret_expression, Error *error) MUST_CHECK;

/* Where names get their numbers from. False: the component is null (no data). */
typedef enum ComponentTime { COMPONENT_NOW, COMPONENT_PREVIOUS, COMPONENT_YEAR_BEFORE } ComponentTime;
typedef bool (*ComponentLookup)(void *context, const char *name, ComponentTime time, double *ret_number);

typedef enum ExpressionOutcome { EXPRESSION_DEFINED, EXPRESSION_NO_DATA, EXPRESSION_DIVISION_BY_ZERO } ExpressionOutcome;

/* Evaluates; on an undefined outcome `*ret_name` is the component (or "") that made it so. */
ExpressionOutcome expression_evaluate(const Expression *expression, ComponentLookup lookup, void *context,
                                      double *ret_number, const char **ret_name);

/* Calls `visit` for each name in the formula. */
void expression_names(const Expression *expression, void (*visit)(void *context, const char *name, ComponentTime time),
                      void *context);

#endif
