/* Results for people at a terminal. */
#include "render/number.h"
#include "render/result.h"
#include "render/table.h"

#include "base/translate.h"

#include <string.h>

/* Cells on the screen: code points that do not combine with the one before. */
static size_t display_width(const char *text)
{
    size_t width = 0;
    for (const unsigned char *c = (const unsigned char *)text; *c; c++) {
        bool continues = (*c & 0xC0) == 0x80;
        bool combining = (*c == 0xCC || (*c == 0xCD && c[1] < 0xB0)) || (*c == 0xD9 && c[1] >= 0x8B && c[1] <= 0x9F) ||
                         (*c == 0xE2 && c[1] == 0x80 && c[2] >= 0x8B && c[2] <= 0x8F);
        width += !continues && !combining;
    }
    return width;
}

static void append_padded(TextBuilder *out, const char *text, size_t width, bool number, bool last)
{
    size_t have = display_width(text), pad = width > have ? width - have : 0;
    for (size_t i = 0; number && i < pad; i++)
        text_append(out, " ");
    text_append(out, text);
    for (size_t i = 0; !number && !last && i < pad; i++)
        text_append(out, " ");
}

void render_table(TextBuilder *out, const TableColumn *columns, size_t column_count, const char *const *cells,
                  size_t row_count)
{
    enum { COLUMNS_LIMIT = 64 };
    size_t widths[COLUMNS_LIMIT];
    if (column_count > COLUMNS_LIMIT)
        column_count = COLUMNS_LIMIT;
    for (size_t c = 0; c < column_count; c++) {
        widths[c] = display_width(columns[c].title);
        for (size_t r = 0; r < row_count; r++) {
            const char *cell = cells[r * column_count + c];
            size_t width = cell ? display_width(cell) : 0;
            widths[c] = width > widths[c] ? width : widths[c];
        }
    }
    for (size_t r = 0; r <= row_count; r++) {
        for (size_t c = 0; c < column_count; c++) {
            const char *cell = r ? cells[(r - 1) * column_count + c] : columns[c].title;
            text_append(out, c ? "  " : "");
            append_padded(out, cell ? cell : "", widths[c], columns[c].number, c + 1 == column_count);
        }
        text_append(out, "\n");
    }
}

static const char *reason_words(const MetricValue *value)
{
    if (!value->reason)
        return NULL;
    if (strcmp(value->reason, "too-few") == 0)
        return _("too few to show");
    if (strcmp(value->reason, "no-data") == 0)
        return _("no data");
    if (strcmp(value->reason, "mixed-scales") == 0)
        return _("mixed scales");
    return _("undefined");
}

static const char *notes(Arena *arena, const MetricQuery *query, const MetricValue *value)
{
    const char *text = "";
    if (!value->complete && query->period != PERIOD_ALL)
        text = _("not over");
    if (value->small_sample && value->value.defined)
        text = arena_format(arena, "%s%s%s", text, *text ? ", " : "", _("small sample"));
    for (size_t i = 0; i < value->component_count; i++) {
        const ComponentValue *part = &value->components[i];
        if (part->component->excluded && part->value.defined && part->value.number > 0)
            text = arena_format(arena, "%s%s%s: %s", text, *text ? ", " : "", _(part->component->title),
                                format_plain(arena, part->value.number, UNIT_COUNT));
    }
    return text;
}

static const char *interval_text(Arena *arena, const MetricQuery *query, const MetricValue *value)
{
    if (!value->has_interval)
        return "";
    return arena_format(arena, "%s \xE2\x80\xA6 %s", format_plain(arena, value->interval.low, query->variant->unit),
                        format_plain(arena, value->interval.high, query->variant->unit));
}

static const char *change_text(Arena *arena, const MetricQuery *query, const MetricRow *row)
{
    if (!row->has_previous || !row->now.value.defined || !row->previous.value.defined)
        return "";
    double change = row->now.value.number - row->previous.value.number;
    return arena_format(arena, "%s%s", change > 0 ? "+" : "", format_plain(arena, change, query->variant->unit));
}

/* One row of cells; returns how many were written. */
static size_t fill_cells(Arena *arena, const MetricResult *result, const MetricRow *row, const char **cells)
{
    const MetricQuery *query = result->query;
    size_t at = 0;
    const char *label = "";
    Error ignored;
    if (query->period != PERIOD_ALL)
        (void)!period_label(arena, query->calendar, query->period, row->now.period_start, row->now.period_end,
                            translate_language(), &label, &ignored);
    if (!*label || query->period == PERIOD_ALL) {
        char first[16], last[16];
        day_format(row->now.period_start, first);
        day_format(row->now.period_end - 1, last);
        label = arena_format(arena, "%s \xE2\x80\xA6 %s", first, last);
    }
    cells[at++] = label;
    for (size_t s = 0; s < query->by_count; s++)
        cells[at++] = row->slices[s] ? row->slices[s] : "\xE2\x80\x94";
    cells[at++] = row->now.value.defined
                      ? format_number(arena, row->now.value.number, query->variant->unit, result->currency)
                      : reason_words(&row->now);
    cells[at++] = interval_text(arena, query, &row->now);
    cells[at++] = row->now.sample.defined ? format_plain(arena, row->now.sample.number, UNIT_COUNT) : "";
    if (query->compare != COMPARE_NONE) {
        cells[at++] = row->has_previous && row->previous.value.defined
                          ? format_number(arena, row->previous.value.number, query->variant->unit, result->currency)
                          : _("no data");
        cells[at++] = change_text(arena, query, row);
    }
    cells[at++] = notes(arena, query, &row->now);
    return at;
}

Status render_result_table(Arena *arena, TextBuilder *out, const MetricResult *result, Error *error)
{
    const MetricQuery *query = result->query;
    TableColumn columns[QUERY_SLICES_LIMIT + 8];
    size_t count = 0;
    columns[count++] = (TableColumn){_("Period"), false};
    for (size_t i = 0; i < query->by_count; i++)
        columns[count++] = (TableColumn){query->by[i], false};
    columns[count++] = (TableColumn){_("Value"), true};
    columns[count++] = (TableColumn){_("95 % interval"), true};
    columns[count++] = (TableColumn){_("Sample"), true};
    if (query->compare != COMPARE_NONE) {
        columns[count++] = (TableColumn){_("Before"), true};
        columns[count++] = (TableColumn){_("Change"), true};
    }
    columns[count++] = (TableColumn){_("Notes"), false};
    const char **cells = ARENA_ARRAY(arena, count * (result->row_count + 1), const char *);
    for (size_t i = 0; i < result->row_count; i++)
        if (fill_cells(arena, result, &result->rows[i], cells + i * count) != count)
            return error_set(error, STATUS_INTERNAL, "%s", _("a row of the table has the wrong width"));
    text_append_format(out, "%s \xC2\xB7 %s\n", metric_title(query->metric), variant_title(query->metric, query->variant));
    if (!result->row_count)
        text_append_format(out, "%s\n", _("no data"));
    else
        render_table(out, columns, count, cells, result->row_count);
    return STATUS_OK;
}
