/* Which KPI drives which, in the records. */
#include "goal/kpi.h"

#include "base/translate.h"
#include "goal/parts.h"
#include "goal/rows.h"

#include <string.h>

Status kpi_link(Store *store, const char *id, const char *result, Error *error)
{
    CLEANUP(arena_cleanup) Arena *arena = arena_new(0);
    Kpi ends[2];
    TRY(kpi_find(store, arena, id, &ends[0], error));
    TRY(kpi_find(store, arena, result, &ends[1], error));
    for (size_t i = 0; i < 2; i++)
        if (ends[i].retired)
            return goal_refuse(error, i ? "result" : "kpi", _("this KPI is retired"));
    if (strcmp(id, result) == 0)
        return goal_refuse(error, "result", _("a KPI does not drive itself"));
    Value values[] = {value_text(id), value_text(result)};
    return records_execute(store_records(store), "INSERT INTO kpi_link (kpi, result) VALUES ($1, $2) ON CONFLICT DO NOTHING",
                           values, 2, NULL, error);
}

Status kpi_unlink(Store *store, const char *id, const char *result, Error *error)
{
    int64_t changed;
    Value values[] = {value_text(id), value_text(result)};
    TRY(records_execute(store_records(store), "DELETE FROM kpi_link WHERE kpi = $1 AND result = $2", values, 2, &changed, error));
    if (changed > 0)
        return STATUS_OK;
    return error_set(error, STATUS_NOT_FOUND, _("\"%s\" is not said to drive \"%s\""), id, result);
}

Status kpi_links(Store *store, Arena *arena, KpiLink **ret_links, size_t *ret_count, Error *error)
{
    RecordsTable table;
    TRY(records_query(store_records(store), arena, "SELECT kpi, result FROM kpi_link ORDER BY kpi, result", NULL, 0, &table,
                      error));
    KpiLink *links = ARENA_ARRAY(arena, table.rows + 1, KpiLink);
    for (size_t i = 0; i < table.rows; i++)
        links[i] = (KpiLink){row_text(arena, &table, i, 0), row_text(arena, &table, i, 1)};
    *ret_links = links;
    *ret_count = table.rows;
    return STATUS_OK;
}
