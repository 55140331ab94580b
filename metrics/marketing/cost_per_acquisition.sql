-- id: cost_per_acquisition
-- title: Cost per acquisition
-- help: What was spent for each purchase or sign-up that it won.
-- perspective: financial
-- indicator: performance
-- better: down
-- source: spend
-- slices: channel, campaign, brand, currency
-- unit: money
-- value: cost / conversions
-- sample: conversions
-- component cost: Cost
-- component conversions: Conversions
-- excluded unknown: Rows without a cost or without a count of conversions
-- rows: spend
-- aliases: cpa, cost_per_conversion
-- reference: Cost by conversions, of sums.
SELECT day{slices},
       CAST(sum({money:cost}) FILTER (WHERE conversions IS NOT NULL) AS DOUBLE PRECISION) AS cost,
       sum(conversions) FILTER (WHERE cost IS NOT NULL) AS conversions,
       count(*) FILTER (WHERE cost IS NULL OR conversions IS NULL) AS unknown
FROM {spend} s
GROUP BY day{slices}
