/* What is new to who asks, what is tied to their work, and whether they want mail about it. */
#include "http/account_answer.h"
#include "http/body.h"
#include "http/subject_answer.h"

#include "base/translate.h"

static Status write_unread(Request *request, JsonWriter *writer, Error *error)
{
    int64_t unread;
    TRY(notice_count(store_records(request->store), request->principal, &unread, error));
    json_member_integer(writer, "unread", unread);
    return STATUS_OK;
}

static Status list(Request *request, Response *response, Error *error)
{
    Notice *notices;
    size_t count;
    TRY(notice_list(store_records(request->store), request->arena, request->principal, &notices, &count, error));
    JsonWriter writer = json_writer(&response->body);
    json_object(&writer);
    TRY(write_unread(request, &writer, error));
    json_key(&writer, "notices");
    json_array(&writer);
    for (size_t i = 0; i < count; i++)
        render_notice_json(&writer, &notices[i]);
    json_array_end(&writer);
    json_object_end(&writer);
    return STATUS_OK;
}

static Status count(Request *request, Response *response, Error *error)
{
    JsonWriter writer = json_writer(&response->body);
    json_object(&writer);
    TRY(write_unread(request, &writer, error));
    json_object_end(&writer);
    return STATUS_OK;
}

/* {"notice": 3}, {"kind": "kpi", "id": "nps"}, or {}: all. */
static Status mark_read(Request *request, Response *response, Error *error)
{
    static const char *const members[] = {"notice", "kind", "id", NULL};
    struct json_t *body CLEANUP(body_cleanup) = NULL;
    NoticeRead read = {0};
    int64_t changed;
    TRY(body_parse_object(request->body, &body, error));
    TRY(body_check_members(body, members, error));
    TRY(body_integer(body, "notice", 0, INT64_MAX, 0, &read.id, error));
    TRY(body_text(body, "kind", /* required= */ false, &read.kind, error));
    TRY(body_text(body, "id", /* required= */ false, &read.subject, error));
    TRY(notice_read(store_records(request->store), request->principal, &read, &changed, error));
    if (changed)
        talk_changed(request);
    return count(request, response, error);
}

static Status show_own(Request *request, Response *response, Error *error)
{
    OwnSubject *subjects;
    size_t subject_count;
    TRY(subject_own(store_records(request->store), request->arena, request->principal, &subjects, &subject_count, error));
    JsonWriter writer = json_writer(&response->body);
    json_object(&writer);
    json_key(&writer, "subjects");
    json_array(&writer);
    for (size_t i = 0; i < subject_count; i++) {
        json_object(&writer);
        render_subject_members(&writer, &subjects[i].subject);
        render_ties_member(&writer, subjects[i].ties);
        TRY(write_subject(request, request->principal, &subjects[i].subject, /* whole= */ false, &writer, error));
        json_object_end(&writer);
    }
    json_array_end(&writer);
    json_object_end(&writer);
    return STATUS_OK;
}

static Status show_reminders(Request *request, Response *response, Error *error)
{
    bool wanted;
    TRY(reminder_wanted(store_records(request->store), request->principal->account, &wanted, error));
    JsonWriter writer = json_writer(&response->body);
    json_object(&writer);
    json_member_boolean(&writer, "mail", wanted);
    json_object_end(&writer);
    return STATUS_OK;
}

static Status change_reminders(Request *request, Response *response, Error *error)
{
    static const char *const members[] = {"mail", NULL};
    struct json_t *body CLEANUP(body_cleanup) = NULL;
    bool wanted;
    TRY(body_parse_object(request->body, &body, error));
    TRY(body_check_members(body, members, error));
    TRY(body_truth(body, "mail", true, &wanted, error));
    TRY(reminder_set(store_records(request->store), request->principal->account, wanted, error));
    return show_reminders(request, response, error);
}

extern const Endpoint endpoint_inbox, endpoint_inbox_count, endpoint_inbox_read, endpoint_mine, endpoint_reminders, endpoint_reminders_change;
static const char *const media[] = {"application/json", NULL};
const Endpoint endpoint_inbox = {
    .method = "GET", .path = "/api/v1/inbox", .permission = PERMISSION_READ_VALUES, .run = RUN_WORKER, .handle = list,
};
const Endpoint endpoint_inbox_count = {
    .method = "GET", .path = "/api/v1/inbox/count", .permission = PERMISSION_READ_VALUES, .run = RUN_WORKER, .handle = count,
};
const Endpoint endpoint_inbox_read = {
    .method = "POST", .path = "/api/v1/inbox/read", .permission = PERMISSION_READ_VALUES, .run = RUN_WORKER, .body = BODY_MEMORY,
    .body_limit = 4096, .media = media, .handle = mark_read,
};
const Endpoint endpoint_mine = {
    .method = "GET", .path = "/api/v1/mine", .permission = PERMISSION_READ_VALUES, .run = RUN_WORKER, .handle = show_own,
};
const Endpoint endpoint_reminders = {
    .method = "GET", .path = "/api/v1/me/reminders", .permission = PERMISSION_SIGNED_IN, .run = RUN_WORKER, .handle = show_reminders,
};
const Endpoint endpoint_reminders_change = {
    .method = "PUT", .path = "/api/v1/me/reminders", .permission = PERMISSION_SIGNED_IN, .run = RUN_WORKER, .body = BODY_MEMORY,
    .body_limit = 4096, .media = media, .handle = change_reminders,
};
