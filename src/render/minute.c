/* The minute of a review: a document that is read by who was not there. */
#include "render/review.h"

#include "base/translate.h"
#include "metric/slice_title.h"
#include "render/goal.h"
#include "render/number.h"

#include <string.h>

typedef struct Minute {
    Arena *arena;
    TextBuilder *out;
    const ReviewSheet *sheet;
    const MinuteStyle *style;
} Minute;

/* The digits of the style, until number_write_in is given back what it returns. */
static const char *write_as(const MinuteStyle *style)
{
    return number_write_in(style->digits ? style->digits : NUMBER_LANGUAGE);
}

const char *minute_title(Arena *arena, const ReviewSheet *sheet, const MinuteStyle *style)
{
    const char *before = write_as(style);
    const char *title = number_digits(arena, review_title(arena, &sheet->review.span, style->calendar));
    number_write_in(before);
    return title;
}

/* ---- pieces ---- */

/* Words of the organization keep their own direction within a sentence of the reader's (FIRST STRONG ISOLATE). */
static const char *own(const Minute *minute, const char *text)
{
    return arena_format(minute->arena, "\xE2\x81\xA8%s\xE2\x81\xA9", text);
}

static const char *strong(const Minute *minute, const char *text)
{
    return minute->style->form == MINUTE_MARKDOWN ? arena_format(minute->arena, "**%s**", own(minute, text)) : own(minute, text);
}

static void heading(const Minute *minute, const char *title, char line)
{
    if (minute->style->form == MINUTE_MARKDOWN) {
        text_append_format(minute->out, "%s %s\n\n", line == '=' ? "#" : "##", title);
        return;
    }
    text_append_format(minute->out, "%s\n", title);
    for (const char *at = title; *at; at++)
        if ((*at & 0xC0) != 0x80) /* characters, not bytes */
            text_append_bytes(minute->out, &line, 1);
    text_append(minute->out, "\n\n");
}

static void item(const Minute *minute, const char *text)
{
    text_append_format(minute->out, "- %s\n", text);
}

static void none(const Minute *minute, const char *text)
{
    text_append_format(minute->out, "%s\n", text);
}

static void section_end(const Minute *minute)
{
    text_append(minute->out, "\n");
}

static const char *day_text(const Minute *minute, int32_t day)
{
    const char *label;
    Error ignored;
    if (period_label(minute->arena, minute->style->calendar, PERIOD_DAY, day, day + 1, translate_language(), &label, &ignored) == STATUS_OK)
        return own(minute, number_digits(minute->arena, label));
    char *text = arena_alloc(minute->arena, 11);
    day_format(day, text);
    return number_digits(minute->arena, text);
}

static const char *period_text(const Minute *minute, const ReviewKpi *kpi)
{
    const char *label;
    Error ignored;
    if (kpi->has_period && period_label(minute->arena, kpi->calendar, kpi->period, kpi->period_start, kpi->period_end,
                                        translate_language(), &label, &ignored) == STATUS_OK)
        return own(minute, number_digits(minute->arena, label));
    return "";
}

static Unit unit_of(const char *name)
{
    for (int i = UNIT_PERCENT; name && i <= UNIT_HOURS; i++)
        if (strcmp(unit_name((Unit)i), name) == 0)
            return (Unit)i;
    return UNIT_COUNT;
}

static const char *number_text(const Minute *minute, const char *unit, const char *currency, MaybeNumber number)
{
    if (!number.defined)
        return _("no data");
    return own(minute, format_number(minute->arena, number.number, unit_of(unit), currency));
}

static const char *of_kpi(const Minute *minute, const ReviewKpi *kpi, MaybeNumber number)
{
    return number_text(minute, kpi->unit, kpi->currency, number);
}

/* ---- KPIs ---- */

/* All in one line: "Team: Riyadh -3.2; Plan: Plus +1.1". */
static void write_causes(const Minute *minute, const ReviewKpi *kpi)
{
    const char *text = "";
    for (size_t i = 0; i < kpi->cause_count; i++) {
        const ReviewCause *cause = &kpi->causes[i];
        bool share = unit_of(kpi->unit) == UNIT_PERCENT; /* shares change by points of percent */
        const char *number = share ? arena_format(minute->arena, _("%s pp"), format_plain(minute->arena, cause->effect, UNIT_PERCENT))
                                   : format_number(minute->arena, cause->effect, unit_of(kpi->unit), kpi->currency);
        const char *one = arena_format(minute->arena, "%s: %s %s%s", slice_title(cause->slice), cause->value ? cause->value : _("(none)"),
                                       cause->effect > 0 ? "+" : "", number);
        text = arena_format(minute->arena, "%s%s%s", text, *text ? "; " : "", own(minute, one));
    }
    if (!kpi->cause_count)
        return;
    text_append(minute->out, "  - ");
    text_append_format(minute->out, kpi->change == CHANGE_SIGNAL ? _("most of the change: %s")
                                                                 : _("what moved it last, within its usual variation: %s"), text);
    text_append(minute->out, "\n");
}

