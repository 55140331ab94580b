/* With whom a KPI or an objective is shared. */
#include "http/body.h"
#include "http/subject_answer.h"

#include "base/translate.h"

static Status answer_all(Request *request, const Subject *subject, Response *response, Error *error)
{
    Share *shares;
    size_t count;
    TRY(share_list(store_records(request->store), request->arena, subject, &shares, &count, error));
    JsonWriter writer = json_writer(&response->body);
    json_object(&writer);
    render_subject_members(&writer, subject);
    json_key(&writer, "shares");
    json_array(&writer);
    for (size_t i = 0; i < count; i++)
        render_share_json(&writer, &shares[i]);
    json_array_end(&writer);
    json_object_end(&writer);
    return STATUS_OK;
}

static Status list(Request *request, Response *response, Error *error)
{
    Subject subject;
    TRY(path_subject(request, response, /* open= */ true, &subject, error));
    return answer_all(request, &subject, response, error);
}

static Status refuse(Error *error)
{
    error_set(error, STATUS_INVALID_ARGUMENT, "%s", _("say with whom: a team, or everyone"));
    error_where(error, "team");
    return error->status;
}

/* {"team": "Support"} or {"everyone": true} */
static Status add(Request *request, Response *response, Error *error)
{
    static const char *const members[] = {"team", "everyone", NULL};
    struct json_t *body CLEANUP(body_cleanup) = NULL;
    Subject subject;
    const char *team;
    bool everyone;
    TRY(path_subject(request, response, /* open= */ true, &subject, error));
    TRY(body_parse_object(request->body, &body, error));
    TRY(body_check_members(body, members, error));
    TRY(body_text(body, "team", /* required= */ false, &team, error));
    TRY(body_truth(body, "everyone", false, &everyone, error));
    if (everyone == (team && *team))
        return refuse(error);
    TRY(share_add(store_records(request->store), request->principal, &subject, everyone ? "" : team, error));
    talk_changed(request);
    response->status = 201;
    response->audit_detail = everyone ? "everyone" : arena_format(request->arena, "team %s", team);
    return answer_all(request, &subject, response, error);
}

/* Without ?team=: with everyone. */
static Status take_back(Request *request, Response *response, Error *error)
{
    Subject subject;
    const char *team = request_query(request, "team");
    TRY(path_subject(request, response, /* open= */ true, &subject, error));
    TRY(share_remove(store_records(request->store), &subject, team ? team : "", error));
    talk_changed(request);
    response->audit_detail = team ? arena_format(request->arena, "team %s", team) : "everyone";
    return answer_all(request, &subject, response, error);
}

extern const Endpoint endpoint_shares, endpoint_share_add, endpoint_share_remove;
static const char *const media[] = {"application/json", NULL};
static const char *const parameters[] = {"team", NULL};
const Endpoint endpoint_shares = {
    .method = "GET", .path = "/api/v1/shares/{kind}/{id}", .permission = PERMISSION_READ_VALUES, .run = RUN_WORKER, .handle = list,
};
const Endpoint endpoint_share_add = {
    .method = "POST", .path = "/api/v1/shares/{kind}/{id}", .permission = PERMISSION_GOALS, .audit = "share.add", .run = RUN_WORKER,
    .body = BODY_MEMORY, .body_limit = 4096, .media = media, .handle = add,
};
const Endpoint endpoint_share_remove = {
    .method = "DELETE", .path = "/api/v1/shares/{kind}/{id}", .permission = PERMISSION_GOALS, .audit = "share.remove", .run = RUN_WORKER,
    .parameters = parameters, .handle = take_back,
};
