#include "review/review.h"

#include "base/translate.h"
#include "goal/rows.h"
#include "review/parts.h"

#include <string.h>

enum { MADE_UP_WITHIN = 6 }; /* days after the meeting in which a review is still prepared by itself */

/* ---- checks ---- */

Status review_refuse(Error *error, const char *member, const char *message)
{
    error_set(error, STATUS_INVALID_ARGUMENT, "%s", message);
    error_where(error, "%s", member);
    return STATUS_INVALID_ARGUMENT;
}

Status review_words_check(const char *member, const char *words, Error *error)
{
    if (!words || text_trim(text_of(words)).length == 0)
        return review_refuse(error, member, _("this needs words"));
    if (strlen(words) > REVIEW_TEXT_LIMIT)
        return review_refuse(error, member, _("this text is too long"));
    return STATUS_OK;
}

Status review_count(Store *store, Arena *arena, const char *sql, const Value *values, size_t count, int64_t *ret_number,
                    Error *error)
{
    RecordsTable table;
    TRY(records_query(store_records(store), arena, sql, values, count, &table, error));
    *ret_number = table.rows ? records_value(&table, 0, 0).integer : 0;
    return STATUS_OK;
}

Status review_kpi_check(Store *store, Arena *arena, int64_t review, const char *kpi, Error *error)
{
    Value values[] = {value_integer(review), value_text(kpi)};
    int64_t found = 1;
    if (kpi)
        TRY(review_count(store, arena, "SELECT count(*) FROM review_kpi WHERE review = $1 AND kpi = $2", values, 2, &found, error));
    if (found)
        return STATUS_OK;
    review_refuse(error, "kpi", _("the review has no such KPI"));
    error_value(error, kpi, strlen(kpi));
    return STATUS_INVALID_ARGUMENT;
}

Status review_say_conflict(Error *error, const char *what, const char *by, int64_t revision)
{
    error_set(error, STATUS_CONFLICT, _("\"%s\" was changed by %s while you were changing it"), what, by);
    error_hint(error, _("look at revision %lld and make your change to that"), (long long)revision);
    return STATUS_CONFLICT;
}

/* ---- reading ---- */

enum { COLUMN_NUMBER, COLUMN_KIND, COLUMN_FROM, COLUMN_TO, COLUMN_HELD, COLUMN_AS_OF, COLUMN_PREPARED_AT, COLUMN_PREPARED_BY,
       COLUMN_CLOSED_AT, COLUMN_CLOSED_BY, COLUMN_DECISIONS, COLUMN_NOTES, COLUMN_ACTIONS, COLUMN_OPEN_ACTIONS };
#define REVIEW_SELECT                                                                                                    \
    "SELECT r.review, r.kind, r.from_day, r.to_day, r.held_on, r.as_of, r.prepared_at, r.prepared_by, r.closed_at, "     \
    "r.closed_by, "                                                                                                      \
    "(SELECT count(*) FROM review_entry e WHERE e.review = r.review AND e.kind = 'decision' AND NOT e.removed), "        \
    "(SELECT count(*) FROM review_entry e WHERE e.review = r.review AND e.kind = 'note' AND NOT e.removed), "            \
    "(SELECT count(*) FROM review_action a WHERE a.review = r.review), "                                                 \
    "(SELECT count(*) FROM review_action a JOIN review_action_form f ON f.action = a.action WHERE a.review = r.review "  \
    "AND f.state = 'open' AND f.revision = (SELECT max(g.revision) FROM review_action_form g WHERE g.action = a.action)) " \
    "FROM review r "

