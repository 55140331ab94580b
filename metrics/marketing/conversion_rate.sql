-- id: conversion_rate
-- title: Conversion rate
-- help: Conversions for each hundred clicks; or the share of customers who, from one event on, came to another within a
--   number of days. Conversions without a click (seen and bought later) count too.
-- perspective: processes
-- indicator: performance
-- better: up
-- source: spend, event
-- slices: channel, campaign, brand
-- unit: percent
-- value: 100 * conversions / clicks
-- sample: clicks
-- minimum sample: 100
-- component clicks: Times clicked
--   for: clicks
-- component lead_clicks: Times clicked
--   for: leads
-- component conversions: Conversions
--   for: clicks
-- component leads: Leads
--   for: leads
-- component started: Customers with the first event
--   for: customers
-- component converted: Of these, with the second event in time
--   for: customers
-- excluded unknown: Rows without clicks, or without a count of conversions
--   for: clicks
-- excluded leads_unknown: Rows without clicks, or without a count of leads
--   for: leads
-- excluded immature: Customers whose days are not over
--   for: customers
-- excluded nobody: First events without a customer or user
--   for: customers
-- parameter from_event: The event it begins with
--   type: text
--   default: visit
-- parameter to_event: The event that converts
--   type: text
--   default: purchase
-- parameter window: Within so many days
--   type: integer
--   default: 30
--   minimum: 1
--   maximum: 730
-- variant clicks: Conversions of clicks
-- variant leads: Leads of clicks
--   value: 100 * leads / lead_clicks
--   sample: lead_clicks
-- variant customers: Customers who come from one event to another
--   value: 100 * converted / started
--   interval: wilson(converted, started)
--   sample: started
--   select: customers
-- rows: spend
-- aliases: cvr, conversion
-- reference: Conversions by clicks, of sums; customers by the day of their first event.
SELECT day{slices},
       sum(clicks) FILTER (WHERE conversions IS NOT NULL) AS clicks,
       sum(conversions) FILTER (WHERE clicks IS NOT NULL) AS conversions,
       sum(clicks) FILTER (WHERE leads IS NOT NULL) AS lead_clicks,
       sum(leads) FILTER (WHERE clicks IS NOT NULL) AS leads,
       count(*) FILTER (WHERE clicks IS NULL OR conversions IS NULL) AS unknown,
       count(*) FILTER (WHERE clicks IS NULL OR leads IS NULL) AS leads_unknown
FROM {spend} s
GROUP BY day{slices}
-- select customers
SELECT day{slices},
       count(*) FILTER (WHERE who IS NOT NULL AND mature) AS started,
       count(*) FILTER (WHERE who IS NOT NULL AND mature AND converted) AS converted,
       count(*) FILTER (WHERE who IS NOT NULL AND NOT mature) AS immature,
       count(*) FILTER (WHERE who IS NULL) AS nobody
FROM (SELECT f.day{slices:f}, f.who, {today} - f.day >= {window} AS mature,
             EXISTS (SELECT 1 FROM {event:all} n
                     WHERE n.name = {to_event} AND COALESCE(n.customer, n."user") = f.who
                       AND n.occurred_at >= f.occurred_at
                       AND n.occurred_at < f.occurred_at + CAST({window} AS INTEGER) * INTERVAL '1 day') AS converted
      FROM (SELECT day{slices}, COALESCE(customer, "user") AS who, occurred_at,
                   row_number() OVER (PARTITION BY COALESCE(customer, "user"),
                                                   CASE WHEN customer IS NULL AND "user" IS NULL THEN event END{slices}
                                      ORDER BY occurred_at, event) AS place
            FROM {event:*} e
            WHERE name = {from_event}) f
      WHERE f.place = 1) starts
GROUP BY day{slices}
