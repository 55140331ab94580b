-- id: clv
-- title: Customer lifetime value
-- help: What a customer is worth over its lifetime, in the simple form: the average purchase, times purchases per
--   customer in the period, times the lifetime counted in such periods, times the margin.
-- perspective: financial
-- indicator: result
-- better: up
-- source: order, subscription
-- slices: brand, segment, country, plan
-- unit: money
-- value: revenue / orders * (orders / customers) * lifetime * margin / 100
-- sample: customers
-- minimum sample: 30
-- grain: row
-- component revenue: Revenue
--   sql: sum(m.amount)
--   for: purchases
-- component orders: Orders
--   sql: count(DISTINCT m.purchase)
--   for: purchases
-- component customers: Customers who bought
--   sql: count(DISTINCT m.customer)
--   for: purchases
-- component finish: Monthly recurring revenue at the period's end
--   for: subscription
-- component paying: Paying customers at the end
--   for: subscription
-- component starters: Customers at the period's start
--   for: subscription
-- component churned: Of these, gone at the end
--   for: subscription
-- parameter lifetime: Lifetime in periods of this length
--   type: number
--   default: 1
--   minimum: 0.01
--   maximum: 1000
-- parameter margin: Margin in percent
--   type: number
--   default: 100
--   minimum: 0
--   maximum: 100
-- variant purchases: From purchases
-- variant subscription: From subscriptions: revenue per customer, times margin, over churn
--   help: One over the churn of the period is the lifetime; right only where churn is the same for all. No churn: undefined.
--   value: finish / paying * margin / 100 / (churned / starters)
--   sample: starters
--   select: subscription
-- rows: order where amount >= 0
-- aliases: ltv, lifetime value, customer lifetime value
-- reference: Average purchase value x purchase frequency x lifetime; for contracts ARPA x margin / churn.
SELECT day{slices}, customer, "order" AS purchase, CAST({money:amount} AS DOUBLE PRECISION) AS amount
FROM {order} o
WHERE amount >= 0 AND customer IS NOT NULL
-- select subscription
--   grain: period
WITH revenue AS (WITH {include:revenue_movements} SELECT * FROM movement),
logos AS (WITH {include:customer_movements} SELECT * FROM movement)
SELECT r.period_start{slices:r}, r.finish, r.customers AS paying, l.starters, l.churned
FROM revenue r LEFT JOIN logos l ON l.period_start = r.period_start{same:r:l}
