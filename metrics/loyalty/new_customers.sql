-- id: new_customers
-- title: New customers
-- help: Customers whose first paid subscription or first order, whichever came earlier, lies in the period.
-- perspective: customers
-- indicator: result
-- better: up
-- source: subscription, order
-- slices: brand, segment, country, plan
-- unit: count
-- value: customers
-- component customers: New customers
-- variant first_purchase: By the first subscription or order
-- variant subscribers: By the first paid subscription
--   select: subscribers
-- variant buyers: By the first order
--   select: buyers
-- rows: subscription where trial IS NOT TRUE
-- aliases: customer acquisition, new logos
-- reference: Counted once, on the day of the first purchase in the whole history.
SELECT day{slices}, count(*) AS customers
FROM (SELECT customer{slices}, min(day) AS day
      FROM (SELECT customer, term_start AS day{slices} FROM {subscription:*} s WHERE trial IS NOT TRUE AND price > 0
            UNION ALL
            SELECT customer, day{slices} FROM {order:*} o WHERE amount >= 0 AND customer IS NOT NULL) purchases
      GROUP BY customer{slices}) first
GROUP BY day{slices}
-- select subscribers
SELECT day{slices}, count(*) AS customers
FROM (SELECT customer{slices}, min(term_start) AS day FROM {subscription:*} s WHERE trial IS NOT TRUE AND price > 0
      GROUP BY customer{slices}) first
GROUP BY day{slices}
-- select buyers
SELECT day{slices}, count(*) AS customers
FROM (SELECT customer{slices}, min(day) AS day FROM {order:*} o WHERE amount >= 0 AND customer IS NOT NULL
      GROUP BY customer{slices}) first
GROUP BY day{slices}
