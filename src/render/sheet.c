#include "render/sheet.h"

#include "base/translate.h"

#include <stdio.h>
#include <string.h>
#include <xlsxwriter.h>

enum { COLUMNS_LIMIT = 128, LABEL_WIDTH = 22, CELL_WIDTH = 14, TEXT_WIDTH = 90 };

/* A workbook while it is written; the formats are the workbook's. */
typedef struct Sheet {
    const MetricResult *result;
    lxw_workbook *book;
    lxw_worksheet *page;
    lxw_format *head, *day, *value, *count, *wrapped;
    double factor; /* from the value to what the cell holds */
    lxw_row_t row;
    lxw_col_t column;
} Sheet;

static bool right_to_left(void)
{
    const char *language = translate_language();
    return strcmp(language, "ar") == 0 || strcmp(language, "fa") == 0;
}

/* How the unit is written in a cell, and what its value is multiplied with: percent as Excel means it (0.42 is 42 %),
 * durations as parts of a day. */
static const char *cell_format(Unit unit, double *ret_factor)
{
    *ret_factor = 1;
    switch (unit) {
    case UNIT_PERCENT: *ret_factor = 0.01; return "0.0%";
    case UNIT_SECONDS: *ret_factor = 1.0 / 86400; return "[h]:mm:ss";
    case UNIT_MONEY: return "#,##0.00";
    case UNIT_COUNT: return "#,##0";
    case UNIT_POINTS:
    case UNIT_HOURS: return "#,##0.0";
    case UNIT_SCORE:
    case UNIT_RATIO: break;
    }
    return "#,##0.00";
}

static lxw_format *add_format(lxw_workbook *book, const char *number)
{
    lxw_format *format = workbook_add_format(book);
    if (number)
        format_set_num_format(format, number);
    return format;
}

static void put_text(Sheet *sheet, const char *text)
{
    if (text && *text)
        worksheet_write_string(sheet->page, sheet->row, sheet->column, text, NULL);
    sheet->column++;
}

static void put_number(Sheet *sheet, MaybeNumber number, double factor, lxw_format *format)
{
    if (number.defined)
        worksheet_write_number(sheet->page, sheet->row, sheet->column, number.number * factor, format);
    sheet->column++;
}

static void put_day(Sheet *sheet, int32_t day)
{
    /* Excel counts days from 1899-12-30, which is 25569 days before 1970-01-01. */
    worksheet_write_number(sheet->page, sheet->row, sheet->column++, day + 25569.0, sheet->day);
}

static void put_head(Sheet *sheet, const char *text, int width)
{
    worksheet_set_column(sheet->page, sheet->column, sheet->column, width, NULL);
    worksheet_write_string(sheet->page, sheet->row, sheet->column++, text, sheet->head);
}

static bool shown(const Sheet *sheet, const Component *component)
{
    return component_in_variant(component, sheet->result->query->variant) && sheet->column < COLUMNS_LIMIT;
}

/* The page's word for a slice is its name with a capital letter, in the same catalogue; other names stay. */
static void put_slice_head(Sheet *sheet, const char *slice)
{
    char title[64];
    snprintf(title, sizeof title, "%s", slice);
    if (title[0] >= 'a' && title[0] <= 'z')
        title[0] = (char)(title[0] - 'a' + 'A');
    put_head(sheet, translate(title), LABEL_WIDTH);
}

static void write_heads(Sheet *sheet)
{
    const MetricQuery *query = sheet->result->query;
    put_head(sheet, _("Period"), LABEL_WIDTH);
    put_head(sheet, _("From"), CELL_WIDTH);
    put_head(sheet, _("To, included"), CELL_WIDTH);
    for (size_t i = 0; i < query->by_count; i++)
        put_slice_head(sheet, query->by[i]);
    put_head(sheet, _("Value"), CELL_WIDTH);
    put_head(sheet, _("Low"), CELL_WIDTH);
    put_head(sheet, _("High"), CELL_WIDTH);
    put_head(sheet, _("Sample"), CELL_WIDTH);
    if (query->compare != COMPARE_NONE)
        put_head(sheet, _("Before"), CELL_WIDTH);
    put_head(sheet, _("Note"), LABEL_WIDTH);
    for (size_t i = 0; i < query->metric->component_count; i++)
        if (shown(sheet, &query->metric->components[i]))
            put_head(sheet, _(query->metric->components[i].title), LABEL_WIDTH);
}

static const char *note_of(const MetricValue *value)
{
    if (!value->value.defined)
        return _("No data");
    if (!value->complete)
        return _("not over");
    return value->small_sample ? _("Too few") : "";
}

