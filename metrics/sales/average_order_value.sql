-- id: average_order_value
-- title: Average order value
-- help: Sales for each order placed.
-- perspective: financial
-- indicator: result
-- better: up
-- source: order
-- slices: brand, segment, product, channel, country, plan, currency
-- unit: money
-- value: gross / orders
-- sample: orders
-- component gross: Sales
-- component refunds: Refunds and returned lines
--   for: net
-- component orders: Orders
-- excluded refund_lines: Lines without a charge: refunds and gifts
-- variant gross: Before refunds
-- variant net: Less refunds and returns
--   value: (gross - refunds) / orders
-- rows: order
-- aliases: aov, average_order
-- reference: Revenue by orders.
SELECT day{slices},
       CAST(sum({money:amount}) FILTER (WHERE amount > 0) AS DOUBLE PRECISION) AS gross,
       CAST(COALESCE(sum({money:amount}) FILTER (WHERE amount > 0 AND returned), 0)
            - COALESCE(sum({money:amount}) FILTER (WHERE amount < 0), 0) AS DOUBLE PRECISION) AS refunds,
       count(DISTINCT "order") FILTER (WHERE amount > 0) AS orders,
       count(*) FILTER (WHERE amount <= 0) AS refund_lines
FROM {order} o
GROUP BY day{slices}
