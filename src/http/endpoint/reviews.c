/* Reviews: lists, the sheet of one, decisions, notes, actions, the minute. */
#include "http/goal_body.h"

#include "base/translate.h"
#include "http/minute_mail.h"
#include "http/parts.h"
#include "http/post.h"
#include "render/review.h"

#include <string.h>

/* ---- reading ---- */

static Status path_number(const Request *request, const char *name, int64_t *ret_number, Error *error)
{
    const char *word = request_path(request, name);
    long number;
    if (!text_to_long(text_of(word), &number) || number < 0)
        return error_set(error, STATUS_NOT_FOUND, _("there is no review %s"), word);
    *ret_number = number;
    return STATUS_OK;
}

static void write_next(JsonWriter *writer, const Request *request)
{
    json_key(writer, "next");
    json_array(writer);
    for (int kind = 0; kind < REVIEW_KINDS; kind++) {
        ReviewSpan span;
        Error ignored;
        if (review_is_kept(request->organization, (ReviewKind)kind) &&
            review_span_next(request->organization, (ReviewKind)kind, &span, &ignored) == STATUS_OK)
            render_span_json(writer, &span, request->organization->calendar);
    }
    json_array_end(writer);
}

/* How much was said is not told to who is not told what. */
static void write_row(JsonWriter *writer, const Request *request, Review *review)
{
    if (!row_scope_is_all(&request->principal->rows))
        review->decisions = review->notes = review->actions = review->open_actions = 0;
    render_review_row_json(writer, review, request->organization->calendar);
}

static Status list(Request *request, Response *response, Error *error)
{
    Review *reviews;
    size_t count;
    TRY(review_list(request->store, request->arena, &reviews, &count, error));
    JsonWriter writer = json_writer(&response->body);
    json_object(&writer);
    write_next(&writer, request);
    json_key(&writer, "reviews");
    json_array(&writer);
    for (size_t i = 0; i < count; i++)
        write_row(&writer, request, &reviews[i]);
    json_array_end(&writer);
    json_object_end(&writer);
    return STATUS_OK;
}

static Status read_sheet(const Request *request, int64_t number, ReviewSheet *ret_sheet, Error *error)
{
    KpiAsker asker = goal_asker(request);
    return review_sheet_read(&asker, request->arena, number, request->principal->name, ret_sheet, error);
}

static Status answer_one(const Request *request, int64_t number, Response *response, Error *error)
{
    ReviewSheet sheet;
    TRY(read_sheet(request, number, &sheet, error));
    JsonWriter writer = json_writer(&response->body);
    render_review_json(&writer, &sheet, request->organization->calendar);
    return STATUS_OK;
}

static Status show(Request *request, Response *response, Error *error)
{
    int64_t number;
    TRY(path_number(request, "number", &number, error));
    return answer_one(request, number, response, error);
}

static Status minute(Request *request, Response *response, Error *error)
{
    ReviewSheet sheet;
    int64_t number;
    const char *format = request_query(request, "format");
    bool text = format && strcmp(format, "text") == 0;
    if (format && !text && strcmp(format, "markdown") != 0) {
        error_set(error, STATUS_INVALID_ARGUMENT, _("there is no format \"%s\""), format);
        error_hint(error, _("there are: %s"), "markdown, text");
        return STATUS_INVALID_ARGUMENT;
    }
    TRY(path_number(request, "number", &number, error));
    TRY(read_sheet(request, number, &sheet, error));
    const MinuteStyle style = {request->organization->calendar, request->principal->reading.digits,
                               text ? MINUTE_TEXT : MINUTE_MARKDOWN};
    render_minute(request->arena, &response->body, &sheet, &style);
    response->content_type = text ? "text/plain; charset=utf-8" : "text/markdown; charset=utf-8";
    return STATUS_OK;
}

/* ---- preparing and closing ---- */

static Status read_span(const Request *request, const struct json_t *body, ReviewSpan *ret_span, Error *error)
{
    const char *kind, *of;
    ReviewKind found;
    int32_t day;
    TRY(body_text(body, "kind", true, &kind, error));
    TRY(body_text(body, "of", false, &of, error));
    if (!review_kind_parse(kind, &found)) {
        error_set(error, STATUS_INVALID_ARGUMENT, _("there are no \"%s\" reviews"), kind);
        error_where(error, "kind");
        error_hint(error, _("there are: %s"), "weekly, monthly");
        return STATUS_INVALID_ARGUMENT;
    }
    if (!of)
        return review_span_due(request->organization, found, ret_span, error);
    if (day_parse(text_of(of), &day))
        return review_span_of(request->organization, found, day, ret_span, error);
    error_set(error, STATUS_INVALID_ARGUMENT, "%s", _("a day is written as 2026-11-21"));
    error_where(error, "of");
    return STATUS_INVALID_ARGUMENT;
}

