-- id: return_on_investment
-- title: Return on investment
-- help: What marketing brought in beyond its cost, as a percentage of the cost.
-- perspective: financial
-- indicator: result
-- better: up
-- source: spend
-- slices: channel, campaign, brand, currency
-- unit: percent
-- value: 100 * (revenue - cost) / cost
-- component cost: Cost
-- component revenue: Revenue brought in
-- excluded unknown: Rows without a cost or a revenue
-- rows: spend
-- aliases: roi, marketing_roi
-- reference: (gain - cost) / cost.
SELECT day{slices},
       CAST(sum({money:cost}) FILTER (WHERE revenue IS NOT NULL) AS DOUBLE PRECISION) AS cost,
       CAST(sum({money:revenue}) FILTER (WHERE cost IS NOT NULL) AS DOUBLE PRECISION) AS revenue,
       count(*) FILTER (WHERE cost IS NULL OR revenue IS NULL) AS unknown
FROM {spend} s
GROUP BY day{slices}
