/* Perspectives and weights in the records. */
#include "goal/perspective.h"

#include "base/translate.h"
#include "goal/parts.h"
#include "goal/progress.h"
#include "goal/rows.h"

#include <string.h>

const char *perspective_title(const char *id, const char *own)
{
    static const char *const titles[] = {[PERSPECTIVE_FINANCIAL] = N_("Financial"), [PERSPECTIVE_CUSTOMERS] = N_("Customers"),
                                         [PERSPECTIVE_PROCESSES] = N_("Internal processes"),
                                         [PERSPECTIVE_LEARNING] = N_("Learning and growth")};
    Perspective known;
    if (own)
        return own;
    return perspective_parse(id, &known) ? _(titles[known]) : id;
}

/* ---- reading ---- */

Status perspective_list(Store *store, Arena *arena, ScorecardPerspective **ret_perspectives, size_t *ret_count, Error *error)
{
    RecordsTable table;
    TRY(records_query(store_records(store), arena,
                      "SELECT perspective, title, place, weight, revision FROM perspective ORDER BY place, perspective", NULL, 0,
                      &table, error));
    ScorecardPerspective *perspectives = ARENA_ARRAY(arena, table.rows + 1, ScorecardPerspective);
    for (size_t i = 0; i < table.rows; i++)
        perspectives[i] = (ScorecardPerspective){.id = row_text(arena, &table, i, 0),
                                                 .title = row_text(arena, &table, i, 1),
                                                 .place = records_value(&table, i, 2).integer,
                                                 .weight = row_number(&table, i, 3).number,
                                                 .revision = records_value(&table, i, 4).integer};
    *ret_perspectives = perspectives;
    *ret_count = table.rows;
    return STATUS_OK;
}

static size_t index_of(const ScorecardPerspective *perspectives, size_t count, const char *id)
{
    size_t i = 0;
    while (i < count && strcmp(perspectives[i].id, id) != 0)
        i++;
    return i;
}

/* Says which there are. */
static Status unknown(Arena *arena, const ScorecardPerspective *perspectives, size_t count, const char *id, Status status,
                      Error *error)
{
    const char *known = "";
    for (size_t i = 0; i < count; i++)
        known = arena_format(arena, "%s%s%s", known, i ? ", " : "", perspectives[i].id);
    error_set(error, status, _("there is no perspective \"%s\""), id);
    error_where(error, "perspective");
    error_hint(error, _("there are: %s"), known);
    return status;
}

Status perspective_find(Store *store, Arena *arena, const char *id, ScorecardPerspective *ret_perspective, Error *error)
{
    ScorecardPerspective *perspectives;
    size_t count;
    TRY(perspective_list(store, arena, &perspectives, &count, error));
    size_t place = index_of(perspectives, count, id);
    if (place == count)
        return unknown(arena, perspectives, count, id, STATUS_NOT_FOUND, error);
    *ret_perspective = perspectives[place];
    return STATUS_OK;
}

/* ---- weights ---- */

static Status check_weights(const WeightedScore *scores, size_t count, Error *error)
{
    Status status = weights_check(scores, count, error);
    if (status != STATUS_OK)
        error_where(error, "weight");
    return status;
}

static Status check_perspective_weights(Arena *arena, const ScorecardPerspective *perspectives, size_t count, Error *error)
{
    WeightedScore *scores = ARENA_ARRAY(arena, count + 1, WeightedScore);
    for (size_t i = 0; i < count; i++)
        scores[i].weight = perspectives[i].weight;
    return check_weights(scores, count, error);
}

/* The weights of the KPIs of a perspective, `id` among them with `weight`. */
static Status check_kpi_weights(Store *store, Arena *arena, const char *perspective, const char *id, double weight, Error *error)
{
    RecordsTable table;
    Value values[] = {value_text(perspective), value_text(id)};
    TRY(records_query(store_records(store), arena,
                      "SELECT weight FROM kpi WHERE perspective = $1 AND kpi <> $2 AND retired_at IS NULL", values, 2, &table,
                      error));
    WeightedScore *scores = ARENA_ARRAY(arena, table.rows + 1, WeightedScore);
    for (size_t i = 0; i < table.rows; i++)
        scores[i].weight = row_number(&table, i, 0).number;
    scores[table.rows].weight = weight;
    return check_weights(scores, table.rows + 1, error);
}

Status perspective_takes(Store *store, Arena *arena, const char *perspective, const char *id, double *ret_weight, Error *error)
{
    ScorecardPerspective *perspectives;
    RecordsTable table;
    size_t count;
    Value key = value_text(id);
    if (!perspective)
        return goal_refuse(error, "perspective", _("a KPI belongs to a perspective"));
    TRY(perspective_list(store, arena, &perspectives, &count, error));
    if (index_of(perspectives, count, perspective) == count)
        return unknown(arena, perspectives, count, perspective, STATUS_INVALID_ARGUMENT, error);
    TRY(records_query(store_records(store), arena, "SELECT weight FROM kpi WHERE kpi = $1", &key, 1, &table, error));
    *ret_weight = table.rows ? row_number(&table, 0, 0).number : 1;
    return check_kpi_weights(store, arena, perspective, id, *ret_weight, error);
}

