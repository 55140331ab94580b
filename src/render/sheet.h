/*
 * Results as a workbook for people: titles in the thread's language and from right to left where it is read so, days
 * as days, shares as percentages, a second sheet that says what the numbers are.
 */
#ifndef RENDER_SHEET_H
#define RENDER_SHEET_H

#include "metric/query.h"

/* Writes `file`, which is replaced; `tmp` is a folder for what it needs on the way. Text is never a formula. */
Status render_result_xlsx(const MetricResult *result, const char *file, const char *tmp, Error *error) MUST_CHECK;

#endif
