/* What people say about a KPI or an objective: reading, writing, changing, taking away; whom one may mention. */
#include "http/account_answer.h"
#include "http/body.h"
#include "http/subject_answer.h"

#include "base/translate.h"
#include "sharing/people.h"

#include <string.h>

static Status answer_all(Request *request, const Subject *subject, Response *response, Error *error)
{
    Comment *comments;
    size_t count;
    int64_t open = 0;
    TRY(comment_list(store_records(request->store), request->arena, subject, &comments, &count, error));
    JsonWriter writer = json_writer(&response->body);
    json_object(&writer);
    render_subject_members(&writer, subject);
    json_key(&writer, "comments");
    json_array(&writer);
    for (size_t i = 0; i < count; i++) {
        render_comment_json(&writer, &comments[i], request->principal);
        open += comments[i].form == COMMENT_QUESTION && !comments[i].answered_at && !comments[i].deleted_at;
    }
    json_array_end(&writer);
    json_member_integer(&writer, "open_questions", open);
    json_object_end(&writer);
    return STATUS_OK;
}

static Status list(Request *request, Response *response, Error *error)
{
    Subject subject;
    TRY(path_subject(request, response, /* open= */ true, &subject, error));
    return answer_all(request, &subject, response, error);
}

/* "mentions": [{"account": 12}]: which of several of one name are meant. */
static Status read_picked(const struct json_t *body, Arena *arena, NewComment *comment, Error *error)
{
    size_t count;
    TRY(body_objects(body, "mentions", MENTIONS_LIMIT, &count, error));
    int64_t *picked = ARENA_ARRAY(arena, count + 1, int64_t);
    for (size_t i = 0; i < count; i++)
        TRY(body_integer(body_object_at(body, "mentions", i), "account", 1, INT64_MAX, 0, &picked[i], error));
    comment->picked = picked;
    comment->picked_count = count;
    return STATUS_OK;
}

static Status read_form(const struct json_t *body, NewComment *comment, Error *error)
{
    const char *form;
    TRY(body_text(body, "form", /* required= */ false, &form, error));
    if (!form || comment_form_parse(form, &comment->form))
        return STATUS_OK;
    error_set(error, STATUS_INVALID_ARGUMENT, _("\"%s\" does not know \"%s\""), "form", form);
    error_where(error, "form");
    error_hint(error, _("there are: %s"), "comment, question, acknowledgement");
    return error->status;
}

static Status add(Request *request, Response *response, Error *error)
{
    static const char *const members[] = {"form", "text", "answers", "mentions", NULL};
    struct json_t *body CLEANUP(body_cleanup) = NULL;
    Subject subject;
    NewComment given = {0};
    int64_t id;
    TRY(path_subject(request, response, /* open= */ true, &subject, error));
    TRY(body_parse_object(request->body, &body, error));
    TRY(body_check_members(body, members, error));
    TRY(read_form(body, &given, error));
    TRY(body_text(body, "text", /* required= */ false, &given.words, error));
    TRY(body_integer(body, "answers", 0, INT64_MAX, 0, &given.answers, error));
    TRY(read_picked(body, request->arena, &given, error));
    TRY(comment_add(store_records(request->store), request->principal, &subject, &given, &id, error));
    talk_changed(request);
    response->status = 201;
    response->audit_detail = arena_format(request->arena, "%s %lld", comment_form_name(given.form), (long long)id);
    return answer_all(request, &subject, response, error);
}

/* The comment that the path names; who asks may read it. */
static Status find_comment(Request *request, Response *response, Subject *ret_subject, Comment *ret_comment, Error *error)
{
    int64_t id;
    TRY(path_number(request, "comment", &id, error));
    TRY(comment_find(store_records(request->store), request->arena, request->principal, id, ret_subject, ret_comment, error));
    response->audit_target = arena_format(request->arena, "%s, comment %lld", subject_name(request->arena, ret_subject), (long long)id);
    return STATUS_OK;
}

