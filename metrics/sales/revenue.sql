-- id: revenue
-- title: Gross revenue
-- help: What customers were charged for the lines they ordered, before refunds and returns, without tax.
-- perspective: financial
-- indicator: result
-- better: up
-- source: order
-- slices: brand, segment, product, channel, country, plan, currency
-- unit: money
-- value: gross
-- component gross: Sales
-- component refunds: Refunds and returned lines
-- component lines: Lines sold
-- variant gross: Before refunds
-- variant net: Less refunds and returns
--   value: gross - refunds
-- rows: order
-- aliases: sales, gross_revenue, turnover
-- reference: Sums of order lines; money of other currencies at the rate of the period's first day.
SELECT day{slices},
       CAST(sum({money:amount}) FILTER (WHERE amount > 0) AS DOUBLE PRECISION) AS gross,
       CAST(COALESCE(sum({money:amount}) FILTER (WHERE amount > 0 AND returned), 0)
            - COALESCE(sum({money:amount}) FILTER (WHERE amount < 0), 0) AS DOUBLE PRECISION) AS refunds,
       count(*) FILTER (WHERE amount > 0) AS lines
FROM {order} o
GROUP BY day{slices}
