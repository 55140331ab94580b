#include "demo/samples.h"

#include "base/translate.h"

const SampleKpi sample_kpis[] = {
    {{.id = "recommendation", .title = N_("Customers recommend us"), .goal = N_("Lead the industry in customer satisfaction"),
      .criterion = N_("Would they recommend us to a friend"), .metric = "nps", .perspective = "customers",
      .owner = "Support"}, TARGET_UP, 40, 25, 2},
    {{.id = "first-answer", .title = N_("First answer within two hours"), .goal = N_("Lead the industry in customer satisfaction"),
      .criterion = N_("How long customers wait for a person"), .metric = "first_response_time", .perspective = "processes",
      .leading = true, .owner = "Support"}, TARGET_DOWN, 7200, 7200, 0},
    {{.id = "first-contact", .title = N_("Resolved at first contact"), .goal = N_("Lead the industry in customer satisfaction"),
      .criterion = N_("Is one contact enough"), .metric = "first_contact_resolution", .perspective = "processes",
      .leading = true, .owner = "Support"}, TARGET_UP, 85, 20, 0},
    {{.id = "new-customers", .title = N_("New customers"), .goal = N_("An experience that people come for"),
      .criterion = N_("Do more people choose us"), .metric = "new_customers", .perspective = "customers",
      .owner = "Commerce"}, TARGET_UP, 60, 20, 0},
    {{.id = "repeat-purchases", .title = N_("Customers buy again"), .goal = N_("An experience that people come back to"),
      .criterion = N_("Do those who bought come again"), .metric = "repurchase_rate", .perspective = "customers",
      .owner = "Commerce"}, TARGET_UP, 30, 5, 0},
    {{.id = "revenue", .title = N_("Revenue"), .goal = N_("Grow with the customers we have"),
      .criterion = N_("What customers buy from us"), .metric = "revenue", .perspective = "financial",
      .owner = "Commerce"}, TARGET_UP, 140000, 20000, 0},
    {{.id = "net-retention", .title = N_("Subscriptions that stay and grow"), .goal = N_("Grow with the customers we have"),
      .criterion = N_("Do subscribers pay as much as a month ago"), .metric = "nrr", .perspective = "financial",
      .owner = "Support"}, TARGET_UP, 100, 4, 0},
    {{.id = "leads", .title = N_("People who ask about us"), .goal = N_("An experience that people come for"),
      .criterion = N_("Do campaigns bring people who ask"), .metric = "leads", .perspective = "processes",
      .leading = true, .owner = "Commerce"}, TARGET_UP, 5000, 1000, 0},
    {{.id = "training", .title = N_("Time to learn"), .goal = N_("People who can help at once"),
      .criterion = N_("How long each of us learns in a month"), .metric = "training_hours", .perspective = "learning",
      .leading = true, .owner = "People"}, TARGET_UP, 3, 1, 0},
    {{.id = "colleagues-recommend", .title = N_("Colleagues recommend us"), .goal = N_("People who can help at once"),
      .criterion = N_("Would they recommend us as a place to work"), .metric = "enps", .perspective = "learning",
      .period = PERIOD_QUARTER, .leading = true, .owner = "People"}, TARGET_UP, 10, 15, 0},
};
const size_t sample_kpi_count = sizeof sample_kpis / sizeof sample_kpis[0];

const KpiLink sample_links[] = {
    {"training", "first-contact"},
    {"colleagues-recommend", "first-answer"},
    {"first-answer", "recommendation"},
    {"first-contact", "recommendation"},
    {"leads", "new-customers"},
    {"recommendation", "repeat-purchases"},
    {"recommendation", "net-retention"},
    {"new-customers", "revenue"},
    {"repeat-purchases", "revenue"},
};
const size_t sample_link_count = sizeof sample_links / sizeof sample_links[0];