static Review review_at(Arena *arena, const RecordsTable *table, size_t row)
{
    Value closed = records_value(table, row, COLUMN_CLOSED_AT);
    Review review = {.number = records_value(table, row, COLUMN_NUMBER).integer,
                     .span = {.from = records_value(table, row, COLUMN_FROM).day,
                              .to = records_value(table, row, COLUMN_TO).day,
                              .held_on = records_value(table, row, COLUMN_HELD).day},
                     .as_of = records_value(table, row, COLUMN_AS_OF).day,
                     .prepared_at = records_value(table, row, COLUMN_PREPARED_AT).time,
                     .prepared_by = row_text(arena, table, row, COLUMN_PREPARED_BY),
                     .closed = closed.type == VALUE_TIME,
                     .closed_at = closed.type == VALUE_TIME ? closed.time : 0,
                     .closed_by = row_text(arena, table, row, COLUMN_CLOSED_BY),
                     .decisions = records_value(table, row, COLUMN_DECISIONS).integer,
                     .notes = records_value(table, row, COLUMN_NOTES).integer,
                     .actions = records_value(table, row, COLUMN_ACTIONS).integer,
                     .open_actions = records_value(table, row, COLUMN_OPEN_ACTIONS).integer};
    if (!review_kind_parse(row_text(arena, table, row, COLUMN_KIND), &review.span.kind))
        review.span.kind = REVIEW_MONTHLY;
    return review;
}

Status review_list(Store *store, Arena *arena, Review **ret_reviews, size_t *ret_count, Error *error)
{
    RecordsTable table;
    TRY(records_query(store_records(store), arena, REVIEW_SELECT "ORDER BY r.to_day DESC, r.kind", NULL, 0, &table, error));
    Review *reviews = ARENA_ARRAY(arena, table.rows + 1, Review);
    for (size_t i = 0; i < table.rows; i++)
        reviews[i] = review_at(arena, &table, i);
    *ret_reviews = reviews;
    *ret_count = table.rows;
    return STATUS_OK;
}

Status review_find(Store *store, Arena *arena, int64_t number, Review *ret_review, Error *error)
{
    RecordsTable table;
    Value key = value_integer(number);
    TRY(records_query(store_records(store), arena, REVIEW_SELECT "WHERE r.review = $1", &key, 1, &table, error));
    if (table.rows == 0)
        return error_set(error, STATUS_NOT_FOUND, _("there is no review %lld"), (long long)number);
    *ret_review = review_at(arena, &table, 0);
    return STATUS_OK;
}

Status review_check_open(Store *store, Arena *arena, int64_t number, Error *error)
{
    Review review;
    TRY(review_find(store, arena, number, &review, error));
    if (!review.closed)
        return STATUS_OK;
    error_set(error, STATUS_CONFLICT, _("review %lld was closed by %s: its minute stays as it was"), (long long)number,
              review.closed_by);
    error_hint(error, "%s", _("what is new belongs to the next review"));
    return STATUS_CONFLICT;
}

/* ---- preparing ---- */

static Status find_span(Store *store, Arena *arena, const ReviewSpan *span, int64_t *ret_number, Error *error)
{
    Value values[] = {value_text(review_kind_name(span->kind)), value_day(span->from)};
    return review_count(store, arena, "SELECT review FROM review WHERE kind = $1 AND from_day = $2", values, 2, ret_number, error);
}

static Status check_span(const KpiAsker *asker, Arena *arena, const ReviewSpan *span, Error *error)
{
    char day[11];
    int64_t number;
    if (span->to >= asker->organization->today) {
        day_format(span->to, day);
        error_set(error, STATUS_INVALID_ARGUMENT,
                  span->kind == REVIEW_WEEKLY ? _("this week is not over: it ends on %s") : _("this month is not over: it ends on %s"), day);
        error_where(error, "of");
        return STATUS_INVALID_ARGUMENT;
    }
    if (span->from < calendar_first_day())
        return review_refuse(error, "of", _("a review looks back on days from 1990 on"));
    TRY(find_span(asker->store, arena, span, &number, error));
    if (number == 0)
        return STATUS_OK;
    error_set(error, STATUS_ALREADY_EXISTS, _("these days have a review already: %lld"), (long long)number);
    error_hint(error, "%s", _("it can be prepared again while it is open and nothing was decided"));
    return STATUS_ALREADY_EXISTS;
}

