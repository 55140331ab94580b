-- id: leads
-- title: Leads
-- help: How many enquiries marketing won.
-- perspective: processes
-- indicator: performance
-- better: up
-- source: spend
-- slices: channel, campaign, brand, currency
-- unit: count
-- value: leads
-- component leads: Leads
-- excluded unknown: Rows without a count of leads
-- rows: spend
-- aliases: lead_generation
-- reference: A sum.
SELECT day{slices},
       sum(leads) AS leads,
       count(*) FILTER (WHERE leads IS NULL) AS unknown
FROM {spend} s
GROUP BY day{slices}
