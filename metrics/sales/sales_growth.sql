-- id: sales_growth
-- title: Sales growth
-- help: The change of sales over the period before; month over month where the period is a month.
-- perspective: financial
-- indicator: result
-- better: up
-- source: order
-- slices: brand, segment, product, channel, country, plan, currency
-- unit: percent
-- value: 100 * (gross - previous(gross)) / previous(gross)
-- component gross: Sales
-- variant previous: Over the period before
-- variant year: Over the same period a year before
--   value: 100 * (gross - year_before(gross)) / year_before(gross)
-- rows: order
-- aliases: monthly_sales_growth, growth
-- reference: (now - before) / before, of gross sales.
SELECT day{slices},
       CAST(sum({money:amount}) FILTER (WHERE amount > 0) AS DOUBLE PRECISION) AS gross
FROM {order} o
GROUP BY day{slices}
