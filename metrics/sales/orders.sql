-- id: orders
-- title: Orders
-- help: How many orders were placed; an order with several lines is one. Orders of refunds alone do not count.
-- perspective: financial
-- indicator: result
-- better: up
-- source: order
-- slices: brand, segment, product, channel, country, plan, currency
-- unit: count
-- value: orders
-- component orders: Orders
-- component lines: Lines sold
-- excluded refund_lines: Lines without a charge: refunds and gifts
-- rows: order where amount > 0
-- aliases: sales_volume, order_count
-- reference: Distinct orders of a day, summed.
SELECT day{slices},
       count(DISTINCT "order") FILTER (WHERE amount > 0) AS orders,
       count(*) FILTER (WHERE amount > 0) AS lines,
       count(*) FILTER (WHERE amount <= 0) AS refund_lines
FROM {order} o
GROUP BY day{slices}
