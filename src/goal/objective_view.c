#include "goal/objective_view.h"

#include "goal/rows.h"
#include "goal/span.h"

#include <string.h>

ObjectiveViewer objective_viewer(const KpiAsker *asker, Arena *arena)
{
    return (ObjectiveViewer){*asker, arena, owner_book_new(asker, arena)};
}

static Status read_links(const ObjectiveViewer *viewer, const char *id, ObjectiveView *view, Error *error)
{
    RecordsTable table;
    Value key = value_text(id);
    TRY(records_query(store_records(viewer->asker.store), viewer->arena,
                      "SELECT l.kind, o.objective, o.title, o.closed_at, o.final_score, 1 FROM objective_link l "
                      "JOIN objective o ON o.objective = l.other WHERE l.objective = $1 UNION ALL "
                      "SELECT l.kind, o.objective, o.title, o.closed_at, o.final_score, 0 FROM objective_link l "
                      "JOIN objective o ON o.objective = l.objective WHERE l.other = $1 ORDER BY 6 DESC, 1, 3",
                      &key, 1, &table, error));
    LinkedObjective *links = ARENA_ARRAY(viewer->arena, table.rows + 1, LinkedObjective);
    for (size_t i = 0; i < table.rows; i++) {
        MaybeNumber score = row_number(&table, i, 4);
        bool closed = records_value(&table, i, 3).type != VALUE_NULL;
        links[i] = (LinkedObjective){
            .id = row_text(viewer->arena, &table, i, 1),
            .title = row_text(viewer->arena, &table, i, 2),
            .kind = text_equals(records_value(&table, i, 0).text, "depends") ? LINK_DEPENDS : LINK_CONTRIBUTES,
            .outward = records_value(&table, i, 5).integer == 1,
            .closed = closed,
            .reached = closed && score.defined && score.number >= 1,
        };
    }
    view->links = links;
    view->link_count = table.rows;
    return STATUS_OK;
}

static Status read_initiatives(const ObjectiveViewer *viewer, bool effects, ObjectiveView *view, Error *error)
{
    Initiative *initiatives;
    size_t count;
    TRY(initiative_list(viewer->asker.store, viewer->arena, view->state.objective->id, &initiatives, &count, error));
    InitiativeView *views = ARENA_ARRAY(viewer->arena, count + 1, InitiativeView);
    for (size_t i = 0; i < count; i++) {
        bool over = initiatives[i].state == INITIATIVE_DONE || initiatives[i].state == INITIATIVE_DROPPED;
        views[i] = (InitiativeView){.initiative = initiatives[i], .has_effect = effects,
                                    .late = !over && initiatives[i].to < viewer->asker.organization->today};
        TRY(owner_book_find(viewer->owners, initiatives[i].owner, &views[i].owner, error));
        if (effects)
            TRY(initiative_effect(&viewer->asker, viewer->arena, &view->state, &initiatives[i], &views[i].effect, error));
    }
    view->initiatives = views;
    view->initiative_count = count;
    return STATUS_OK;
}

Status objective_view(const ObjectiveViewer *viewer, const Objective *objective, bool effects, ObjectiveView *ret_view, Error *error)
{
    ObjectiveView view = {.begun = viewer->asker.organization->today >= objective->from};
    TRY(objective_evaluate(&viewer->asker, viewer->arena, objective, &view.state, error));
    TRY(owner_book_find(viewer->owners, objective->owner, &view.state.owner, error));
    TRY(span_name(&viewer->asker, viewer->arena, objective->from, objective->to, &view.period, &view.period_label, error));
    TRY(read_links(viewer, objective->id, &view, error));
    TRY(read_initiatives(viewer, effects, &view, error));
    *ret_view = view;
    return STATUS_OK;
}
