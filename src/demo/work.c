#include "demo/work.h"

#include "demo/demo.h"

Status demo_work(Store *store, Error *error)
{
    Arena *arena CLEANUP(arena_cleanup) = arena_new(/* ceiling= */ 0);
    FactsSession *session CLEANUP(facts_session_cleanup) = NULL;
    MetricRegistry *registry = NULL;
    Organization organization;
    TRY(organization_read(store, arena, &organization, error));
    TRY(facts_session_open(store_facts(store), &session, error));
    TRY(metric_registry_load(&registry, error));
    const KpiAsker asker = {store, session, registry, &organization, NULL};
    Status status = demo_goals(&asker, arena, error);
    if (status == STATUS_OK)
        status = demo_talk(&asker, arena, error);
    if (status == STATUS_OK)
        status = demo_reviews(&asker, arena, error);
    metric_registry_free(registry);
    return status;
}
