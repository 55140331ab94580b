-- id: gross_margin
-- title: Average profit margin
-- help: What is left of revenue after the cost of what was sold. Refunds are taken off revenue with their cost; lines whose
--   cost is not known are left out on both sides.
-- perspective: financial
-- indicator: result
-- better: up
-- source: order
-- slices: brand, segment, product, channel, country, plan, currency
-- unit: percent
-- value: 100 * (revenue - cost) / revenue
-- component revenue: Revenue of the lines with a known cost
-- component cost: Their cost
-- excluded cost_unknown: Lines without a cost
-- excluded returned_lines: Lines given back
-- variant share: Of revenue
-- variant amount: As an amount
--   unit: money
--   value: revenue - cost
-- rows: order where cost IS NOT NULL
-- aliases: margin, profit_margin
-- reference: (revenue - cost of goods sold) / revenue.
SELECT day{slices},
       CAST(sum({money:amount}) FILTER (WHERE cost IS NOT NULL AND NOT (amount > 0 AND returned IS TRUE))
            AS DOUBLE PRECISION) AS revenue,
       CAST(sum({money:cost}) FILTER (WHERE NOT (amount > 0 AND returned IS TRUE)) AS DOUBLE PRECISION) AS cost,
       count(*) FILTER (WHERE cost IS NULL) AS cost_unknown,
       count(*) FILTER (WHERE cost IS NOT NULL AND amount > 0 AND returned IS TRUE) AS returned_lines
FROM {order} o
GROUP BY day{slices}
