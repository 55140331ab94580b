/* Order statistics of numbers in memory. */
#ifndef STATS_ORDER_H
#define STATS_ORDER_H

#include <stddef.h>

/* The median; the mean of the two middle ones where the count is even. Sorts the numbers; none is NaN and there
 * is at least one. */
double order_median(double *numbers, size_t count);

#endif
