-- id: cost_per_lead
-- title: Cost per lead
-- help: What was spent for each enquiry won.
-- perspective: financial
-- indicator: performance
-- better: down
-- source: spend
-- slices: channel, campaign, brand, currency
-- unit: money
-- value: cost / leads
-- sample: leads
-- component cost: Cost
-- component leads: Leads
-- excluded unknown: Rows without a cost or without a count of leads
-- rows: spend
-- aliases: cpl
-- reference: Cost by leads, of sums.
SELECT day{slices},
       CAST(sum({money:cost}) FILTER (WHERE leads IS NOT NULL) AS DOUBLE PRECISION) AS cost,
       sum(leads) FILTER (WHERE cost IS NOT NULL) AS leads,
       count(*) FILTER (WHERE cost IS NULL OR leads IS NULL) AS unknown
FROM {spend} s
GROUP BY day{slices}