/* The one weight alone is looked at; that all of them sum to more than 0 is the caller's to see. */
static Status weigh(Store *store, Arena *arena, const char *id, double weight, int64_t revision, const char *by, Kpi *ret_kpi,
                    Error *error)
{
    Kpi kpi;
    int64_t changed;
    TRY(kpi_find(store, arena, id, &kpi, error));
    if (!(weight >= 0) || !isfinite(weight))
        return goal_refuse(error, "weight", _("a weight is a number from 0 on"));
    Value values[] = {value_text(id), value_number(weight), value_integer(revision)};
    TRY(records_execute(store_records(store),
                        "UPDATE kpi SET weight = $2, revision = revision + 1 "
                        "WHERE kpi = $1 AND revision = $3 AND retired_at IS NULL",
                        values, 3, &changed, error));
    if (changed == 0)
        return kpi_say_conflict(store, arena, &kpi, error);
    kpi.weight = weight;
    kpi.revision = revision + 1;
    *ret_kpi = kpi;
    return kpi_note(store, arena, &kpi, by, NULL, error);
}

static Status weigh_one(Store *store, Arena *arena, const char *id, double weight, int64_t revision, const char *by, Error *error)
{
    Kpi kpi;
    TRY(weigh(store, arena, id, weight, revision, by, &kpi, error));
    return check_kpi_weights(store, arena, kpi.perspective, id, weight, error);
}

Status kpi_weigh(Store *store, const char *id, double weight, int64_t revision, const char *by, Error *error)
{
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    TRY(records_begin(store_records(store), error));
    return rows_finish(store_records(store), weigh_one(store, arena, id, weight, revision, by, error), error);
}

/* ---- changes ---- */

static Status check(const ScorecardPerspective *perspective, Error *error)
{
    Perspective known;
    TRY(goal_id_check(perspective->id, error));
    if (perspective->title ? !*perspective->title : !perspective_parse(perspective->id, &known))
        return goal_refuse(error, "title", _("a perspective has a title"));
    if (perspective->place < 0)
        return goal_refuse(error, "place", _("places are counted from 1, the top"));
    return goal_text_check("title", perspective->title, error);
}

/* Moves the one at `from` so that it stands at `place`, and writes every place anew. */
static Status put(Records *records, ScorecardPerspective *perspectives, size_t count, size_t from, int64_t place, Error *error)
{
    size_t to = place == 0 ? from : (size_t)place > count ? count - 1 : (size_t)place - 1;
    ScorecardPerspective moved = perspectives[from];
    if (to < from)
        memmove(&perspectives[to + 1], &perspectives[to], (from - to) * sizeof *perspectives);
    else
        memmove(&perspectives[from], &perspectives[from + 1], (to - from) * sizeof *perspectives);
    perspectives[to] = moved;
    for (size_t i = 0; i < count; i++) {
        Value values[] = {value_text(perspectives[i].id), value_integer((int64_t)i + 1)};
        TRY(records_execute(records, "UPDATE perspective SET place = $2 WHERE perspective = $1", values, 2, NULL, error));
    }
    return STATUS_OK;
}

static Status add(Store *store, Arena *arena, const ScorecardPerspective *perspective, Error *error)
{
    ScorecardPerspective *perspectives;
    size_t count;
    TRY(perspective_list(store, arena, &perspectives, &count, error));
    if (index_of(perspectives, count, perspective->id) < count)
        return error_set(error, STATUS_ALREADY_EXISTS, _("there is a perspective \"%s\" already"), perspective->id);
    if (count >= PERSPECTIVES_LIMIT)
        return error_set(error, STATUS_TOO_LARGE, _("there are %d perspectives already"), PERSPECTIVES_LIMIT);
    ScorecardPerspective *all = ARENA_ARRAY(arena, count + 1, ScorecardPerspective);
    memcpy(all, perspectives, count * sizeof *all);
    all[count] = *perspective;
    TRY(check_perspective_weights(arena, all, count + 1, error));
    Value values[] = {value_text(perspective->id), value_text(perspective->title), value_integer((int64_t)count + 1),
                      value_number(perspective->weight)};
    TRY(records_execute(store_records(store),
                        "INSERT INTO perspective (perspective, title, place, weight, revision) VALUES ($1, $2, $3, $4, 1)", values,
                        4, NULL, error));
    return put(store_records(store), all, count + 1, count, perspective->place, error);
}

