-- id: engagement_rate
-- title: Engagement rate
-- help: The share of the people reached who reacted; or how regularly customers use the product: the customers of an
--   average day as a share of the customers of the period.
-- perspective: customers
-- indicator: performance
-- better: up
-- source: spend, event
-- slices: channel, brand
-- unit: percent
-- value: 100 * engaged / reached
-- sample: reached
-- minimum sample: 100
-- component engaged: People who reacted
--   for: reach, impressions
-- component reached: People who saw it
--   for: reach
-- component impressions: Times shown
--   for: impressions
-- component customer_days: Days on which a customer used the product
--   for: stickiness
-- component days: Days of the period
--   for: stickiness
-- component customers: Customers who used it in the period
--   for: stickiness
-- excluded unknown: Rows without a count of reactions, or of people reached
--   for: reach, impressions
-- excluded nobody: Events without a customer or user
--   for: stickiness
-- variant reach: Of the people reached
-- variant impressions: Of the times shown
--   value: 100 * engaged / impressions
--   sample: impressions
--   select: impressions
-- variant stickiness: Customers of an average day, of the period's
--   value: 100 * customer_days / days / customers
--   sample: customers
--   select: stickiness
-- rows: spend
-- aliases: engagement
-- reference: Engaged by reached, of sums; stickiness: daily by monthly active users.
SELECT day{slices},
       sum(engaged) FILTER (WHERE reached IS NOT NULL) AS engaged,
       sum(reached) FILTER (WHERE engaged IS NOT NULL) AS reached,
       count(*) FILTER (WHERE engaged IS NULL OR reached IS NULL) AS unknown
FROM {spend} s
GROUP BY day{slices}
-- select impressions
SELECT day{slices},
       sum(engaged) FILTER (WHERE impressions IS NOT NULL) AS engaged,
       sum(impressions) FILTER (WHERE engaged IS NOT NULL) AS impressions,
       count(*) FILTER (WHERE engaged IS NULL OR impressions IS NULL) AS unknown
FROM {spend} s
GROUP BY day{slices}
-- select stickiness
--   grain: period
SELECT p.period_start{slices:d},
       count(d.who) AS customer_days,
       min(CASE WHEN {today} < p.period_end THEN {today} - p.period_start + 1
                ELSE p.period_end - p.period_start END) AS days,
       count(DISTINCT d.who) AS customers,
       sum(d.nobody) AS nobody
FROM {period} p
JOIN (SELECT day{slices}, COALESCE(customer, "user") AS who,
             count(*) FILTER (WHERE customer IS NULL AND "user" IS NULL) AS nobody
      FROM {event} e
      GROUP BY day{slices}, COALESCE(customer, "user")) d ON d.day >= p.period_start AND d.day < p.period_end
GROUP BY p.period_start{slices:d}
