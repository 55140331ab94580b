#include "http/settings_change.h"

#include "base/translate.h"
#include "config/settings.h"
#include "organization/organization.h"

static Status store_values(Store *store, const char *const *values, Error *error)
{
    TRY(records_begin(store_records(store), error));
    Status status = STATUS_OK;
    for (size_t i = 0; i < setting_count && status == STATUS_OK; i++)
        if (values[i])
            status = store_set_setting(store, settings[i].name, values[i], error);
    if (status == STATUS_OK)
        return records_commit(store_records(store), error);
    records_rollback(store_records(store));
    return status;
}

/* What the settings that are given in `values` are now. */
static Status current_values(Store *store, Arena *arena, const char *const *values, const char *const **ret_current,
                             Error *error)
{
    const char **current = ARENA_ARRAY(arena, setting_count + 1, const char *);
    for (size_t i = 0; i < setting_count; i++)
        if (values[i])
            TRY(store_setting(store, arena, settings[i].name, &current[i], error));
    *ret_current = current;
    return STATUS_OK;
}

static const char *describe_change(Arena *arena, const char *const *before, const char *const *values)
{
    const char *text = "";
    for (size_t i = 0; i < setting_count; i++)
        if (values[i])
            text = arena_format(arena, "%s%s%s: %.200s, now %.200s", text, *text ? "; " : "", settings[i].name, before[i], values[i]);
    return text;
}

/* Settings and what follows from them in the store of facts are two transactions: where the second fails, the
 * first is taken back. */
Status settings_change(Store *store, Arena *arena, const char *const *values, const char **ret_change, Error *error)
{
    const char *const *before;
    TRY(current_values(store, arena, values, &before, error));
    *ret_change = describe_change(arena, before, values);
    TRY(store_values(store, values, error));
    Status status = organization_apply(store, error);
    if (status != STATUS_OK) {
        Error second = {0};
        if (store_values(store, before, &second) != STATUS_OK || organization_apply(store, &second) != STATUS_OK)
            error_hint(error, _("the settings before could not be put back: %s"), second.message);
        return status;
    }
    store_changed(store);
    return STATUS_OK;
}