static Status prepare(Request *request, Response *response, Error *error)
{
    struct json_t *body CLEANUP(body_cleanup) = NULL;
    static const char *const known[] = {"kind", "of", NULL};
    ReviewSpan span;
    int64_t number;
    KpiAsker asker = goal_asker(request);
    TRY(body_parse_object(request->body, &body, error));
    TRY(body_check_members(body, known, error));
    TRY(read_span(request, body, &span, error));
    TRY(review_prepare(&asker, &span, request->principal->name, &number, error));
    response->status = 201;
    response->location = arena_format(request->arena, "/api/v1/reviews/%lld", (long long)number);
    return answer_one(request, number, response, error);
}

static Status prepare_again(Request *request, Response *response, Error *error)
{
    int64_t number;
    KpiAsker asker = goal_asker(request);
    TRY(path_number(request, "number", &number, error));
    TRY(review_prepare_again(&asker, number, request->principal->name, error));
    return answer_one(request, number, response, error);
}

static Status close_one(Request *request, Response *response, Error *error)
{
    int64_t number;
    TRY(path_number(request, "number", &number, error));
    TRY(review_close(request->store, number, request->principal->name, error));
    return answer_one(request, number, response, error);
}

/* ---- decisions and notes ---- */

static Status entry_add(Request *request, Response *response, Error *error)
{
    struct json_t *body CLEANUP(body_cleanup) = NULL;
    static const char *const known[] = {"kind", "words", "kpi", NULL};
    ReviewEntry entry = {0};
    const char *kind;
    int64_t review, number;
    TRY(path_number(request, "number", &review, error));
    TRY(review_check_open(request->store, request->arena, review, error));
    TRY(body_parse_object(request->body, &body, error));
    TRY(body_check_members(body, known, error));
    TRY(body_text(body, "kind", true, &kind, error));
    TRY(body_text(body, "words", true, &entry.words, error));
    TRY(body_text(body, "kpi", false, &entry.kpi, error));
    entry.decision = strcmp(kind, "decision") == 0;
    if (!entry.decision && strcmp(kind, "note") != 0) {
        error_set(error, STATUS_INVALID_ARGUMENT, _("\"%s\" does not know \"%s\""), "kind", kind);
        error_where(error, "kind");
        error_hint(error, _("there are: %s"), "decision, note");
        return STATUS_INVALID_ARGUMENT;
    }
    TRY(review_entry_add(request->store, review, &entry, request->principal->name, &number, error));
    response->status = 201;
    return answer_one(request, review, response, error);
}

static Status entry_set(Request *request, bool remove, Response *response, Error *error)
{
    struct json_t *body CLEANUP(body_cleanup) = NULL;
    static const char *const known[] = {"words", "revision", NULL};
    ReviewEntry entry = {0};
    int64_t review;
    TRY(path_number(request, "number", &review, error));
    TRY(path_number(request, "entry", &entry.number, error));
    TRY(review_check_open(request->store, request->arena, review, error));
    if (remove) {
        long revision;
        const char *word = request_query(request, "revision");
        if (!word || !text_to_long(text_of(word), &revision))
            return error_set(error, STATUS_INVALID_ARGUMENT, "%s", _("say which revision you saw: ?revision=1"));
        entry.revision = revision;
    } else {
        TRY(body_parse_object(request->body, &body, error));
        TRY(body_check_members(body, known, error));
        TRY(body_text(body, "words", true, &entry.words, error));
        TRY(body_integer(body, "revision", 1, INT64_MAX, 0, &entry.revision, error));
    }
    TRY(review_entry_change(request->store, review, &entry, request->principal->name, error));
    return answer_one(request, review, response, error);
}

static Status entry_change(Request *request, Response *response, Error *error)
{
    return entry_set(request, /* remove= */ false, response, error);
}

static Status entry_remove(Request *request, Response *response, Error *error)
{
    return entry_set(request, /* remove= */ true, response, error);
}