static Status insert(const KpiAsker *asker, Arena *arena, const ReviewSpan *span, const ReviewPack *pack, const char *by,
                     int64_t *ret_number, Error *error)
{
    int64_t now, number;
    TRY(instant_now(&now));
    TRY(check_span(asker, arena, span, error)); /* again, within the transaction: another may have been quicker */
    TRY(review_count(asker->store, arena, "SELECT 1 + coalesce(max(review), 0) FROM review", NULL, 0, &number, error));
    Value values[] = {value_integer(number),  value_text(review_kind_name(span->kind)), value_day(span->from), value_day(span->to),
                      value_day(span->held_on), value_day(pack->as_of),                 value_time(now),       value_text(by)};
    TRY(records_execute(store_records(asker->store),
                        "INSERT INTO review (review, kind, from_day, to_day, held_on, as_of, prepared_at, prepared_by) "
                        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                        values, 8, NULL, error));
    *ret_number = number;
    return review_pack_write(asker->store, number, pack, error);
}

Status review_prepare(const KpiAsker *asker, const ReviewSpan *span, const char *by, int64_t *ret_number, Error *error)
{
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    ReviewPack pack;
    TRY(check_span(asker, arena, span, error));
    TRY(review_pack_build(asker, arena, span, &pack, error));
    TRY(records_begin(store_records(asker->store), error));
    return rows_finish(store_records(asker->store), insert(asker, arena, span, &pack, by, ret_number, error), error);
}

static Status replace(const KpiAsker *asker, Arena *arena, const Review *review, const ReviewPack *pack, const char *by, Error *error)
{
    int64_t now, decided;
    Value key = value_integer(review->number);
    TRY(instant_now(&now));
    TRY(review_check_open(asker->store, arena, review->number, error));
    TRY(review_count(asker->store, arena, "SELECT count(*) FROM review_entry WHERE review = $1 AND kind = 'decision' AND NOT removed",
                     &key, 1, &decided, error));
    if (decided) {
        error_set(error, STATUS_CONFLICT, "%s", _("something was decided upon these numbers: they stay"));
        error_hint(error, "%s", _("what they are now is shown beside them"));
        return STATUS_CONFLICT;
    }
    Value values[] = {key, value_day(pack->as_of), value_time(now), value_text(by)};
    TRY(records_execute(store_records(asker->store),
                        "UPDATE review SET as_of = $2, prepared_at = $3, prepared_by = $4 WHERE review = $1", values, 4, NULL, error));
    return review_pack_write(asker->store, review->number, pack, error);
}

Status review_prepare_again(const KpiAsker *asker, int64_t number, const char *by, Error *error)
{
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    Review review;
    ReviewPack pack;
    TRY(review_check_open(asker->store, arena, number, error));
    TRY(review_find(asker->store, arena, number, &review, error));
    TRY(review_pack_build(asker, arena, &review.span, &pack, error));
    TRY(records_begin(store_records(asker->store), error));
    return rows_finish(store_records(asker->store), replace(asker, arena, &review, &pack, by, error), error);
}

Status review_prepare_due(const KpiAsker *asker, ReviewKind kind, int64_t *ret_number, Error *error)
{
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    const Organization *organization = asker->organization;
    ReviewSpan span;
    int64_t known, kpis, after;
    *ret_number = 0;
    if (!review_is_kept(organization, kind))
        return STATUS_OK;
    TRY(review_span_due(organization, kind, &span, error));
    if (organization->today > span.held_on + MADE_UP_WITHIN)
        return STATUS_OK;
    TRY(find_span(asker->store, arena, &span, &known, error));
    TRY(day_start(organization->time_zone, span.held_on + 1, &after, error));
    Value end = value_time(after);
    TRY(review_count(asker->store, arena, "SELECT count(*) FROM kpi WHERE retired_at IS NULL AND created_at < $1", &end, 1, &kpis,
                     error));
    return known || kpis == 0 ? STATUS_OK : review_prepare(asker, &span, "Mizan", ret_number, error);
}

/* ---- closing ---- */

Status review_close(Store *store, int64_t number, const char *by, Error *error)
{
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    int64_t now, changed;
    TRY(instant_now(&now));
    Value values[] = {value_integer(number), value_time(now), value_text(by)};
    TRY(records_execute(store_records(store),
                        "UPDATE review SET closed_at = $2, closed_by = $3 WHERE review = $1 AND closed_at IS NULL", values, 3,
                        &changed, error));
    return changed ? STATUS_OK : review_check_open(store, arena, number, error);
}
