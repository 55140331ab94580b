#include "cli/goal_options.h"
#include "cli/kpi_options.h"
#include "cli/logbook.h"
#include "cli/output.h"

#include "base/translate.h"
#include "render/goal.h"

#include <string.h>

/* The bounds of --at-least, --at-most or --within, of which exactly one is given. */
typedef struct Bounds {
    TargetDirection direction;
    const char *option, *text;
} Bounds;

static Status read_bounds(const CommandContext *context, Bounds *ret_bounds)
{
    static const struct { const char *option; TargetDirection direction; } choices[] = {
        {"at-least", TARGET_UP}, {"at-most", TARGET_DOWN}, {"within", TARGET_WITHIN}};
    size_t given = 0;
    for (size_t i = 0; i < 3; i++)
        if (argument_given(context->arguments, choices[i].option)) {
            *ret_bounds = (Bounds){choices[i].direction, choices[i].option,
                                   argument_value(context->arguments, choices[i].option)};
            given++;
        }
    if (given == 1)
        return STATUS_OK;
    error_set(context->error, STATUS_INVALID_ARGUMENT, "%s",
              given ? _("a target has one direction: --at-least, --at-most or --within") : _("the target is missing"));
    error_hint(context->error, "%s", _("--at-least 60, --at-most 2 or --within 40..60; a path: 2026-01-31=40,2026-12-31=60"));
    return context->error->status;
}

/* "60", or "40..60" where the direction is a range. */
static bool read_number(const Bounds *bounds, Text text, TargetPoint *point)
{
    if (bounds->direction != TARGET_WITHIN) {
        bool ok = text_to_double(text, &point->low);
        point->high = point->low;
        return ok;
    }
    const char *dots = memmem(text.bytes, text.length, "..", 2);
    if (!dots)
        return false;
    size_t length = (size_t)(dots - text.bytes);
    return text_to_double((Text){text.bytes, length}, &point->low) &&
           text_to_double((Text){dots + 2, text.length - length - 2}, &point->high);
}

/* "last-year", "average" and the shapes stand in place of a number. */
static Status read_rule(const CommandContext *context, const Bounds *bounds, KpiTarget *target)
{
    bool given;
    double periods = 0;
    TRY(option_number(context, "percent", &given, &target->rule.percent));
    TRY(option_number(context, "periods", &given, &periods));
    if (target->rule.kind == TARGET_AVERAGE)
        target->rule.number = periods;
    TRY(option_number(context, "number", &given, &target->rule.number));
    target->path.direction = bounds->direction;
    return STATUS_OK;
}

/* A number, or "DAY=NUMBER,DAY=NUMBER". */
static Status read_points(const CommandContext *context, const Bounds *bounds, KpiTarget *target)
{
    TargetPoint *points = ARENA_ARRAY(context->arena, TARGET_POINTS_LIMIT, TargetPoint);
    bool path = strchr(bounds->text, '=') != NULL, ok = true;
    size_t count = 0;
    for (Text rest = text_of(bounds->text); ok && rest.length > 0 && count < TARGET_POINTS_LIMIT; count++) {
        Text number, item = text_cut(rest, ',', &rest), day = text_cut(item, '=', &number);
        points[count].day = target->from;
        ok = path ? day_parse(day, &points[count].day) && read_number(bounds, number, &points[count])
                  : read_number(bounds, item, &points[count]);
    }
    if (ok && path && count > 0 && !argument_given(context->arguments, "from"))
        target->from = points[0].day;
    target->path.points = points;
    target->path.count = count;
    target->path.direction = bounds->direction;
    if (ok)
        return STATUS_OK;
    error_set(context->error, STATUS_INVALID_ARGUMENT, "%s", _("the target is not a number"));
    error_where(context->error, "--%s", bounds->option);
    error_value(context->error, bounds->text, strlen(bounds->text));
    error_hint(context->error, "%s", _("--at-least 60, --at-most 2 or --within 40..60; a path: 2026-01-31=40,2026-12-31=60"));
    return STATUS_INVALID_ARGUMENT;
}

