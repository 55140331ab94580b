/* One objective in words for the terminal: the same rule and numbers as on the page. */
#include "render/goal.h"

#include "base/translate.h"
#include "render/number.h"

#include <math.h>

/* ---- initiatives ---- */

static const char *effect_number(Arena *arena, const InitiativeEffect *effect, double number)
{
    return effect->query ? format_number(arena, number, effect->query->variant->unit, effect->currency)
                         : format_plain(arena, number, UNIT_COUNT);
}

/* Of two numbers and, where they are known, the limits of its own variation. */
static const char *moved_text(Arena *arena, const InitiativeEffect *effect)
{
    const char *before = effect_number(arena, effect, effect->before.number), *now = effect_number(arena, effect, effect->now.number);
    const char *lower = effect_number(arena, effect, effect->lower), *upper = effect_number(arena, effect, effect->upper);
    bool limits = effect->has_limits;
    switch (effect->verdict) {
    case EFFECT_BETTER:
        return limits ? arena_format(arena, _("%s before, %s now: better by more than its own variation (%s to %s). That it moved does not say why."), before, now, lower, upper)
                      : arena_format(arena, _("%s before, %s now: better, and the two intervals do not touch. That it moved does not say why."), before, now);
    case EFFECT_WORSE:
        return limits ? arena_format(arena, _("%s before, %s now: worse by more than its own variation (%s to %s). That it moved does not say why."), before, now, lower, upper)
                      : arena_format(arena, _("%s before, %s now: worse, and the two intervals do not touch. That it moved does not say why."), before, now);
    case EFFECT_NOISE:
        return limits ? arena_format(arena, _("%s before, %s now: within its own variation (%s to %s), not to be told from chance."), before, now, lower, upper)
                      : arena_format(arena, _("%s before, %s now: the two intervals overlap, not to be told from chance."), before, now);
    default:
        return effect->query ? arena_format(arena, _("%s before, %s now: too few periods to tell the change from chance."), before, now)
                             : arena_format(arena, _("%s before, %s now, as entered: whether by chance cannot be told."), before, now);
    }
}

const char *initiative_effect_text(Arena *arena, const InitiativeEffect *effect)
{
    switch (effect->verdict) {
    case EFFECT_NONE_NAMED:
        return _("No key result is named that it should move.");
    case EFFECT_NOT_BEGUN:
        return _("It has not begun.");
    case EFFECT_NO_BEFORE:
        return _("There is no whole period from before it began: nothing to compare with.");
    case EFFECT_NO_AFTER:
        return arena_format(arena, effect->query ? _("%s before it began; no whole period has passed since.") : _("%s before it began; nothing was entered since."),
                            effect_number(arena, effect, effect->before.number));
    default:
        return moved_text(arena, effect);
    }
}

static const char *state_text(InitiativeState state)
{
    switch (state) {
    case INITIATIVE_PLANNED:
        return _("planned");
    case INITIATIVE_RUNNING:
        return _("running");
    case INITIATIVE_DONE:
        return _("done");
    case INITIATIVE_DROPPED:
        return _("dropped");
    }
    return "";
}

static void append_initiatives(Arena *arena, TextBuilder *out, const ObjectiveView *view)
{
    for (size_t i = 0; i < view->initiative_count; i++) {
        const InitiativeView *shown = &view->initiatives[i];
        char from[11], to[11];
        day_format(shown->initiative.from, from);
        day_format(shown->initiative.to, to);
        if (i == 0)
            text_append_format(out, "\n%s\n", _("initiatives"));
        text_append_format(out, "  %lld. %s: %s, %s \xE2\x80\x93 %s%s%s%s\n", (long long)shown->initiative.number, shown->initiative.title,
                           state_text(shown->initiative.state), from, to, shown->late ? _(", late") : "",
                           shown->initiative.owner ? ", " : "", shown->initiative.owner ? shown->initiative.owner : "");
        if (shown->has_effect)
            text_append_format(out, "     %s\n", initiative_effect_text(arena, &shown->effect));
        if (shown->initiative.outcome)
            text_append_format(out, "     %s\n", shown->initiative.outcome);
    }
}

