-- id: time_to_first_value
-- title: Time to first value
-- help: Days from a customer's signing up to its event of first value, as the organization names it in its settings: the median
--   of those who signed up in the period. Who is not there yet counts as long as it has waited, instead of being left out.
-- perspective: processes
-- indicator: performance
-- better: down
-- source: customer, event
-- slices: segment, brand, country, plan
-- unit: seconds
-- value: 86400 * median_days
-- sample: customers
-- minimum sample: 30
-- grain: period
-- component customers: Customers who signed up
-- component arrived: Of these, reached it
-- component median_days: Median, days
--   for: median
-- component share_within: Share that reached it within the days
--   for: within
-- excluded before_signup: Event before the signing up
-- parameter days: Days within which it is reached
--   type: integer
--   default: 30
--   minimum: 0
--   maximum: 3650
-- variant median: Median, open cases censored
--   help: The first day on which half or more have arrived (Kaplan-Meier). Not reached yet: undefined.
-- variant within: Share within some days
--   help: One less the Kaplan-Meier share still waiting after these days.
--   unit: percent
--   better: up
--   value: 100 * share_within
-- rows: event where name = {setting:first_value_event}
-- aliases: ttfv, time to first value
-- reference: Kaplan and Meier, Journal of the American Statistical Association 53 (1958), 457. Median: first time with a share of 0.5 or less.
WITH reached AS (SELECT customer, min(day) AS day FROM {event:all} e WHERE name = {setting:first_value_event} AND customer IS NOT NULL
                 GROUP BY customer),
horizon AS (SELECT min(day) AS day FROM (SELECT max(day) AS day FROM {event:all} e UNION ALL SELECT {today}) last),
{include:period_days},
cohort AS (SELECT p.period_start{slices:c}, r.day - c.signup_day AS days_to, h.day - c.signup_day AS days_seen
           FROM days p
           JOIN {customer} c ON c.signup_day = p.day
           CROSS JOIN horizon h
           LEFT JOIN reached r ON r.customer = c.customer),
spell AS (SELECT period_start{slices}, COALESCE(days_to, days_seen) AS days, CASE WHEN days_to IS NULL THEN 0 ELSE 1 END AS arrived
          FROM cohort WHERE COALESCE(days_to, days_seen) >= 0),
{include:kaplan_meier}
SELECT n.period_start{slices:n}, n.customers, n.arrived, n.before_signup, s.median_days, s.share_within
FROM (SELECT period_start{slices}, count(*) FILTER (WHERE COALESCE(days_to, days_seen) >= 0) AS customers,
             count(days_to) FILTER (WHERE days_to >= 0) AS arrived, count(*) FILTER (WHERE days_to < 0) AS before_signup
      FROM cohort GROUP BY period_start{slices}) n
LEFT JOIN (SELECT period_start{slices}, min(days) FILTER (WHERE share <= 0.5 + 1e-9) AS median_days,
                  1 - COALESCE(min(share) FILTER (WHERE days <= {days}), 1) AS share_within
           FROM survival GROUP BY period_start{slices}) s ON s.period_start = n.period_start{same:n:s}
