/*
 * The balanced scorecard: what the KPIs say together. One rule at every door, shown with its numbers:
 *
 *   KPI          1 on track, 0 off track; at risk in proportion to what is left of the margin: short by a quarter of
 *                it is 0.75, short by all of it 0. So a score says what the status says and no more: what comes
 *                beyond the target does not make up for what falls short elsewhere.
 *   perspective  the mean of its KPIs' scores by their weights
 *   whole        the mean of the perspectives' scores by their weights
 *
 * What cannot be judged (no target, no data, not enough data) is left out with its weight and said to be left out;
 * `coverage` is the share of the weights that stands behind a score.
 */
#ifndef GOAL_SCORECARD_H
#define GOAL_SCORECARD_H

#include "goal/perspective.h"

typedef struct ScoredKpi {
    const KpiState *state;
    MaybeNumber score;
    double weight;          /* within its perspective */
    double share;           /* of its perspective's score, 0..1; 0 where it is left out */
    const char *reason;     /* why it is left out: "no-target", "no-data", "not-enough", "no-weight"; NULL where it counts */
} ScoredKpi;

typedef struct ScoredPerspective {
    const ScorecardPerspective *perspective;
    ScoredKpi *kpis; size_t count;
    MaybeNumber score;
    size_t known;           /* KPIs that are judged */
    double coverage;        /* share of its KPIs' weights that is judged, 0..1 */
    double share;           /* of the whole's score; 0 where it is left out */
    const char *reason;     /* why it is left out: "no-kpi", "nothing-known", "no-weight"; NULL where it counts */
} ScoredPerspective;

typedef struct Scorecard {
    ScoredPerspective *perspectives; size_t count;
    MaybeNumber score;
    size_t kpis, known;     /* how many there are, and how many are judged */
    double coverage;        /* the perspectives' coverage by their weights */
} Scorecard;

/* Undefined where the judgement is none. */
MaybeNumber judgement_score(const Judgement *judgement);
/* Fills shares, reasons and scores upwards from the KPIs' scores and weights. Pure. */
void scorecard_roll_up(Scorecard *scorecard, Arena *arena);

/* Each KPI with the period that stands for now. In the arena. */
Status scorecard_evaluate(const KpiAsker *asker, Arena *arena, Scorecard *ret_scorecard, Error *error) MUST_CHECK;

/* ---- audit ---- */

/* Above these nobody can watch a scorecard: Kaplan and Norton (1996) take four to seven measures a perspective, and
 * twenty-five in all at most. */
enum { SCORECARD_PERSPECTIVE_LIMIT = 7, SCORECARD_LIMIT = 25 };

typedef struct ScorecardFinding {
    const char *code;        /* "no-kpi", "only-lagging", "no-weight", "orphan", "too-many", "no-driver", "retired-linked" */
    const char *perspective; /* id; NULL where it is not about one */
    const char *const *kpis; size_t kpi_count; /* ids that it is about */
    const char *evidence, *mend; /* in the thread's language */
} ScorecardFinding;

typedef struct AuditedKpi {
    Kpi kpi;                 /* retired ones too */
    bool result;             /* its metric reports a result (KRI) */
    bool served;             /* it serves an open objective, which names it or is measured by it */
    const char *objective;   /* the title of such a one; NULL without */
} AuditedKpi;

/* Looks for what makes a scorecard lopsided. Pure. */
void scorecard_examine(Arena *arena, const ScorecardPerspective *perspectives, size_t perspective_count, const AuditedKpi *kpis,
                       size_t kpi_count, const KpiLink *links, size_t link_count, ScorecardFinding **ret_findings,
                       size_t *ret_count);
Status scorecard_audit(const KpiAsker *asker, Arena *arena, ScorecardFinding **ret_findings, size_t *ret_count,
                       Error *error) MUST_CHECK;

#endif
