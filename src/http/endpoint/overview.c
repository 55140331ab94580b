/* The overview: a card for each metric of the catalogue. */
#include "http/overview_goals.h"
#include "http/parts.h"

#include "base/translate.h"
#include "render/result.h"

static void write_series(JsonWriter *writer, const Card *card)
{
    size_t count = card->result.row_count, from = count > CARD_PERIODS ? count - CARD_PERIODS : 0;
    json_key(writer, "series");
    json_array(writer);
    for (size_t i = from; card->now && i < count; i++) {
        const MetricValue *value = &card->result.rows[i].now;
        char day[11];
        day_format(value->period_start, day);
        json_object(writer);
        json_member_text(writer, "period_start", day);
        json_key(writer, "value");
        if (value->value.defined)
            json_number(writer, value->value.number);
        else
            json_null(writer);
        json_member_boolean(writer, "complete", value->complete);
        json_object_end(writer);
    }
    json_array_end(writer);
}

static Status write_card(Request *request, const OverviewGoals *goals, JsonWriter *writer, const Metric *metric, const Card *card,
                         Error *error)
{
    bool answered = card->status == STATUS_OK;
    const Variant *variant = answered ? card->query.variant : metric_variant(metric, NULL);
    const char *reason = !answered ? status_name(card->status) : card->now ? card->now->now.reason : "no-data";
    json_object(writer);
    render_metric_members_json(writer, metric, /* whole= */ false);
    json_member_text(writer, "variant", variant->name);
    json_member_text(writer, "currency", answered ? card->result.currency : NULL);
    json_key(writer, "now");
    if (card->now)
        render_metric_value_json(writer, &card->now->now, &card->query);
    else
        json_null(writer);
    json_key(writer, "previous");
    if (card->now && card->now->has_previous)
        render_metric_value_json(writer, &card->now->previous, &card->query);
    else
        json_null(writer);
    write_series(writer, card);
    TRY(overview_goal_write(request, goals, metric, card, writer, error));
    json_member_text(writer, "reason", reason);
    json_member_text(writer, "detail", answered ? NULL : card->error.message);
    json_object_end(writer);
    return STATUS_OK;
}

/* The period that the overview is headed by: the latest of all cards. */
static const Card *latest_card(const Card *const *cards, size_t count)
{
    const Card *latest = NULL;
    for (size_t i = 0; i < count; i++)
        if (cards[i]->now && (!latest || cards[i]->now->now.period_start > latest->now->now.period_start))
            latest = cards[i];
    return latest;
}

static Status write_label(Request *request, JsonWriter *writer, const char *key, const Card *card,
                          const MetricValue *value, Error *error)
{
    const char *label;
    TRY(period_label(request->arena, card->query.calendar, card->query.period, value->period_start, value->period_end,
                     request->language, &label, error));
    json_member_text(writer, key, label);
    return STATUS_OK;
}

static Status write_head(Request *request, JsonWriter *writer, const Card *latest, Error *error)
{
    if (!latest) {
        static const char *const names[] = {"period_start", "period_end", "label", "previous_label"};
        for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
            json_member_text(writer, names[i], NULL);
        json_member_boolean(writer, "complete", true);
        return STATUS_OK;
    }
    const MetricValue *now = &latest->now->now;
    char start[11], end[11];
    day_format(now->period_start, start);
    day_format(now->period_end, end);
    json_member_text(writer, "period_start", start);
    json_member_text(writer, "period_end", end);
    json_member_boolean(writer, "complete", now->complete);
    TRY(write_label(request, writer, "label", latest, now, error));
    if (!latest->now->has_previous) {
        json_member_text(writer, "previous_label", NULL);
        return STATUS_OK;
    }
    return write_label(request, writer, "previous_label", latest, &latest->now->previous, error);
}

static Status write_overview(Request *request, const OverviewGoals *goals, const Card *const *cards, size_t count, TextBuilder *out,
                             Error *error)
{
    JsonWriter writer = json_writer(out);
    json_object(&writer);
    TRY(write_head(request, &writer, latest_card(cards, count), error));
    json_key(&writer, "cards");
    json_array(&writer);
    for (size_t i = 0; i < count; i++)
        TRY(write_card(request, goals, &writer, metric_registry_at(request->registry, i), cards[i], error));
    json_array_end(&writer);
    json_object_end(&writer);
    return STATUS_OK;
}

static Status handle(Request *request, Response *response, Error *error)
{
    Server *server = request->server;
    const char *period = request_query(request, "period");
    CardQuestion question = {.generation = snapshots_generation(server->snapshots),
                             .rows_key = request->principal->rows_key,
                             .words = {.rows = &request->principal->rows,
                                       .period = period ? period : "month",
                                       .calendar = request_query(request, "calendar"),
                                       .from = request_query(request, "from"),
                                       .to = request_query(request, "to"),
                                       .compare = request_query(request, "compare"),
                                       .as_of = request_query(request, "as_of")}};
    question.words.filter_count = request_query_all(request, "where", &question.words.filters);
    size_t count = metric_registry_count(request->registry), taken = 0;
    const Card **cards = ARENA_ARRAY(request->arena, count + 1, const Card *);
    Status status = STATUS_OK;
    CardSource source = {request->store, request->session, request->registry, request->organization};
    while (taken < count && status == STATUS_OK) {
        status = card_take(server->cards, &source, metric_registry_at(request->registry, taken), &question, &cards[taken], error);
        taken += status == STATUS_OK;
    }
    OverviewGoals goals;
    if (status == STATUS_OK)
        status = overview_goals_read(request, &question, &goals, error);
    if (status == STATUS_OK)
        status = write_overview(request, &goals, cards, count, &response->body, error);
    for (size_t i = 0; i < taken; i++)
        card_release(server->cards, cards[i]);
    response->cacheable = true;
    return status;
}

extern const Endpoint endpoint_overview;
static const char *const parameters[] = {"period", "calendar", "from", "to", "where", "compare", "as_of", NULL};
const Endpoint endpoint_overview = {
    .method = "GET", .path = "/api/v1/overview", .permission = PERMISSION_READ_VALUES, .run = RUN_WORKER, .parameters = parameters, .handle = handle,
};
