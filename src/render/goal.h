/* KPIs with their targets and states, for people and programs. */
#ifndef RENDER_GOAL_H
#define RENDER_GOAL_H

#include "goal/history.h"
#include "goal/objective_view.h"
#include "goal/smart.h"
#include "render/json.h"

/* The status in the thread's language: "on track". */
const char *goal_status_text(GoalStatus status);

/* Member "owner_state": who the owner is found to be, and what is wrong with that; null without one. */
void render_owner_json(JsonWriter *writer, const Owner *owner);

/* Member "signals": the names of the rules by which a value is told from its usual variation (bits of stats/xmr.h). */
void render_signals_json(JsonWriter *writer, unsigned char signals);

/* A state as an object: definition, latest value, status, gap, since, limits and, where `whole`, every period. */
void render_kpi_json(JsonWriter *writer, const KpiState *state, bool whole);
/* Its status and the period that stands for now, as members of an object that is open. */
void render_kpi_now_json(JsonWriter *writer, const KpiState *state);
/* A row each: title, value, interval, target, status, since. */
void render_kpi_table(Arena *arena, TextBuilder *out, const KpiState *states, size_t count);
/* An objective with its key results, their numbers, progress and score, its links and initiatives. */
void render_objective_json(Arena *arena, JsonWriter *writer, const ObjectiveView *view);
/* {"changes": [...], "check_ins": [...]}: what was changed and said, the latest first. `results` and `check_ins` go
 * together: the check-ins of each key result. */
typedef struct CheckInList {
    const KeyResult *result;
    const CheckIn *check_ins; size_t count;
} CheckInList;
void render_history_json(JsonWriter *writer, const ObjectiveChange *changes, size_t change_count, const CheckInList *lists,
                         size_t list_count);
/* All of one for the terminal: the score with its rule, links, initiatives. */
void render_objective_text(Arena *arena, TextBuilder *out, const ObjectiveView *view);
/* Whether an initiative moved its key result, in a sentence. */
const char *initiative_effect_text(Arena *arena, const InitiativeEffect *effect);
/* A row an objective, and below it a row a key result. */
void render_objective_table(Arena *arena, TextBuilder *out, const ObjectiveView *views, size_t count);
/* The periods of one. */
void render_kpi_periods(Arena *arena, TextBuilder *out, const KpiState *state);
/* The segments that have targets of their own; nothing without any. */
void render_kpi_segments(Arena *arena, TextBuilder *out, const KpiState *state);

/* What a target was made from, in a sentence: "the same periods of the year before, plus 10 %"; NULL where its numbers
 * were given and nobody said why. In the arena. */
const char *target_basis_text(Arena *arena, const KpiTarget *target);
/* A target with its points and what they were made from. */
void render_target_json(Arena *arena, JsonWriter *writer, const KpiTarget *target);
void render_target_text(Arena *arena, TextBuilder *out, const KpiTarget *target, const KpiState *state);
/* A row for each target that was ever set, the first first; nothing without any. */
void render_kpi_targets(Arena *arena, TextBuilder *out, const KpiState *state);

/* Every form of a KPI with what it changed of the one before, or of `against` where that is given (NULL: not). */
void render_versions_json(Arena *arena, JsonWriter *writer, const KpiVersion *versions, size_t count, const KpiVersion *against);
void render_versions_text(Arena *arena, TextBuilder *out, const KpiVersion *versions, size_t count, const KpiVersion *against);

/* The SMART check: findings by letter, and the chance of reaching the target. */
void render_smart_json(JsonWriter *writer, const SmartCheck *check);
void render_smart_text(TextBuilder *out, const SmartCheck *check);

#endif