static Status write_row(Sheet *sheet, Arena *arena, const MetricRow *row, Error *error)
{
    const MetricQuery *query = sheet->result->query;
    const MetricValue *now = &row->now;
    const char *label;
    TRY(period_label(arena, query->calendar, query->period, now->period_start, now->period_end, translate_language(), &label, error));
    sheet->column = 0;
    put_text(sheet, label);
    put_day(sheet, now->period_start);
    put_day(sheet, now->period_end - 1);
    for (size_t i = 0; i < query->by_count; i++)
        put_text(sheet, row->slices[i]);
    put_number(sheet, now->value, sheet->factor, sheet->value);
    put_number(sheet, (MaybeNumber){now->has_interval, now->interval.low}, sheet->factor, sheet->value);
    put_number(sheet, (MaybeNumber){now->has_interval, now->interval.high}, sheet->factor, sheet->value);
    put_number(sheet, now->sample, 1, sheet->count);
    if (query->compare != COMPARE_NONE)
        put_number(sheet, row->has_previous ? row->previous.value : (MaybeNumber){0}, sheet->factor, sheet->value);
    put_text(sheet, note_of(now));
    for (size_t i = 0; i < now->component_count; i++)
        if (shown(sheet, now->components[i].component))
            put_number(sheet, now->components[i].value, 1, NULL);
    sheet->row++;
    return STATUS_OK;
}

static Status write_values(Sheet *sheet, Error *error)
{
    Arena *arena CLEANUP(arena_cleanup) = arena_new(/* ceiling= */ 0);
    sheet->page = workbook_add_worksheet(sheet->book, NULL);
    if (right_to_left())
        worksheet_right_to_left(sheet->page);
    write_heads(sheet);
    worksheet_freeze_panes(sheet->page, 1, 1);
    lxw_col_t last = (lxw_col_t)(sheet->column - 1);
    for (sheet->row = 1; sheet->row <= sheet->result->row_count;)
        TRY(write_row(sheet, arena, &sheet->result->rows[sheet->row - 1], error));
    if (sheet->result->row_count)
        worksheet_autofilter(sheet->page, 0, 0, (lxw_row_t)sheet->result->row_count, last);
    return STATUS_OK;
}

static void say(Sheet *sheet, const char *what, const char *text)
{
    if (!text || !*text)
        return;
    worksheet_write_string(sheet->page, sheet->row, 0, what, sheet->head);
    worksheet_write_string(sheet->page, sheet->row++, 1, text, sheet->wrapped);
}

/* What the numbers are: of what, by which rule, of which facts. */
static void write_about(Sheet *sheet)
{
    const MetricQuery *query = sheet->result->query;
    Arena *arena CLEANUP(arena_cleanup) = arena_new(/* ceiling= */ 0);
    sheet->page = workbook_add_worksheet(sheet->book, NULL);
    sheet->row = 0;
    if (right_to_left())
        worksheet_right_to_left(sheet->page);
    worksheet_set_column(sheet->page, 0, 0, LABEL_WIDTH, NULL);
    worksheet_set_column(sheet->page, 1, 1, TEXT_WIDTH, NULL);
    say(sheet, _("Metric"), metric_title(query->metric));
    say(sheet, _("Definition"), metric_help(query->metric));
    if (query->metric->variant_count > 1)
        say(sheet, _("Variant"), variant_title(query->metric, query->variant));
    say(sheet, _("Currency"), sheet->result->currency);
    for (size_t i = 0; i < query->filter_count; i++)
        say(sheet, _("Filter"), arena_format(arena, "%s = %s", query->filters[i].slice, query->filters[i].value));
    for (size_t i = 0; i < query->parameter_count; i++)
        say(sheet, _("Parameter"), arena_format(arena, "%s = %s", query->parameters[i].name, query->parameters[i].value));
}

Status render_result_xlsx(const MetricResult *result, const char *file, const char *tmp, Error *error)
{
    char folder[1024];
    if ((size_t)snprintf(folder, sizeof folder, "%s", tmp) >= sizeof folder)
        return error_set(error, STATUS_TOO_LARGE, "%s", tmp);
    lxw_workbook_options options = {.tmpdir = folder};
    Sheet sheet = {.result = result, .book = workbook_new_opt(file, &options)};
    if (!sheet.book)
        return error_set(error, STATUS_OUT_OF_MEMORY, "XLSX");
    sheet.head = add_format(sheet.book, NULL);
    format_set_bold(sheet.head);
    format_set_align(sheet.head, LXW_ALIGN_VERTICAL_TOP);
    format_set_text_wrap(sheet.head);
    sheet.wrapped = add_format(sheet.book, NULL);
    format_set_text_wrap(sheet.wrapped);
    sheet.day = add_format(sheet.book, "yyyy-mm-dd");
    sheet.count = add_format(sheet.book, "#,##0");
    sheet.value = add_format(sheet.book, cell_format(result->query->variant->unit, &sheet.factor));
    Status status = write_values(&sheet, error);
    write_about(&sheet);
    lxw_error code = workbook_close(sheet.book); /* frees it, whatever it says */
    if (status == STATUS_OK && code != LXW_NO_ERROR)
        status = error_set(error, STATUS_IO, "XLSX: %s", lxw_strerror(code));
    return status;
}
