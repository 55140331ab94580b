/* A proposed objective in words and as JSON. */
#include "render/proposal.h"

#include "base/translate.h"
#include "render/goal.h"
#include "render/number.h"
#include "render/result.h"

#include <math.h>

static const char *number_text(Arena *arena, const Proposal *proposal, double number)
{
    return format_number(arena, number, proposal->state->query->variant->unit, proposal->state->currency);
}

const char *proposal_why(Arena *arena, const Proposal *proposal)
{
    const KpiState *state = proposal->state;
    const char *label = "";
    Error ignored;
    if (period_label(arena, state->query->calendar, state->query->period, state->now->value->period_start, state->now->value->period_end,
                     translate_language(), &label, &ignored) != STATUS_OK)
        label = "";
    return arena_format(arena, _("In %s it stood at %s; its target is %s."), label, number_text(arena, proposal, proposal->now),
                        number_text(arena, proposal, proposal->aim));
}

const char *proposal_evidence(Arena *arena, const Proposal *proposal, size_t index)
{
    const ProposedResult *proposed = &proposal->results[index];
    const char *start = number_text(arena, proposal, proposed->result.start);
    if (proposed->from == PROPOSED_CHANGE)
        return arena_format(arena, _("It went from %s to %s, which alone moved the whole by %s."),
                            number_text(arena, proposal, proposed->before.number), start, number_text(arena, proposal, proposed->effect));
    if (proposed->from == PROPOSED_LEVEL)
        return arena_format(arena, _("It stands at %s, short of the target, with %ld %% of the answers."), start,
                            lround(100 * proposed->share));
    return proposal_why(arena, proposal);
}

static void write_result(Arena *arena, JsonWriter *writer, const Proposal *proposal, size_t index)
{
    const KeyResult *result = &proposal->results[index].result;
    json_object(writer);
    json_member_text(writer, "title", result->title);
    json_member_text(writer, "kind", key_result_kind_name(result->kind));
    json_member_text(writer, "kpi", result->kpi);
    json_member_text(writer, "metric", result->metric);
    json_member_text(writer, "variant", result->variant);
    json_member_texts(writer, "parameters", result->parameters, result->parameter_count);
    json_member_texts(writer, "filters", result->filters, result->filter_count);
    json_member_number(writer, "start", result->start);
    json_member_number(writer, "target", result->target);
    json_member_text(writer, "evidence", proposal_evidence(arena, proposal, index));
    json_object_end(writer);
}

void render_proposal_json(Arena *arena, JsonWriter *writer, const Proposal *proposal)
{
    json_object(writer);
    json_key(writer, "objective");
    json_object(writer);
    json_member_text(writer, "id", proposal->objective.id);
    json_member_text(writer, "title", proposal->objective.title);
    json_member_text(writer, "why", proposal_why(arena, proposal));
    json_member_text(writer, "owner", proposal->objective.owner);
    render_day(writer, "from", proposal->objective.from);
    render_day(writer, "to", proposal->objective.to);
    json_object_end(writer);
    json_member_text(writer, "unit", unit_name(proposal->state->query->variant->unit));
    json_key(writer, "key_results");
    json_array(writer);
    for (size_t i = 0; i < proposal->count; i++)
        write_result(arena, writer, proposal, i);
    json_array_end(writer);
    json_object_end(writer);
}

void render_proposal_text(Arena *arena, TextBuilder *out, const Proposal *proposal)
{
    char to[11];
    day_format(proposal->objective.to, to);
    text_append_format(out, "%s (%s)\n  %s\n", proposal->objective.title, to, proposal_why(arena, proposal));
    for (size_t i = 0; i < proposal->count; i++) {
        const KeyResult *result = &proposal->results[i].result;
        text_append_format(out, "  %zu. %s: %s -> %s\n", i + 1, result->title, number_text(arena, proposal, result->start),
                           number_text(arena, proposal, result->target));
        text_append_format(out, "     %s\n", proposal_evidence(arena, proposal, i));
    }
}