/* ---- the score ---- */

static const char *result_number(Arena *arena, const KeyResultState *state, double number)
{
    return state->query ? format_plain(arena, number, state->query->variant->unit) : format_plain(arena, number, UNIT_COUNT);
}

static void append_result(Arena *arena, TextBuilder *out, const KeyResultState *state, bool begun)
{
    const KeyResult *result = state->result;
    const char *start = result_number(arena, state, result->start), *target = result_number(arena, state, result->target);
    text_append_format(out, "  %lld. %s\n     ", (long long)result->number, result->title);
    if (state->now.defined) {
        const char *now = result_number(arena, state, state->now.number);
        text_append_format(out, "(%s - %s) / (%s - %s) = %.2f", now, start, target, start, state->progress + 0.0); /* no "-0.00" */
        text_append_format(out, _(", counted as %.2f with weight %g\n"), state->score, result->weight);
    } else {
        text_append_format(out, _("from %s to %s, no number: %s\n"), start, target,
                           begun ? _("counted as 0") : _("left out until the objective begins"));
    }
}

static void append_score(Arena *arena, TextBuilder *out, const ObjectiveView *view)
{
    const ObjectiveState *state = &view->state;
    text_append_format(out, "\n%s\n", _("score: the mean of the key results' (now - start) / (target - start), each cut to 0 to 1, by their weights"));
    for (size_t i = 0; i < state->result_count; i++)
        append_result(arena, out, &state->results[i], view->begun);
    if (state->score.defined)
        text_append_format(out, _("  score %.2f; the time that has passed asks for %.2f: %s\n"), state->score.number,
                           state->objective->closed ? 1.0 : state->expected, goal_status_text(state->status));
    else
        text_append_format(out, "  %s\n", goal_status_text(state->status));
}

/* ---- all of it ---- */

static const char *link_text(const LinkedObjective *link)
{
    if (link->kind == LINK_DEPENDS)
        return link->outward ? _("cannot be reached unless") : _("is needed by");
    return link->outward ? _("contributes to") : _("is helped by");
}

static void append_head(TextBuilder *out, const ObjectiveView *view)
{
    const Objective *objective = view->state.objective;
    char from[11], to[11];
    day_format(objective->from, from);
    day_format(objective->to, to);
    text_append_format(out, "%s (%s)\n", objective->title, objective->id);
    text_append_format(out, "  %s \xE2\x80\x93 %s%s%s%s, %s\n", from, to, view->period_label ? " (" : "", view->period_label ? view->period_label : "",
                       view->period_label ? ")" : "", objective->committed ? _("committed") : _("aspirational"));
    const struct { const char *title, *text; } lines[] = {
        {_("why"), objective->why},       {_("owner"), objective->owner},
        {_("learned"), objective->learned}, {_("goes on with"), objective->carried_from}, {_("goes on as"), objective->carried_to}};
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
        if (lines[i].text)
            text_append_format(out, "  %s: %s\n", lines[i].title, lines[i].text);
    if (view->state.owner && view->state.owner->warning)
        text_append_format(out, "  ! %s\n", view->state.owner->warning);
}

void render_objective_text(Arena *arena, TextBuilder *out, const ObjectiveView *view)
{
    append_head(out, view);
    append_score(arena, out, view);
    for (size_t i = 0; i < view->link_count; i++) {
        const LinkedObjective *link = &view->links[i];
        if (i == 0)
            text_append_format(out, "\n%s\n", _("alignment"));
        text_append_format(out, "  %s: %s (%s)%s\n", link_text(link), link->title, link->id, link->reached ? _(", reached") : "");
    }
    append_initiatives(arena, out, view);
}
