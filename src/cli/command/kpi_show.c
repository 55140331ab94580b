#include "cli/kpi_options.h"
#include "cli/output.h"

#include "base/translate.h"
#include "render/goal.h"
#include "render/number.h"

enum { SHOW_PERIODS = 24 };

static void print_head(CommandContext *context, TextBuilder *out, const KpiState *state)
{
    const Kpi *kpi = state->kpi;
    const struct { const char *title, *text; } lines[] = {
        {_("goal"), kpi->goal},     {_("criterion"), kpi->criterion},
        {_("metric"), arena_format(context->arena, "%s (%s)", state->query->metric->id, state->query->variant->name)},
        {_("objective"), kpi->objective}, {_("owner"), kpi->owner}, {_("source"), kpi->source},
        {_("entered by hand"), kpi->by_hand ? (kpi->entry ? kpi->entry : _("yes")) : NULL},
        {_("people"), kpi->people}, {_("money"), kpi->money},       {_("tools"), kpi->tools},
        {_("cannot be measured"), state->problem},
    };
    text_append_format(out, "%s (%s)\n", kpi->title, kpi->id);
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
        if (lines[i].text)
            text_append_format(out, "  %s: %s\n", lines[i].title, lines[i].text);
    if (state->has_limits)
        text_append_format(out, "  %s: %s \xE2\x80\x93 %s%s\n", _("its own variation"),
                           format_plain(context->arena, state->lower, state->query->variant->unit),
                           format_plain(context->arena, state->upper, state->query->variant->unit),
                           state->trial ? _(" (few periods: a first view)") : "");
    text_append(out, "\n");
}

static Status show(CommandContext *context, KpiDoor *door)
{
    Kpi kpi;
    KpiState state;
    bool json;
    TRY(output_json(context, &json));
    TRY(kpi_door_open(context, door));
    TRY(kpi_find(door->store, context->arena, operand(context->arguments, 1), &kpi, context->error));
    TRY(kpi_evaluate(&door->asker, context->arena, &kpi, SHOW_PERIODS, &state, context->error));
    TextBuilder out = output_begin();
    if (json) {
        JsonWriter writer = json_writer(&out);
        render_kpi_json(&writer, &state, /* whole= */ true);
    } else {
        print_head(context, &out, &state);
        render_kpi_periods(context->arena, &out, &state);
        if (state.segment_count > 0)
            text_append(&out, "\n");
        render_kpi_segments(context->arena, &out, &state);
        if (state.target_count > 0)
            text_append(&out, "\n");
        render_kpi_targets(context->arena, &out, &state);
    }
    return output_print(context, &out);
}

static Status run(CommandContext *context)
{
    return kpi_door_run(context, show);
}

static const Option options[] = {
    OPTION_FORMAT,
    {0},
};

extern const Command command_kpi_show;
const Command command_kpi_show = {
    .name = "kpi show", .synopsis = "STORE ID", .help = N_("show a KPI period by period, each by the target of its time"),
    .operands_min = 2, .operands_max = 2, .options = options, .run = run,
};