Status perspective_add(Store *store, const ScorecardPerspective *perspective, Error *error)
{
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    TRY(check(perspective, error));
    TRY(records_begin(store_records(store), error));
    return rows_finish(store_records(store), add(store, arena, perspective, error), error);
}

static Status weigh_members(Store *store, Arena *arena, const char *perspective, const KpiWeight *weights, size_t count,
                            const char *by, Error *error)
{
    for (size_t i = 0; i < count; i++) {
        Kpi kpi;
        TRY(weigh(store, arena, weights[i].kpi, weights[i].weight, weights[i].revision, by, &kpi, error));
        if (strcmp(kpi.perspective, perspective) == 0)
            continue;
        goal_refuse(error, "kpi_weights", _("this KPI belongs to another perspective"));
        error_value(error, kpi.id, strlen(kpi.id));
        return STATUS_INVALID_ARGUMENT;
    }
    if (count == 0)
        return STATUS_OK;
    const KpiWeight *last = &weights[count - 1];
    Status status = check_kpi_weights(store, arena, perspective, last->kpi, last->weight, error);
    if (status != STATUS_OK)
        error_where(error, "kpi_weights");
    return status;
}

static Status change(Store *store, Arena *arena, const ScorecardPerspective *perspective, Error *error)
{
    ScorecardPerspective *perspectives;
    size_t count;
    TRY(perspective_list(store, arena, &perspectives, &count, error));
    size_t at = index_of(perspectives, count, perspective->id);
    if (at == count)
        return unknown(arena, perspectives, count, perspective->id, STATUS_NOT_FOUND, error);
    if (perspectives[at].revision != perspective->revision) {
        error_set(error, STATUS_CONFLICT, _("\"%s\" was changed by somebody else while you were changing it"), perspective->id);
        error_hint(error, _("look at revision %lld and make your change to that"), (long long)perspectives[at].revision);
        return STATUS_CONFLICT;
    }
    perspectives[at].weight = perspective->weight;
    TRY(check_perspective_weights(arena, perspectives, count, error));
    Value values[] = {value_text(perspective->id), value_text(perspective->title), value_number(perspective->weight)};
    TRY(records_execute(store_records(store),
                        "UPDATE perspective SET title = $2, weight = $3, revision = revision + 1 WHERE perspective = $1", values, 3,
                        NULL, error));
    return put(store_records(store), perspectives, count, at, perspective->place, error);
}

Status perspective_change(Store *store, const ScorecardPerspective *perspective, const KpiWeight *weights, size_t count,
                          const char *by, Error *error)
{
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    TRY(check(perspective, error));
    TRY(records_begin(store_records(store), error));
    Status status = change(store, arena, perspective, error);
    if (status == STATUS_OK)
        status = weigh_members(store, arena, perspective->id, weights, count, by, error);
    return rows_finish(store_records(store), status, error);
}

/* A retired KPI cannot be moved elsewhere, so that it holds nothing back. */
static Status refuse_used(Store *store, Arena *arena, const char *id, Error *error)
{
    RecordsTable table;
    Value key = value_text(id);
    TRY(records_query(store_records(store), arena,
                      "SELECT title FROM kpi WHERE perspective = $1 AND retired_at IS NULL ORDER BY title", &key, 1, &table, error));
    if (table.rows == 0)
        return STATUS_OK;
    const char *names = "";
    for (size_t i = 0; i < table.rows; i++)
        names = arena_format(arena, "%s%s%s", names, i ? ", " : "", row_text(arena, &table, i, 0));
    error_set(error, STATUS_CONFLICT, _("KPIs belong to the perspective \"%s\": %s"), id, names);
    error_hint(error, "%s", _("move them to another perspective first, or retire them"));
    return STATUS_CONFLICT;
}

static Status take_away(Store *store, Arena *arena, const char *id, Error *error)
{
    ScorecardPerspective *perspectives;
    size_t count;
    Value key = value_text(id);
    TRY(perspective_list(store, arena, &perspectives, &count, error));
    size_t at = index_of(perspectives, count, id);
    if (at == count)
        return unknown(arena, perspectives, count, id, STATUS_NOT_FOUND, error);
    TRY(refuse_used(store, arena, id, error));
    memmove(&perspectives[at], &perspectives[at + 1], (count - at - 1) * sizeof *perspectives);
    TRY(check_perspective_weights(arena, perspectives, count - 1, error));
    TRY(records_execute(store_records(store), "DELETE FROM perspective WHERE perspective = $1", &key, 1, NULL, error));
    return count > 1 ? put(store_records(store), perspectives, count - 1, 0, 0, error) : STATUS_OK;
}

Status perspective_remove(Store *store, const char *id, Error *error)
{
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    TRY(records_begin(store_records(store), error));
    return rows_finish(store_records(store), take_away(store, arena, id, error), error);
}