/* ---- actions ---- */

static Status read_day(const struct json_t *body, const char *name, bool required, int32_t *day, Error *error)
{
    const char *text;
    TRY(body_text(body, name, required, &text, error));
    if (!text || day_parse(text_of(text), day))
        return STATUS_OK;
    error_set(error, STATUS_INVALID_ARGUMENT, "%s", _("a day is written as 2026-11-21"));
    error_where(error, "%s", name);
    return STATUS_INVALID_ARGUMENT;
}

static Status action_add(Request *request, Response *response, Error *error)
{
    struct json_t *body CLEANUP(body_cleanup) = NULL;
    static const char *const known[] = {"words", "owner", "due", "kpi", NULL};
    ReviewAction action = {0};
    int64_t number;
    KpiAsker asker = goal_asker(request);
    TRY(path_number(request, "number", &action.review, error));
    TRY(review_check_open(request->store, request->arena, action.review, error));
    TRY(body_parse_object(request->body, &body, error));
    TRY(body_check_members(body, known, error));
    TRY(body_text(body, "words", true, &action.words, error));
    TRY(body_text(body, "owner", true, &action.owner, error));
    TRY(body_text(body, "kpi", false, &action.kpi, error));
    TRY(read_day(body, "due", true, &action.due, error));
    TRY(review_action_check(&asker, &action, error));
    TRY(review_action_add(request->store, &action, request->principal->name, &number, error));
    response->status = 201;
    return answer_one(request, action.review, response, error);
}

/* Who holds reviews changes all of an action; its owner says what became of it. */
static Status check_may(const Request *request, const ReviewAction *action, const struct json_t *body, Error *error)
{
    static const char *const own[] = {"state", "outcome", "revision", NULL};
    if (principal_may(request->principal, PERMISSION_REVIEWS))
        return STATUS_OK;
    if (strcmp(action->owner, request->principal->name) != 0)
        return error_set(error, STATUS_FORBIDDEN, "%s", _("only its owner, or who holds reviews, says what became of an action"));
    return body_check_members(body, own, error);
}

static Status read_action(const struct json_t *body, ReviewAction *action, Error *error)
{
    const char *words, *owner, *state, *outcome;
    TRY(body_text(body, "words", false, &words, error));
    TRY(body_text(body, "owner", false, &owner, error));
    TRY(body_text(body, "state", false, &state, error));
    TRY(body_text(body, "outcome", false, &outcome, error));
    TRY(body_integer(body, "revision", 1, INT64_MAX, 0, &action->revision, error));
    TRY(read_day(body, "due", false, &action->due, error));
    action->words = words ? words : action->words;
    action->owner = owner ? owner : action->owner;
    if (outcome)
        action->outcome = *outcome ? outcome : NULL;
    if (!state || action_state_parse(state, &action->state))
        return STATUS_OK;
    error_set(error, STATUS_INVALID_ARGUMENT, _("an action is not \"%s\""), state);
    error_where(error, "state");
    error_hint(error, _("there are: %s"), "open, done, dropped, carried");
    return STATUS_INVALID_ARGUMENT;
}

static Status action_change(Request *request, Response *response, Error *error)
{
    struct json_t *body CLEANUP(body_cleanup) = NULL;
    static const char *const known[] = {"words", "owner", "due", "state", "outcome", "revision", NULL};
    ReviewAction action;
    Review review;
    int64_t into, number;
    KpiAsker asker = goal_asker(request);
    TRY(path_number(request, "number", &into, error));
    TRY(path_number(request, "action", &number, error));
    TRY(review_find(request->store, request->arena, into, &review, error));
    TRY(review_action_find(request->store, request->arena, number, &action, error));
    TRY(body_parse_object(request->body, &body, error));
    TRY(body_check_members(body, known, error));
    TRY(check_may(request, &action, body, error));
    TRY(read_action(body, &action, error));
    TRY(review_action_change(&asker, &action, into, request->principal->name, error));
    return answer_one(request, into, response, error);
}

/* ---- mail ---- */

