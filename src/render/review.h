/* Reviews for people and programs: the sheet as JSON, lists, and the minute as a readable document. */
#ifndef RENDER_REVIEW_H
#define RENDER_REVIEW_H

#include "render/json.h"
#include "review/sheet.h"

/* `calendar` is the organization's: days and spans are written in it. */
void render_review_json(JsonWriter *writer, const ReviewSheet *sheet, CalendarSystem calendar);
/* Without the pack: what a list shows. */
void render_review_row_json(JsonWriter *writer, const Review *review, CalendarSystem calendar);
void render_span_json(JsonWriter *writer, const ReviewSpan *span, CalendarSystem calendar);
void render_review_table(Arena *arena, TextBuilder *out, const Review *reviews, size_t count, CalendarSystem calendar);

/* "Weekly review: 16 – 22 November 2026", in the thread's language. In the arena. */
const char *review_title(Arena *arena, const ReviewSpan *span, CalendarSystem calendar);

typedef enum MinuteForm { MINUTE_MARKDOWN, MINUTE_TEXT } MinuteForm;
typedef struct MinuteStyle {
    CalendarSystem calendar; /* the organization's */
    const char *digits;      /* a numbering system of Unicode; NULL: as the thread's language writes them */
    MinuteForm form;
} MinuteStyle;

const char *minute_title(Arena *arena, const ReviewSheet *sheet, const MinuteStyle *style); /* its subject in a mail, too */
/* All of it in words: numbers as they were decided upon with what they are now, actions of last time, decisions, actions,
 * notes. In the thread's language. */
void render_minute(Arena *arena, TextBuilder *out, const ReviewSheet *sheet, const MinuteStyle *style);

#endif
