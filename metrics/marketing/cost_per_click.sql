-- id: cost_per_click
-- title: Cost per click
-- help: What was spent for each click.
-- perspective: financial
-- indicator: performance
-- better: down
-- source: spend
-- slices: channel, campaign, brand, currency
-- unit: money
-- value: cost / clicks
-- sample: clicks
-- component cost: Cost
-- component clicks: Times clicked
-- excluded unknown: Rows without a cost or without a count of clicks
-- rows: spend
-- aliases: cpc
-- reference: Cost by clicks, of sums.
SELECT day{slices},
       CAST(sum({money:cost}) FILTER (WHERE clicks IS NOT NULL) AS DOUBLE PRECISION) AS cost,
       sum(clicks) FILTER (WHERE cost IS NOT NULL) AS clicks,
       count(*) FILTER (WHERE cost IS NULL OR clicks IS NULL) AS unknown
FROM {spend} s
GROUP BY day{slices}
