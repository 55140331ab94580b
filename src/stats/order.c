#include "stats/order.h"

#include <stdlib.h>

static int compare(const void *left_, const void *right_)
{
    double left = *(const double *)left_, right = *(const double *)right_;
    return (left > right) - (left < right);
}

double order_median(double *numbers, size_t count)
{
    qsort(numbers, count, sizeof *numbers, compare);
    return count % 2 ? numbers[count / 2] : (numbers[count / 2 - 1] + numbers[count / 2]) / 2;
}
