#include "http/overview_goals.h"

#include "calendar/day.h"

#include <string.h>

Status overview_goals_read(Request *request, const CardQuestion *question, OverviewGoals *ret_goals, Error *error)
{
    Kpi *kpis;
    size_t count, kept = 0;
    *ret_goals = (OverviewGoals){0};
    if (question->words.filter_count)
        return STATUS_OK;
    TRY(kpi_list(request->store, request->arena, /* retired= */ false, &kpis, &count, error));
    for (size_t i = 0; i < count; i++)
        if (!kpis[i].filter_count && !kpis[i].parameter_count)
            kpis[kept++] = kpis[i];
    *ret_goals = (OverviewGoals){kpis, kept};
    return STATUS_OK;
}

/* The first KPI on the card's metric, form, period and calendar. */
static const Kpi *kpi_of(const OverviewGoals *goals, const Metric *metric, const Card *card)
{
    for (size_t i = 0; i < goals->count; i++) {
        const Kpi *kpi = &goals->kpis[i];
        if (strcmp(kpi->metric, metric->id) == 0 && kpi->period == card->query.period && kpi->calendar == card->query.calendar &&
            (!kpi->variant || strcmp(kpi->variant, card->query.variant->name) == 0))
            return kpi;
    }
    return NULL;
}

static void write_bound(JsonWriter *writer, const char *key, bool given, double bound)
{
    json_key(writer, key);
    if (given)
        json_number(writer, bound);
    else
        json_null(writer);
}

static void write_bounds(JsonWriter *writer, const Judgement *judgement)
{
    bool given = judgement->status != GOAL_NO_TARGET;
    write_bound(writer, "low", given, judgement->bounds.low);
    write_bound(writer, "high", given, judgement->bounds.high);
}

static Status write_goal(Request *request, const Kpi *kpi, const KpiTargets *targets, const Card *card, const KpiSegment *series,
                         JsonWriter *writer, Error *error)
{
    const KpiPeriod *now = series->now;
    const char *label = NULL;
    const KpiTarget *target = now ? kpi_target_on(targets->all, targets->count, NULL, now->value->period_end - 1) : NULL;
    if (now)
        TRY(period_label(request->arena, card->query.calendar, card->query.period, now->value->period_start, now->value->period_end,
                         request->language, &label, error));
    json_object(writer);
    json_member_text(writer, "kpi", kpi->id);
    json_member_text(writer, "title", kpi->title);
    json_member_text(writer, "status", goal_status_name(now ? now->judgement.status : GOAL_NO_DATA));
    json_member_boolean(writer, "certain", !now || now->judgement.certain);
    json_member_text(writer, "label", label);
    write_bound(writer, "value", now && now->value->value.defined, now ? now->value->value.number : 0);
    json_member_text(writer, "direction", target ? target_direction_name(target->path.direction) : NULL);
    write_bound(writer, "margin", target != NULL, target ? target->path.margin : 0);
    write_bounds(writer, now ? &now->judgement : &(Judgement){.status = GOAL_NO_TARGET});
    json_key(writer, "path");
    json_array(writer);
    for (size_t i = 0; i < series->count; i++) {
        json_object(writer);
        write_bounds(writer, &series->periods[i].judgement);
        json_object_end(writer);
    }
    json_array_end(writer);
    json_object_end(writer);
    return STATUS_OK;
}

Status overview_goal_write(Request *request, const OverviewGoals *goals, const Metric *metric, const Card *card, JsonWriter *writer,
                           Error *error)
{
    const Kpi *kpi = card->status == STATUS_OK && card->now ? kpi_of(goals, metric, card) : NULL;
    KpiTarget *all;
    size_t count, rows = card->result.row_count, first = rows > CARD_PERIODS ? rows - CARD_PERIODS : 0;
    KpiSegment series;
    json_key(writer, "goal");
    if (!kpi) {
        json_null(writer);
        return STATUS_OK;
    }
    TRY(kpi_targets(request->store, request->arena, kpi->id, &all, &count, error));
    KpiTargets targets = {all, count, NULL};
    kpi_judge(request->arena, &targets, metric, card->result.rows + first, rows - first, &series);
    return write_goal(request, kpi, &targets, card, &series, writer, error);
}
