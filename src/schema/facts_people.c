/* What has no rows behind it, and what employees say. */
#include "schema/tables.h"

static const Field measurement_fields[] = {
    {.name = "measure", .type = FIELD_TEXT, .required = true, .title = N_("Measure"),
     .help = N_("What was measured: brand_awareness, current_assets, inventory, current_liabilities, training_hours, or a name of your own."),
     .aliases = "metric|name|المقياس|سنجه|показатель"},
    {.name = "on_day", .type = FIELD_DAY, .required = true, .title = N_("Day"), .help = N_("The day it holds for."),
     .aliases = "day|date|التاريخ|تاریخ|дата"},
    {.name = "value", .type = FIELD_NUMBER, .required = true, .title = N_("Value"), .help = N_("The number."),
     .aliases = "amount|القيمة|مقدار|значение"},
    {.name = "sample", .type = FIELD_INTEGER, .title = N_("Sample"), .help = N_("How many were asked, for a share of a panel."),
     .aliases = "n|respondents|العينة|نمونه|выборка", .minimum = 0, .maximum = 1e12},
    {.name = "brand", .type = FIELD_TEXT, .required = true, .fallback = "'all'", .title = N_("Brand"),
     .help = N_("The brand it holds for."), .aliases = "العلامة التجارية|برند|бренд"},
    {.name = "team", .type = FIELD_TEXT, .required = true, .fallback = "'all'", .title = N_("Team"),
     .help = N_("The team it holds for."), .aliases = "الفريق|تیم|команда"},
    {.name = "currency", .type = FIELD_CURRENCY, .title = N_("Currency"), .help = N_("For money: ISO 4217 code."),
     .aliases = "currency_code|العملة|ارز|валюта"},
    {.name = "entered_by", .type = FIELD_TEXT, .personal = PERSONAL_EMPLOYEE, .title = N_("Entered by"), .help = N_("Who entered it."),
     .aliases = "author|أدخله|واردکننده|внёс"},
};

static const Slice measurement_slices[] = {
    {"brand", "f.brand", false},
    {"team", "f.team", false},
};

const Kind kind_measurement = {
    .name = "measurement", .table = "measurement", .title = N_("Measurements"),
    .help = N_("A value that has no rows behind it, entered as it is."),
    .fields = measurement_fields, .field_count = COUNT(measurement_fields),
    .key = (const char *const[]){"measure", "on_day", "brand", "team", NULL},
    .day = "on_day",
    .slices = measurement_slices, .slice_count = COUNT(measurement_slices),
};

static const char *const pulse_questions[] = {"enps", "rating", "text", NULL};

static const Field pulse_answer_fields[] = {
    {.name = "cycle", .type = FIELD_TEXT, .required = true, .title = N_("Cycle"), .help = N_("Which round of the pulse."),
     .aliases = "survey|wave|round|الدورة|دوره|цикл"},
    {.name = "response", .type = FIELD_TEXT, .required = true, .title = N_("Response"),
     .help = N_("A key of the response that does not lead to the employee."), .aliases = "response_id|id"},
    {.name = "item", .type = FIELD_TEXT, .required = true, .fallback = "'1'", .title = N_("Item"),
     .help = N_("The question's key within the cycle."), .aliases = "question_id|question text"},
    {.name = "question", .type = FIELD_CHOICE, .required = true, .choices = pulse_questions, .title = N_("Question"),
     .help = N_("enps, rating or text."), .aliases = "question_type|السؤال|پرسش|вопрос"},
    {.name = "score", .type = FIELD_NUMBER, .title = N_("Score"), .help = N_("Empty when asked and not answered."),
     .aliases = "rating|value|الدرجة|امتیاز|оценка"},
    {.name = "scale_min", .type = FIELD_NUMBER, .title = N_("Scale from"), .help = N_("Lowest score: enps 0, others 1 when empty."),
     .aliases = "scale_minimum"},
    {.name = "scale_max", .type = FIELD_NUMBER, .title = N_("Scale to"), .help = N_("Highest score: enps 10, others 5 when empty."),
     .aliases = "scale_maximum"},
    {.name = "comment", .type = FIELD_TEXT, .title = N_("Comment"), .help = N_("What was written."),
     .aliases = "text|feedback|التعليق|نظر|комментарий"},
    {.name = "team", .type = FIELD_TEXT, .title = N_("Team"), .help = N_("The team; no finer, so that nobody can be told apart."),
     .aliases = "department|الفريق|تیم|команда"},
    {.name = "asked_day", .type = FIELD_DAY, .required = true, .title = N_("Asked on"), .help = N_("The day of asking."),
     .aliases = "sent_on|date|day|التاريخ|تاریخ|дата"},
    {.name = "answered_day", .type = FIELD_DAY, .title = N_("Answered on"), .help = N_("The day of answering."),
     .aliases = "answered_on"},
};

static const Check pulse_answer_checks[] = {
    {"empty-scale", "scale_max", "scale_max <= scale_min", N_("the scale's end is not above its start")},
    {"off-scale", "score", "score < scale_min OR score > scale_max", N_("the score is off its scale")},
    {"answered-before-asked", "answered_day", "answered_day < asked_day", N_("answered before it was asked")},
};

static const Slice pulse_answer_slices[] = {
    {"cycle", "f.cycle", false},
    {"team", "f.team", false},
    {"item", "f.item", false},
};

const Kind kind_pulse_answer = {
    .name = "pulse_answer", .table = "pulse_answer", .title = N_("Pulse answers"),
    .help = N_("What an employee answered, without who it was."),
    .fields = pulse_answer_fields, .field_count = COUNT(pulse_answer_fields),
    .key = (const char *const[]){"cycle", "response", "item", NULL},
    .day = "asked_day",
    .checks = pulse_answer_checks, .check_count = COUNT(pulse_answer_checks),
    .slices = pulse_answer_slices, .slice_count = COUNT(pulse_answer_slices),
};

static const Field one_on_one_fields[] = {
    {.name = "one_on_one", .type = FIELD_TEXT, .required = true, .title = N_("One-on-one"), .help = N_("The talk's key."),
     .aliases = "meeting_id|id"},
    {.name = "manager", .type = FIELD_TEXT, .personal = PERSONAL_EMPLOYEE, .title = N_("Manager"), .help = N_("Who leads it."), .aliases = "المدير|مدیر|руководитель"},
    {.name = "team", .type = FIELD_TEXT, .title = N_("Team"), .help = N_("The employee's team."), .aliases = "الفريق|تیم|команда"},
    {.name = "planned_on", .type = FIELD_DAY, .required = true, .title = N_("Planned for"), .help = N_("The day it was planned for."),
     .aliases = "date|day|التاريخ|تاریخ|дата"},
    {.name = "held_on", .type = FIELD_DAY, .title = N_("Held on"), .help = N_("The day it took place; empty when it did not."),
     .aliases = "held_at|done_on"},
};

static const Slice one_on_one_slices[] = {
    {"team", "f.team", false},
    {"manager", "f.manager", false},
};

const Kind kind_one_on_one = {
    .name = "one_on_one", .table = "one_on_one", .title = N_("One-on-ones"),
    .help = N_("A private conversation that was planned, and whether it was held."),
    .fields = one_on_one_fields, .field_count = COUNT(one_on_one_fields),
    .key = (const char *const[]){"one_on_one", NULL},
    .day = "planned_on",
    .slices = one_on_one_slices, .slice_count = COUNT(one_on_one_slices),
};
