#include "cli/logbook.h"
#include "cli/output.h"
#include "cli/review_options.h"

#include "base/translate.h"
#include "render/review.h"
#include "render/table.h"

/* What can be named by its number. */
static void print_numbers(const CommandContext *context, TextBuilder *out, const ReviewSheet *sheet)
{
    enum { COLUMNS = 3 };
    const TableColumn columns[COLUMNS] = {{_("number"), true}, {_("what"), false}, {_("words"), false}};
    size_t rows = 0;
    const char **cells = ARENA_ARRAY(context->arena, (sheet->entry_count + sheet->action_count + sheet->last_count) * COLUMNS + 1,
                                     const char *);
    for (size_t i = 0; i < sheet->entry_count; i++, rows++) {
        cells[rows * COLUMNS] = arena_format(context->arena, "%lld", (long long)sheet->entries[i].number);
        cells[rows * COLUMNS + 1] = sheet->entries[i].decision ? _("decision") : _("note");
        cells[rows * COLUMNS + 2] = sheet->entries[i].words;
    }
    for (size_t i = 0; i < sheet->last_count + sheet->action_count; i++, rows++) {
        const ReviewAction *action = i < sheet->last_count ? &sheet->last[i] : &sheet->actions[i - sheet->last_count];
        cells[rows * COLUMNS] = arena_format(context->arena, "%lld", (long long)action->number);
        cells[rows * COLUMNS + 1] = i < sheet->last_count ? _("action of last time") : _("action");
        cells[rows * COLUMNS + 2] = action->words;
    }
    if (rows)
        render_table(out, columns, COLUMNS, cells, rows);
}

static Status show(CommandContext *context, KpiDoor *door)
{
    ReviewSheet sheet;
    const char *person;
    int64_t number;
    bool json;
    TRY(output_json(context, &json));
    TRY(review_operand(context, 1, _("a review"), &number));
    TRY(kpi_door_open(context, door));
    TRY(review_reader(context, door, &person));
    TRY(review_sheet_read(&door->asker, context->arena, number, person, &sheet, context->error));
    TextBuilder out = output_begin();
    if (json) {
        JsonWriter writer = json_writer(&out);
        render_review_json(&writer, &sheet, door->organization.calendar);
    } else {
        render_minute(context->arena, &out, &sheet, &(MinuteStyle){door->organization.calendar, NULL, MINUTE_TEXT});
        print_numbers(context, &out, &sheet);
    }
    return output_print(context, &out);
}

static Status run(CommandContext *context)
{
    return kpi_door_run(context, show);
}

static const Option options[] = {
    OPTION_FORMAT,
    OPTION_AS,
    {0},
};

extern const Command command_review_show;
const Command command_review_show = {
    .name = "review show", .synopsis = "STORE NUMBER", .help = N_("show a review: numbers, actions of last time, what was said"),
    .operands_min = 2, .operands_max = 2, .options = options, .run = run,
};
