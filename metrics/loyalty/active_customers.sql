-- id: active_customers
-- title: Active customers
-- help: Customers with a paid subscription at the end of the period; in the other form, customers who ordered in it.
-- perspective: customers
-- indicator: result
-- better: up
-- source: subscription, order
-- slices: brand, segment, country, plan
-- unit: count
-- value: finishers
-- grain: period
-- component finishers: Customers at the period's end
--   for: subscribers
-- component starters: Customers at the period's start
--   for: subscribers
-- component buyers: Customers who ordered
--   sql: count(DISTINCT m.customer)
--   for: buyers
-- excluded anonymous: Order lines that name no customer
--   for: buyers
-- variant subscribers: With a paid subscription at the end
-- variant buyers: Who ordered in the period
--   value: buyers
--   select: buyers
-- rows: subscription where trial IS NOT TRUE
-- aliases: customers, active
-- reference: A stock at an instant; buyers are counted once in a period.
WITH {include:customer_movements}
SELECT * FROM movement
-- select buyers
--   grain: row
SELECT day{slices}, customer, CASE WHEN customer IS NULL THEN 1 ELSE 0 END AS anonymous
FROM {order} o
WHERE amount >= 0
