-- id: cost_per_mille
-- title: Cost per thousand impressions
-- help: What was spent for each thousand times shown.
-- perspective: financial
-- indicator: performance
-- better: down
-- source: spend
-- slices: channel, campaign, brand, currency
-- unit: money
-- value: 1000 * cost / impressions
-- sample: impressions
-- component cost: Cost
-- component impressions: Times shown
-- excluded unknown: Rows without a cost or without a count of impressions
-- rows: spend
-- aliases: cpm
-- reference: 1000 x cost by impressions, of sums.
SELECT day{slices},
       CAST(sum({money:cost}) FILTER (WHERE impressions IS NOT NULL) AS DOUBLE PRECISION) AS cost,
       sum(impressions) FILTER (WHERE cost IS NOT NULL) AS impressions,
       count(*) FILTER (WHERE cost IS NULL OR impressions IS NULL) AS unknown
FROM {spend} s
GROUP BY day{slices}
