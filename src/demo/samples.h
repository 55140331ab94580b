/* The KPIs of the sample company as data: what they are, what they aim at, what they count and what drives what. */
#ifndef DEMO_SAMPLES_H
#define DEMO_SAMPLES_H

#include "goal/objective.h"

typedef struct SampleKpi {
    Kpi kpi; /* period 0: a month */
    TargetDirection direction;
    double target, margin;
    double weight; /* within its perspective; 0: 1, as of every other */
} SampleKpi;

extern const SampleKpi sample_kpis[];
extern const size_t sample_kpi_count;
extern const KpiLink sample_links[];
extern const size_t sample_link_count;

#endif
