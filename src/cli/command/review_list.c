#include "cli/output.h"
#include "cli/review_options.h"

#include "base/translate.h"
#include "render/review.h"

static Status print(CommandContext *context, const KpiDoor *door, const Review *reviews, size_t count, bool json)
{
    TextBuilder out = output_begin();
    if (json) {
        JsonWriter writer = json_writer(&out);
        json_array(&writer);
        for (size_t i = 0; i < count; i++)
            render_review_row_json(&writer, &reviews[i], door->organization.calendar);
        json_array_end(&writer);
    } else {
        render_review_table(context->arena, &out, reviews, count, door->organization.calendar);
    }
    return output_print(context, &out);
}

static Status list(CommandContext *context, KpiDoor *door)
{
    Review *reviews;
    size_t count;
    bool json;
    TRY(output_json(context, &json));
    TRY(kpi_door_open(context, door));
    TRY(review_list(door->store, context->arena, &reviews, &count, context->error));
    if (count == 0 && !json)
        fprintf(stderr, "%s\n", arena_format(context->arena, _("no review yet; a server prepares them on their days, or: mizan review prepare %s weekly"),
                                             operand(context->arguments, 0)));
    else
        print(context, door, reviews, count, json);
    return STATUS_OK;
}

static Status run(CommandContext *context)
{
    return kpi_door_run(context, list);
}

static const Option options[] = {
    OPTION_FORMAT,
    {0},
};

extern const Command command_review_list;
const Command command_review_list = {
    .name = "review list", .synopsis = "STORE", .help = N_("show reviews, the latest first"),
    .operands_min = 1, .operands_max = 1, .options = options, .run = run,
};