static void write_restated(const Minute *minute, const ReviewKpi *kpi)
{
    if (!kpi->restated)
        return;
    const char *now = of_kpi(minute, kpi, kpi->now);
    text_append(minute->out, "  - ");
    text_append_format(minute->out,
                       kpi->redefined ? _("%s by the definition that it has now; %s is what was decided upon")
                                      : _("%s with data that came later; %s is what was decided upon"),
                       now, of_kpi(minute, kpi, kpi->value));
    text_append(minute->out, "\n");
}

static const char *variation_text(ReviewChange change)
{
    return change == CHANGE_SIGNAL ? _("more than its usual variation") : _("within its usual variation");
}

static void write_change(const Minute *minute, const ReviewKpi *kpi)
{
    item(minute, arena_format(minute->arena, _("%s: %s (%s), %s before: %s"), strong(minute, kpi->title),
                              of_kpi(minute, kpi, kpi->value), period_text(minute, kpi), of_kpi(minute, kpi, kpi->previous),
                              variation_text(kpi->change)));
    if (kpi->change == CHANGE_SIGNAL)
        write_causes(minute, kpi);
    write_restated(minute, kpi);
}

/* Those that changed by more than usual first, then the others that have a new period. */
static void write_changes(const Minute *minute)
{
    static const ReviewChange order[] = {CHANGE_SIGNAL, CHANGE_NOISE};
    const ReviewPack *pack = &minute->sheet->pack;
    size_t written = 0;
    heading(minute, _("What changed"), '-');
    for (size_t i = 0; i < sizeof order / sizeof order[0]; i++)
        for (size_t j = 0; j < pack->kpi_count; j++)
            if (pack->kpis[j].change == order[i]) {
                write_change(minute, &pack->kpis[j]);
                written++;
            }
    if (!written)
        none(minute, _("No KPI has a new period to be told from the ones before."));
    section_end(minute);
}

static void write_short(const Minute *minute, const ReviewKpi *kpi)
{
    const char *target = kpi->target_low.number == kpi->target_high.number
                             ? of_kpi(minute, kpi, kpi->target_low)
                             : arena_format(minute->arena, "%s \xE2\x80\x93 %s", of_kpi(minute, kpi, kpi->target_low),
                                            of_kpi(minute, kpi, kpi->target_high));
    const char *since = kpi->has_since ? day_text(minute, kpi->since_day) : "";
    const char *text = arena_format(minute->arena, kpi->since_open ? _("%s: %s, target %s, %s since %s or longer")
                                                                   : _("%s: %s, target %s, %s since %s"),
                                    strong(minute, kpi->title), of_kpi(minute, kpi, kpi->value), target,
                                    goal_status_text(kpi->status), since);
    item(minute, kpi->certain ? text : arena_format(minute->arena, "%s (%s)", text, _("not certain")));
    if (kpi->change != CHANGE_SIGNAL)
        write_causes(minute, kpi);
    if (kpi->change != CHANGE_SIGNAL && kpi->change != CHANGE_NOISE)
        write_restated(minute, kpi);
}

static void write_shortfalls(const Minute *minute)
{
    static const GoalStatus order[] = {GOAL_OFF_TRACK, GOAL_AT_RISK};
    const ReviewPack *pack = &minute->sheet->pack;
    size_t written = 0;
    heading(minute, _("Short of the target"), '-');
    for (size_t i = 0; i < sizeof order / sizeof order[0]; i++)
        for (size_t j = 0; j < pack->kpi_count; j++)
            if (pack->kpis[j].status == order[i]) {
                write_short(minute, &pack->kpis[j]);
                written++;
            }
    if (!written)
        none(minute, _("None is."));
    section_end(minute);
}

static void write_results(const Minute *minute)
{
    const ReviewPack *pack = &minute->sheet->pack;
    if (pack->result_count == 0)
        return;
    heading(minute, _("Key results"), '-');
    for (size_t i = 0; i < pack->result_count; i++) {
        const ReviewKeyResult *result = &pack->results[i];
        const char *where = arena_format(minute->arena, _("%s: now %s of %s by %s"), strong(minute, result->title),
                                         number_text(minute, result->unit, result->currency, result->now),
                                         number_text(minute, result->unit, result->currency, (MaybeNumber){true, result->target}),
                                         day_text(minute, result->deadline));
        if (result->chance.defined)
            where = arena_format(minute->arena, _("%s; forecast %s, chance to reach it %s"), where,
                                 number_text(minute, result->unit, result->currency, result->forecast),
                                 own(minute, number_digits(minute->arena, smart_chance_text(minute->arena, result->chance.number))));
        item(minute, where);
    }
    section_end(minute);
}