static Status read_target(const CommandContext *context, const Organization *organization, KpiTarget *target)
{
    Bounds bounds = {0};
    bool given;
    const char *shape = argument_value(context->arguments, "path");
    target->from = organization->today;
    TRY(read_bounds(context, &bounds));
    TRY(option_day(context, "from", &given, &target->from));
    TRY(option_day(context, "to", &target->has_to, &target->to));
    if (target_rule_parse(bounds.text, &target->rule.kind))
        TRY(read_rule(context, &bounds, target));
    else
        TRY(read_points(context, &bounds, target));
    TRY(option_number(context, "margin", &given, &target->path.margin));
    if (shape && !target_shape_parse(shape, &target->path.shape)) {
        error_set(context->error, STATUS_INVALID_ARGUMENT, _("--%s does not know \"%s\""), "path", shape);
        error_hint(context->error, _("there are: %s"), "stepped, linear, seasonal");
        return context->error->status;
    }
    target->reason = argument_value(context->arguments, "reason");
    target->segment = argument_value(context->arguments, "segment");
    target->by = kpi_author(context->arena);
    return STATUS_OK;
}

/* What would be set. */
static Status show(CommandContext *context, KpiDoor *door, const Kpi *kpi, const KpiTarget *target)
{
    KpiState state;
    TRY(kpi_check_target(&door->asker, kpi, target, context->error));
    TRY(kpi_evaluate(&door->asker, context->arena, kpi, 1, &state, context->error));
    TextBuilder out = output_begin();
    render_target_text(context->arena, &out, target, &state);
    return output_print(context, &out);
}

static Status set(CommandContext *context, KpiDoor *door)
{
    Kpi kpi;
    KpiTarget target = {0};
    TRY(kpi_door_open(context, door));
    TRY(kpi_find(door->store, context->arena, operand(context->arguments, 1), &kpi, context->error));
    TRY(read_target(context, &door->organization, &target));
    TRY(kpi_make_target(&door->asker, context->arena, &kpi, &target, context->error));
    if (argument_given(context->arguments, "dry-run"))
        return show(context, door, &kpi, &target);
    TRY(kpi_set_target(&door->asker, &kpi, &target, context->error));
    return logbook_append(context, store_records(door->store), "kpi.target", kpi.id, NULL);
}

static Status run(CommandContext *context)
{
    return kpi_door_run(context, set);
}

static const Option options[] = {
    {.name = "at-least", .argument = "NUMBER", .help = N_("up is better: on track from this number on"), .flag_only = true},
    {.name = "at-most", .argument = "NUMBER", .help = N_("down is better: on track up to this number"), .flag_only = true},
    {.name = "within", .argument = "LOW..HIGH", .help = N_("on track between two numbers, both included"), .flag_only = true},
    {.name = "margin", .argument = "NUMBER", .help = N_("short of the target by at most this is at risk, by more off track"), .flag_only = true},
    {.name = "from", .argument = "DAY", .help = N_("in force from this day; today by default"), .flag_only = true},
    {.name = "to", .argument = "DAY", .help = N_("the deadline, included; without it the target holds on"), .flag_only = true},
    {.name = "path", .argument = "SHAPE", .help = N_("between several days: stepped (default) or linear"), .flag_only = true},
    {.name = "segment", .argument = "SLICE=VALUE", .help = N_("for this slice alone, judged on its own values"), .flag_only = true},
    {.name = "percent", .argument = "NUMBER", .help = N_("with last-year and average: more by this percent; less below 0"), .flag_only = true},
    {.name = "periods", .argument = "NUMBER", .help = N_("with average: of how many of the latest periods"), .flag_only = true},
    {.name = "number", .argument = "NUMBER", .help = N_("with seasonal-mean and seasonal-total: the mean or total to reach"), .flag_only = true},
    {.name = "dry-run", .help = N_("show what would be set, and what it is made from; store nothing"), .flag_only = true},
    {.name = "reason", .argument = "TEXT", .help = N_("why the target is this one"), .flag_only = true},
    {0},
};

extern const Command command_kpi_target;
const Command command_kpi_target = {
    .name = "kpi target", .synopsis = "STORE ID", .help = N_("set what a KPI is to reach from a day on"),
    .details = N_("A path has a number for each of several days: --at-least 2026-01-31=40,2026-12-31=60 --path linear. Earlier "
                  "targets stay: each period is judged by the one that was in force on its last day. Numbers are in the unit "
                  "of the metric: percent, points, seconds. In place of a number stands a rule that makes it from the past: "
                  "last-year, average, seasonal-mean or seasonal-total, as in --at-least last-year --percent 10 --to 2026-12-31."),
    .operands_min = 2, .operands_max = 2, .options = options, .run = run,
};
