-- id: repurchase_rate
-- title: Repeat purchase
-- help: The share of the customers who bought in the period that bought at least twice in it. In the other form, the
--   share of the customers who bought for the first time in the period that bought again within some days.
-- perspective: customers
-- indicator: result
-- better: up
-- source: order
-- slices: channel, brand, segment, country, plan
-- unit: percent
-- value: 100 * repeaters / customers
-- interval: wilson(repeaters, customers)
-- sample: customers
-- minimum sample: 30
-- grain: period
-- component customers: Customers who bought
-- component repeaters: Of these, bought again
-- excluded anonymous: Orders that name no customer
--   for: in_period
-- excluded provisional: New customers whose window is not over
--   for: within_window
-- parameter window: Days within which the second order comes
--   type: integer
--   default: 90
--   minimum: 1
--   maximum: 1000
-- parameter orders: Orders that make a repeat customer
--   type: integer
--   default: 2
--   minimum: 2
--   maximum: 100
-- variant in_period: Orders within the period
-- variant within_window: New customers, within some days of their first order
--   help: Only customers whose window has passed count; the others are said as left out.
--   select: within_window
-- rows: order where amount >= 0
-- aliases: repeat purchase rate, repurchase, repeat customers
-- reference: Customers with two orders or more over customers. An order is one key, however many lines it has; refunds are not orders.
SELECT period_start{slices}, count(customer) AS customers, count(*) FILTER (WHERE customer IS NOT NULL AND orders >= {orders}) AS repeaters,
       COALESCE(sum(orders) FILTER (WHERE customer IS NULL), 0) AS anonymous
FROM (SELECT d.period_start{slices:o}, o.customer, count(DISTINCT o."order") AS orders
      FROM {order} o
      JOIN (SELECT c.day, p.period_start FROM calendar c JOIN {period} p ON c.day >= p.period_start AND c.day < p.period_end) d ON d.day = o.day
      WHERE o.amount >= 0
      GROUP BY d.period_start{slices:o}, o.customer) buyers
GROUP BY period_start{slices}
-- select within_window
--   grain: period
SELECT p.period_start{slices:b},
       count(*) FILTER (WHERE {today} - b.first_day > {window}) AS customers,
       count(*) FILTER (WHERE {today} - b.first_day > {window} AND b.orders >= {orders}) AS repeaters,
       count(*) FILTER (WHERE {today} - b.first_day <= {window}) AS provisional
FROM {period} p
JOIN (SELECT o.customer{slices:o}, f.first_day, count(DISTINCT o."order") AS orders
      FROM {order:*} o
      JOIN (SELECT customer, min(day) AS first_day FROM {order:*} a WHERE amount >= 0 AND customer IS NOT NULL GROUP BY customer) f
        ON f.customer = o.customer AND o.day - f.first_day <= {window}
      WHERE o.amount >= 0
      GROUP BY o.customer{slices:o}, f.first_day) b ON b.first_day >= p.period_start AND b.first_day < p.period_end
GROUP BY p.period_start{slices:b}
