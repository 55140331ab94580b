#include "metric/slice_title.h"

#include "base/translate.h"

#include <string.h>

/* The page has the same in web/src/base/words.ts; tests/metric/test_slice_title.c holds both to the metrics. */
static const struct { const char *name, *title; } slices[] = {
    {"brand", N_("Brand")}, {"segment", N_("Segment")}, {"touchpoint", N_("Touchpoint")}, {"channel", N_("Channel")},
    {"team", N_("Team")}, {"agent", N_("Agent")}, {"country", N_("Country")}, {"plan", N_("Plan")},
    {"language", N_("Language")}, {"survey", N_("Survey")}, {"priority", N_("Priority")}, {"product", N_("Product")},
    {"currency", N_("Currency")}, {"campaign", N_("Campaign")}, {"category", N_("Category")}, {"type", N_("Type")},
    {"status", N_("Status")}, {"name", N_("Event")}, {"cycle", N_("Cycle")}, {"item", N_("Item")},
    {"manager", N_("Manager")}, {"movement", N_("Movement")}, {"age", N_("Age")}, {"cohort", N_("Cohort")},
    {"reason", N_("Reason")}, {"department", N_("Department")}, {"location", N_("Location")}, {"owner", N_("Owner")},
    {"band", N_("Band")}, {"question", N_("Question")}, {"topic", N_("Topic")},
};

const char *slice_title(const char *name)
{
    for (size_t i = 0; i < sizeof slices / sizeof slices[0]; i++)
        if (strcmp(slices[i].name, name) == 0)
            return _(slices[i].title);
    return strncmp(name, "own:", 4) == 0 ? name + 4 : name;
}
