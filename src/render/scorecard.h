/* The scorecard, its audit and the strategy map, for people and programs. */
#ifndef RENDER_SCORECARD_H
#define RENDER_SCORECARD_H

#include "goal/scorecard.h"
#include "goal/strategy.h"
#include "render/json.h"

/* The rule by which scores come about, in the thread's language. */
const char *scorecard_rule_text(void);
/* Why a KPI or perspective is left out: "no target"; "" for NULL. */
const char *scorecard_reason_text(const char *reason);
const char *link_support_text(LinkSupport support);

void render_perspective_json(JsonWriter *writer, const ScorecardPerspective *perspective);
void render_perspective_table(Arena *arena, TextBuilder *out, const ScorecardPerspective *perspectives, size_t count);

/* Down to the value, target and components of each KPI. */
void render_scorecard_json(JsonWriter *writer, const Scorecard *scorecard);
/* The sentence on the whole, a row a perspective and below it a row a KPI, and the rule. */
void render_scorecard_text(Arena *arena, TextBuilder *out, const Scorecard *scorecard);

void render_findings_json(JsonWriter *writer, const ScorecardFinding *findings, size_t count);
void render_findings_text(TextBuilder *out, const ScorecardFinding *findings, size_t count);

void render_map_json(JsonWriter *writer, const StrategyMap *map);
/* A row a link: cause, effect, whether the facts support it. */
void render_map_table(Arena *arena, TextBuilder *out, const StrategyMap *map);

#endif
