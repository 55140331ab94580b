/* An objective with all that belongs to it, as every door shows it. */
#ifndef GOAL_OBJECTIVE_VIEW_H
#define GOAL_OBJECTIVE_VIEW_H

#include "goal/initiative.h"

typedef struct LinkedObjective {
    const char *id, *title;
    LinkKind kind;
    bool outward;  /* this one contributes to it or depends on it; else it does so to this one */
    bool closed, reached; /* reached: closed with a full score */
} LinkedObjective;

typedef struct InitiativeView {
    Initiative initiative;
    const Owner *owner;  /* NULL without */
    bool late;           /* its last day is past and it is neither done nor dropped */
    bool has_effect;     /* whether it was looked for */
    InitiativeEffect effect;
} InitiativeView;

typedef struct ObjectiveView {
    ObjectiveState state;
    PeriodLength period;      /* PERIOD_QUARTER or PERIOD_YEAR of the organization's calendar; PERIOD_ALL: days of its own */
    const char *period_label; /* NULL for days of its own */
    bool begun;               /* from then on what has no number counts as 0 */
    const LinkedObjective *links; size_t link_count;
    const InitiativeView *initiatives; size_t initiative_count;
} ObjectiveView;

/* What several views share. In the arena. */
typedef struct ObjectiveViewer {
    KpiAsker asker;
    Arena *arena;
    OwnerBook *owners;
} ObjectiveViewer;
ObjectiveViewer objective_viewer(const KpiAsker *asker, Arena *arena);

/* `effects`: also whether each initiative moved its key result, which asks more of the facts. */
Status objective_view(const ObjectiveViewer *viewer, const Objective *objective, bool effects, ObjectiveView *ret_view,
                      Error *error) MUST_CHECK;

#endif