static Status mail(Request *request, Response *response, Error *error)
{
    struct json_t *body CLEANUP(body_cleanup) = NULL;
    static const char *const known[] = {"to", NULL};
    const char **to;
    size_t count;
    int64_t number;
    ReviewSheet sheet;
    TRY(path_number(request, "number", &number, error));
    TRY(read_sheet(request, number, &sheet, error));
    TRY(body_parse_object(request->body, &body, error));
    TRY(body_check_members(body, known, error));
    TRY(body_texts(body, "to", request->arena, &to, &count, error));
    TRY(minute_mail_queue(request->store, request->arena, request->organization, &sheet, to, count, error));
    post_wake(request->server->post);
    JsonWriter writer = json_writer(&response->body);
    json_object(&writer);
    json_member_integer(&writer, "queued", (int64_t)count);
    json_object_end(&writer);
    response->status = 202;
    return STATUS_OK;
}

extern const Endpoint endpoint_reviews, endpoint_review_prepare, endpoint_review, endpoint_review_prepare_again, endpoint_review_close,
    endpoint_review_entry_add, endpoint_review_entry_change, endpoint_review_entry_remove, endpoint_review_action_add,
    endpoint_review_action_change, endpoint_review_minute, endpoint_review_mail;
static const char *const media[] = {"application/json", NULL};
static const char *const formats[] = {"format", NULL}, *const revisions[] = {"revision", NULL};
#define REVIEW_BODY .body = BODY_MEMORY, .body_limit = 64 * 1024, .media = media
const Endpoint endpoint_reviews = {
    .method = "GET", .path = "/api/v1/reviews", .permission = PERMISSION_READ_VALUES, .run = RUN_WORKER, .handle = list,
};
const Endpoint endpoint_review_prepare = {
    .method = "POST", .path = "/api/v1/reviews", .permission = PERMISSION_REVIEWS, .audit = "review.prepare", .run = RUN_LONG, REVIEW_BODY,
    .handle = prepare,
};
const Endpoint endpoint_review = {
    .method = "GET", .path = "/api/v1/reviews/{number}", .permission = PERMISSION_READ_VALUES, .run = RUN_WORKER, .handle = show,
};
const Endpoint endpoint_review_prepare_again = {
    .method = "POST", .path = "/api/v1/reviews/{number}/prepare", .permission = PERMISSION_REVIEWS, .audit = "review.prepare", .run = RUN_LONG,
    .handle = prepare_again,
};
const Endpoint endpoint_review_close = {
    .method = "POST", .path = "/api/v1/reviews/{number}/close", .permission = PERMISSION_REVIEWS, .audit = "review.close", .run = RUN_WORKER,
    .handle = close_one,
};
const Endpoint endpoint_review_entry_add = {
    .method = "POST", .path = "/api/v1/reviews/{number}/entries", .permission = PERMISSION_REVIEWS, .audit = "review.entry", .run = RUN_WORKER, REVIEW_BODY,
    .handle = entry_add,
};
const Endpoint endpoint_review_entry_change = {
    .method = "PATCH", .path = "/api/v1/reviews/{number}/entries/{entry}", .permission = PERMISSION_REVIEWS, .audit = "review.entry", .run = RUN_WORKER,
    REVIEW_BODY, .handle = entry_change,
};
const Endpoint endpoint_review_entry_remove = {
    .method = "DELETE", .path = "/api/v1/reviews/{number}/entries/{entry}", .permission = PERMISSION_REVIEWS, .audit = "review.entry", .run = RUN_WORKER,
    .parameters = revisions, .handle = entry_remove,
};
const Endpoint endpoint_review_action_add = {
    .method = "POST", .path = "/api/v1/reviews/{number}/actions", .permission = PERMISSION_REVIEWS, .audit = "review.act", .run = RUN_WORKER, REVIEW_BODY,
    .handle = action_add,
};
const Endpoint endpoint_review_action_change = {
    .method = "PATCH", .path = "/api/v1/reviews/{number}/actions/{action}", .permission = PERMISSION_COMMENT, .audit = "review.action", .run = RUN_WORKER,
    REVIEW_BODY, .handle = action_change,
};
const Endpoint endpoint_review_minute = {
    .method = "GET", .path = "/api/v1/reviews/{number}/minute", .permission = PERMISSION_READ_VALUES, .run = RUN_WORKER, .parameters = formats,
    .handle = minute,
};
const Endpoint endpoint_review_mail = {
    .method = "POST", .path = "/api/v1/reviews/{number}/mail", .permission = PERMISSION_REVIEWS, .audit = "review.mail", .run = RUN_WORKER, REVIEW_BODY,
    .handle = mail,
};
