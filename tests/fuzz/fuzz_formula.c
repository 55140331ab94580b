/* fuzz uses: metric base
 * Formulas over components. */
#include "fuzz.h"

#include "metric/expression.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Some names have values, zero among them, and some have none. */
static bool look_up(void *context, const char *name, ComponentTime time, double *ret_number)
{
    (void)context;
    if (strlen(name) % 3 == 0)
        return false;
    *ret_number = time == COMPONENT_NOW ? (double)name[0] - 'c' : 1e300;
    return true;
}

static void count_name(void *context, const char *name, ComponentTime time)
{
    (void)time;
    *(size_t *)context += strlen(name) > 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Arena *arena CLEANUP(arena_cleanup) = arena_new(/* ceiling= */ 0);
    const Expression *expression;
    Error error = {0};
    if (expression_parse(arena, (Text){(const char *)data, size}, &expression, &error) != STATUS_OK)
        return 0;
    double number = 0;
    size_t names = 0;
    const char *name = "";
    if (expression_evaluate(expression, look_up, NULL, &number, &name) == EXPRESSION_DEFINED && !isfinite(number))
        abort();
    expression_names(expression, count_name, &names);
    return 0;
}
