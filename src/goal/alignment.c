/* How objectives hang together. */
#include "goal/objective.h"

#include "base/translate.h"
#include "goal/parts.h"
#include "goal/rows.h"

#include <string.h>

static const char *const kind_names[] = {"contributes", "depends"};

/* Breadth first over the links; `from` and `to` may be the same. */
const char *objective_path(Arena *arena, const ObjectiveLink *links, size_t count, const char *from, const char *to)
{
    size_t *queue = ARENA_ARRAY(arena, count + 1, size_t), *before = ARENA_ARRAY(arena, count + 1, size_t), end = 0;
    bool *seen = ARENA_ARRAY(arena, count + 1, bool);
    const size_t none = count;
    for (size_t i = 0; i < count; i++)
        if (strcmp(links[i].objective, from) == 0) {
            seen[i] = true;
            before[i] = none;
            queue[end++] = i;
        }
    for (size_t next = 0; next < end; next++) {
        const ObjectiveLink *link = &links[queue[next]];
        if (strcmp(link->other, to) == 0) {
            const char *path = link->other;
            for (size_t i = queue[next]; i != none; i = before[i])
                path = arena_format(arena, "%s -> %s", links[i].objective, path);
            return path;
        }
        for (size_t i = 0; i < count; i++)
            if (!seen[i] && strcmp(links[i].objective, link->other) == 0) {
                seen[i] = true;
                before[i] = queue[next];
                queue[end++] = i;
            }
    }
    return NULL;
}

Status objective_links(Store *store, Arena *arena, ObjectiveLink **ret_links, size_t *ret_count, Error *error)
{
    RecordsTable table;
    TRY(records_query(store_records(store), arena,
                      "SELECT objective, other, kind FROM objective_link ORDER BY objective, other, kind", NULL, 0, &table, error));
    ObjectiveLink *links = ARENA_ARRAY(arena, table.rows + 1, ObjectiveLink);
    for (size_t i = 0; i < table.rows; i++)
        links[i] = (ObjectiveLink){.objective = row_text(arena, &table, i, 0),
                                   .other = row_text(arena, &table, i, 1),
                                   .kind = text_equals(records_value(&table, i, 2).text, kind_names[LINK_DEPENDS])
                                               ? LINK_DEPENDS
                                               : LINK_CONTRIBUTES};
    *ret_links = links;
    *ret_count = table.rows;
    return STATUS_OK;
}

static Status check_link(Store *store, Arena *arena, const ObjectiveLink *link, Error *error)
{
    Objective ends[2];
    ObjectiveLink *links;
    size_t count;
    TRY(objective_find(store, arena, link->objective, &ends[0], error));
    TRY(objective_find(store, arena, link->other, &ends[1], error));
    TRY(objective_links(store, arena, &links, &count, error));
    const char *back = strcmp(link->objective, link->other) == 0 ? link->other
                                                                : objective_path(arena, links, count, link->other, link->objective);
    if (!back)
        return STATUS_OK;
    error_set(error, STATUS_CONFLICT, "%s", _("an objective cannot serve itself: the links would close a circle"));
    error_where(error, "%s -> %s", link->objective, back);
    return STATUS_CONFLICT;
}

static Status insert(Store *store, Arena *arena, const ObjectiveLink *link, const char *by, Error *error)
{
    Value values[] = {value_text(link->objective), value_text(link->other), value_text(kind_names[link->kind])};
    TRY(check_link(store, arena, link, error));
    TRY(records_execute(store_records(store),
                        "INSERT INTO objective_link (objective, other, kind) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING", values, 3,
                        NULL, error));
    ChangeNotes notes = {0};
    change_text(&notes, kind_names[link->kind], NULL, link->other);
    return objective_note(store, link->objective, by, "linked", &notes, NULL, error);
}

Status objective_link_add(Store *store, const ObjectiveLink *link, const char *by, Error *error)
{
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    TRY(records_begin(store_records(store), error));
    return rows_finish(store_records(store), insert(store, arena, link, by, error), error);
}

static Status take_out(Store *store, const ObjectiveLink *link, const char *by, Error *error)
{
    Value values[] = {value_text(link->objective), value_text(link->other), value_text(kind_names[link->kind])};
    ChangeNotes notes = {0};
    int64_t changed;
    TRY(records_execute(store_records(store), "DELETE FROM objective_link WHERE objective = $1 AND other = $2 AND kind = $3", values, 3,
                        &changed, error));
    if (changed == 0)
        return error_set(error, STATUS_NOT_FOUND, _("\"%s\" has no such link to \"%s\""), link->objective, link->other);
    change_text(&notes, kind_names[link->kind], link->other, NULL);
    return objective_note(store, link->objective, by, "unlinked", &notes, NULL, error);
}

Status objective_link_remove(Store *store, const ObjectiveLink *link, const char *by, Error *error)
{
    TRY(records_begin(store_records(store), error));
    return rows_finish(store_records(store), take_out(store, link, by, error), error);
}
