/* An objective proposed for a KPI that falls short: a draft, nothing is saved. */
#include "http/goal_body.h"

#include "base/translate.h"
#include "render/proposal.h"

enum { PROPOSAL_PERIODS = 24 };

static Status propose(Request *request, Response *response, Error *error)
{
    Kpi kpi;
    KpiState state;
    Proposal proposal;
    KpiAsker asker = goal_asker(request);
    TRY(kpi_find(request->store, request->arena, request_path(request, "id"), &kpi, error));
    TRY(kpi_evaluate(&asker, request->arena, &kpi, PROPOSAL_PERIODS, &state, error));
    TRY(proposal_make(&asker, request->arena, &state, &proposal, error));
    JsonWriter writer = json_writer(&response->body);
    render_proposal_json(request->arena, &writer, &proposal);
    return STATUS_OK;
}

extern const Endpoint endpoint_kpi_proposal;
const Endpoint endpoint_kpi_proposal = {
    .method = "GET", .path = "/api/v1/kpis/{id}/proposal", .permission = PERMISSION_GOALS, .run = RUN_WORKER, .handle = propose,
};
