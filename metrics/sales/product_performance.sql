-- id: product_performance
-- title: Product performance
-- help: What each product brings in: sales, units, margin and the share given back. Ask for it by product.
-- perspective: financial
-- indicator: result
-- better: up
-- source: order
-- slices: product, brand, segment, channel, country, plan, currency
-- unit: money
-- value: gross
-- component gross: Sales
-- component refunds: Refunds and returned lines
--   for: net, returned
-- component units: Units sold
--   for: units, price
-- component margin_revenue: Revenue of the lines with a known cost
--   for: margin
-- component margin_cost: Their cost
--   for: margin
-- excluded cost_unknown: Lines without a cost
--   for: margin
-- excluded units_unknown: Lines without a quantity
--   for: units, price
-- variant sales: Sales
-- variant net: Sales less refunds and returns
--   value: gross - refunds
-- variant units: Units sold
--   unit: count
--   value: units
-- variant price: Average price of a unit
--   value: gross / units
-- variant margin: Margin
--   unit: percent
--   value: 100 * (margin_revenue - margin_cost) / margin_revenue
-- variant returned: Share of sales given back
--   unit: percent
--   better: down
--   value: 100 * refunds / gross
-- rows: order
-- aliases: products, product_sales
-- reference: Sums of order lines by product.
SELECT day{slices},
       CAST(sum({money:amount}) FILTER (WHERE amount > 0) AS DOUBLE PRECISION) AS gross,
       CAST(COALESCE(sum({money:amount}) FILTER (WHERE amount > 0 AND returned), 0)
            - COALESCE(sum({money:amount}) FILTER (WHERE amount < 0), 0) AS DOUBLE PRECISION) AS refunds,
       sum(quantity) FILTER (WHERE amount > 0) AS units,
       CAST(sum({money:amount}) FILTER (WHERE cost IS NOT NULL AND NOT (amount > 0 AND returned IS TRUE))
            AS DOUBLE PRECISION) AS margin_revenue,
       CAST(sum({money:cost}) FILTER (WHERE NOT (amount > 0 AND returned IS TRUE)) AS DOUBLE PRECISION) AS margin_cost,
       count(*) FILTER (WHERE cost IS NULL) AS cost_unknown,
       count(*) FILTER (WHERE amount > 0 AND quantity IS NULL) AS units_unknown
FROM {order} o
GROUP BY day{slices}
