-- id: roas
-- title: Return on ad spend
-- help: What marketing brought in, as a percentage of its cost; 100 is as much as was spent.
-- perspective: financial
-- indicator: result
-- better: up
-- source: spend
-- slices: channel, campaign, brand, currency
-- unit: percent
-- value: 100 * revenue / cost
-- component cost: Cost
-- component revenue: Revenue brought in
-- excluded unknown: Rows without a cost or a revenue
-- variant percent: As a percentage
-- variant times: As a multiple of the cost
--   unit: ratio
--   value: revenue / cost
-- rows: spend
-- aliases: return_on_ad_spend
-- reference: Revenue by spend; not the return on investment.
SELECT day{slices},
       CAST(sum({money:cost}) FILTER (WHERE revenue IS NOT NULL) AS DOUBLE PRECISION) AS cost,
       CAST(sum({money:revenue}) FILTER (WHERE cost IS NOT NULL) AS DOUBLE PRECISION) AS revenue,
       count(*) FILTER (WHERE cost IS NULL OR revenue IS NULL) AS unknown
FROM {spend} s
GROUP BY day{slices}