static Status change_words(Request *request, const struct json_t *body, const Comment *comment, Error *error)
{
    NewComment given = {.form = comment->form};
    int64_t revision;
    TRY(body_text(body, "text", /* required= */ true, &given.words, error));
    TRY(body_integer(body, "revision", 1, INT64_MAX, 0, &revision, error));
    TRY(read_picked(body, request->arena, &given, error));
    return comment_change(store_records(request->store), request->principal, comment->id, revision, &given, error);
}

static Status change(Request *request, Response *response, Error *error)
{
    static const char *const members[] = {"text", "revision", "mentions", "answered", NULL};
    struct json_t *body CLEANUP(body_cleanup) = NULL;
    Subject subject;
    Comment comment;
    bool answered;
    TRY(find_comment(request, response, &subject, &comment, error));
    TRY(body_parse_object(request->body, &body, error));
    TRY(body_check_members(body, members, error));
    TRY(body_truth(body, "answered", comment.answered_at != 0, &answered, error));
    if (body_has(body, "answered"))
        TRY(comment_mark(store_records(request->store), request->principal, comment.id, answered, error));
    if (body_has(body, "text") || !body_has(body, "answered"))
        TRY(change_words(request, body, &comment, error));
    talk_changed(request);
    return answer_all(request, &subject, response, error);
}

static Status take_away(Request *request, Response *response, Error *error)
{
    Subject subject;
    Comment comment;
    TRY(find_comment(request, response, &subject, &comment, error));
    TRY(comment_delete(store_records(request->store), request->principal, comment.id, error));
    talk_changed(request);
    return answer_all(request, &subject, response, error);
}

static Status list_people(Request *request, Response *response, Error *error)
{
    Subject subject;
    Human *people;
    size_t count;
    TRY(path_subject(request, response, /* open= */ true, &subject, error));
    TRY(people_of_subject(store_records(request->store), request->arena, &subject, &people, &count, error));
    JsonWriter writer = json_writer(&response->body);
    json_object(&writer);
    json_key(&writer, "people");
    json_array(&writer);
    for (size_t i = 0; i < count; i++) {
        json_object(&writer);
        json_member_integer(&writer, "account", people[i].principal.account);
        json_member_text(&writer, "name", people[i].principal.name);
        json_object_end(&writer);
    }
    json_array_end(&writer);
    json_object_end(&writer);
    return STATUS_OK;
}

extern const Endpoint endpoint_comments, endpoint_comment_add, endpoint_comment_change, endpoint_comment_delete, endpoint_comment_people;
static const char *const media[] = {"application/json", NULL};
#define COMMENT_BODY .run = RUN_WORKER, .body = BODY_MEMORY, .body_limit = 64 * 1024, .media = media
const Endpoint endpoint_comments = {
    .method = "GET", .path = "/api/v1/comments/{kind}/{id}", .permission = PERMISSION_READ_VALUES, .run = RUN_WORKER, .handle = list,
};
const Endpoint endpoint_comment_add = {
    .method = "POST", .path = "/api/v1/comments/{kind}/{id}", .permission = PERMISSION_COMMENT, .audit = "comment.add", COMMENT_BODY,
    .handle = add,
};
const Endpoint endpoint_comment_people = {
    .method = "GET", .path = "/api/v1/comments/{kind}/{id}/people", .permission = PERMISSION_COMMENT, .run = RUN_WORKER,
    .handle = list_people,
};
const Endpoint endpoint_comment_change = {
    .method = "PATCH", .path = "/api/v1/comments/{comment}", .permission = PERMISSION_COMMENT, .audit = "comment.change", COMMENT_BODY,
    .handle = change,
};
const Endpoint endpoint_comment_delete = {
    .method = "DELETE", .path = "/api/v1/comments/{comment}", .permission = PERMISSION_COMMENT, .audit = "comment.delete", .run = RUN_WORKER,
    .handle = take_away,
};
