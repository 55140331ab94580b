/* What the files of this folder give to kind.c: one Kind each. */
#ifndef SCHEMA_TABLES_H
#define SCHEMA_TABLES_H

#include "schema/kind.h"

#include "base/translate.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

extern const Kind kind_customer, kind_employee, kind_team, kind_brand, kind_campaign, kind_exchange_rate;
extern const Kind kind_answer, kind_ticket;
extern const Kind kind_subscription, kind_order, kind_event, kind_spend;
extern const Kind kind_measurement, kind_pulse_answer, kind_one_on_one;

/* Slices that come from the customer where the fact itself does not say. */
#define CUSTOMER_SLICES                                                                                      \
    {"segment", "c.segment", true}, {"country", "c.country", true}, {"plan", "c.plan", true}

#endif
