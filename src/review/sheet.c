#include "review/sheet.h"

#include <string.h>

/* Those that the person owns, in place. */
static size_t keep_own(ReviewAction *actions, size_t count, const char *person)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        if (person && strcmp(actions[i].owner, person) == 0)
            actions[kept++] = actions[i];
    return kept;
}

static Status read_narrowed(const KpiAsker *asker, Arena *arena, ReviewSheet *sheet, Error *error)
{
    Organization then = *asker->organization;
    KpiAsker reader = *asker;
    then.today = sheet->review.as_of;
    reader.organization = &then;
    return review_pack_build(&reader, arena, &sheet->review.span, &sheet->pack, error);
}

static Status read_whole(const KpiAsker *asker, Arena *arena, ReviewSheet *sheet, Error *error)
{
    int64_t number = sheet->review.number;
    TRY(review_pack_read(asker->store, arena, number, &sheet->pack, error));
    TRY(review_pack_restate(asker, arena, &sheet->pack, error));
    return review_entries(asker->store, arena, number, &sheet->entries, &sheet->entry_count, error);
}

Status review_sheet_read(const KpiAsker *asker, Arena *arena, int64_t number, const char *person, ReviewSheet *ret_sheet,
                         Error *error)
{
    ReviewSheet sheet = {.whole = row_scope_is_all(asker->rows)};
    TRY(review_find(asker->store, arena, number, &sheet.review, error));
    TRY(review_actions(asker->store, arena, &sheet.review, &sheet.actions, &sheet.action_count, error));
    TRY(review_last_actions(asker->store, arena, &sheet.review, &sheet.last, &sheet.last_count, error));
    TRY(sheet.whole ? read_whole(asker, arena, &sheet, error) : read_narrowed(asker, arena, &sheet, error));
    if (!sheet.whole) {
        sheet.action_count = keep_own(sheet.actions, sheet.action_count, person);
        sheet.last_count = keep_own(sheet.last, sheet.last_count, person);
        sheet.review.decisions = sheet.review.notes = 0;
        sheet.review.actions = (int64_t)sheet.action_count;
    }
    *ret_sheet = sheet;
    return STATUS_OK;
}