static void write_late(const Minute *minute)
{
    const ReviewPack *pack = &minute->sheet->pack;
    if (review_pack_count(pack).late == 0)
        return;
    heading(minute, _("Data that is late"), '-');
    for (size_t i = 0; i < pack->kpi_count; i++) {
        const ReviewKpi *kpi = &pack->kpis[i];
        if (!kpi->late)
            continue;
        item(minute, kpi->problem ? arena_format(minute->arena, "%s: %s", strong(minute, kpi->title), kpi->problem)
                     : kpi->has_data_to ? arena_format(minute->arena, _("%s: facts up to %s"), strong(minute, kpi->title),
                                                       day_text(minute, kpi->data_to))
                                        : arena_format(minute->arena, _("%s: no facts"), strong(minute, kpi->title)));
    }
    section_end(minute);
}

/* ---- what was said ---- */

static const char *kpi_title(const Minute *minute, const char *id)
{
    const ReviewPack *pack = &minute->sheet->pack;
    for (size_t i = 0; id && i < pack->kpi_count; i++)
        if (strcmp(pack->kpis[i].kpi, id) == 0)
            return pack->kpis[i].title;
    return id;
}

static const char *about(const Minute *minute, const char *kpi, const char *words)
{
    return kpi ? arena_format(minute->arena, "%s: %s", own(minute, kpi_title(minute, kpi)), own(minute, words)) : own(minute, words);
}

static void write_entries(const Minute *minute, bool decisions)
{
    const ReviewSheet *sheet = minute->sheet;
    size_t written = 0;
    heading(minute, decisions ? _("Decisions") : _("Notes"), '-');
    for (size_t i = 0; i < sheet->entry_count; i++) {
        const ReviewEntry *entry = &sheet->entries[i];
        if (entry->decision != decisions)
            continue;
        item(minute, arena_format(minute->arena, "%s (%s)", about(minute, entry->kpi, entry->words), own(minute, entry->made_by)));
        written++;
    }
    if (!written)
        none(minute, decisions ? _("Nothing was decided.") : _("Nothing was noted."));
    section_end(minute);
}

static const char *state_text(ActionState state)
{
    static const char *const texts[] = {[ACTION_OPEN] = N_("open"), [ACTION_DONE] = N_("done"), [ACTION_DROPPED] = N_("dropped"),
                                        [ACTION_CARRIED] = N_("carried over")};
    return _(texts[state]);
}

static void write_action(const Minute *minute, const ReviewAction *action)
{
    const char *text = arena_format(minute->arena, _("%s: %s by %s (%s)"), own(minute, action->owner),
                                    about(minute, action->kpi, action->words), day_text(minute, action->due),
                                    state_text(action->state));
    item(minute, action->outcome ? arena_format(minute->arena, "%s: %s", text, own(minute, action->outcome)) : text);
    if (action->state_now != action->state)
        text_append_format(minute->out, "  - %s\n", arena_format(minute->arena, _("since then: %s"), state_text(action->state_now)));
}

static void write_actions(const Minute *minute, const char *title, const char *empty, const ReviewAction *actions, size_t count)
{
    heading(minute, title, '-');
    for (size_t i = 0; i < count; i++)
        write_action(minute, &actions[i]);
    if (count == 0)
        none(minute, empty);
    section_end(minute);
}

static void write_head(const Minute *minute)
{
    const Review *review = &minute->sheet->review;
    ReviewCounts counts = review_pack_count(&minute->sheet->pack);
    heading(minute, minute_title(minute->arena, minute->sheet, minute->style), '=');
    text_append_format(minute->out, _("Meeting of %s; numbers as of %s."), day_text(minute, review->span.held_on),
                       day_text(minute, review->as_of));
    text_append(minute->out, " ");
    if (review->closed)
        text_append_format(minute->out, _("Closed by %s."), own(minute, review->closed_by));
    else
        text_append(minute->out, _("Not closed yet: this may still change."));
    text_append(minute->out, "\n\n");
    text_append_format(minute->out, _("KPIs: %s. Changed by more than usual: %s. Off track: %s, at risk: %s, on track: %s."),
                       number_count(minute->arena, minute->sheet->pack.kpi_count), number_count(minute->arena, counts.signals),
                       number_count(minute->arena, counts.off_track), number_count(minute->arena, counts.at_risk),
                       number_count(minute->arena, counts.on_track));
    text_append(minute->out, "\n\n");
    if (!minute->sheet->whole)
        text_append_format(minute->out, "%s\n\n",
                           _("These are the numbers of the rows that you may see, computed now; what was said about the whole is not here."));
}

void render_minute(Arena *arena, TextBuilder *out, const ReviewSheet *sheet, const MinuteStyle *style)
{
    const Minute minute = {arena, out, sheet, style};
    const char *before = write_as(style);
    write_head(&minute);
    if (sheet->whole)
        write_entries(&minute, /* decisions= */ true);
    write_actions(&minute, _("Actions"), _("None was agreed."), sheet->actions, sheet->action_count);
    write_actions(&minute, _("Actions of last time"), _("There were none."), sheet->last, sheet->last_count);
    write_changes(&minute);
    write_shortfalls(&minute);
    write_results(&minute);
    write_late(&minute);
    if (sheet->whole)
        write_entries(&minute, /* decisions= */ false);
    number_write_in(before);
}
