-- id: customer_acquisition_cost
-- title: Customer acquisition cost
-- help: What was spent on marketing for each new customer: one whose first paid subscription, or first order, began in the
--   period. The spend may be taken from some days earlier, where winning a customer takes that long.
-- perspective: financial
-- indicator: performance
-- better: down
-- source: spend, subscription, order
-- slices: brand
-- unit: money
-- value: cost / customers
-- sample: customers
-- grain: period
-- component cost: Cost
-- component customers: New customers
-- parameter lag: Days from the spend to the customer
--   type: integer
--   default: 0
--   minimum: 0
--   maximum: 730
-- variant subscribers: New subscribers
-- variant buyers: New buyers
--   select: buyers
-- rows: spend
-- aliases: cac
-- reference: Marketing cost by customers won; fully loaded where all of it is imported as spend.
SELECT period_start{slices}, sum(cost) AS cost, sum(customers) AS customers
FROM (SELECT p.period_start{slices:s}, CAST(sum(s.cost * r.rate) AS DOUBLE PRECISION) AS cost,
             CAST(NULL AS BIGINT) AS customers
      FROM {period} p
      JOIN (SELECT day, currency{slices}, sum(cost) AS cost
            FROM {spend:*} d
            GROUP BY day, currency{slices}) s ON s.day + CAST({lag} AS INTEGER) >= p.period_start
                                             AND s.day + CAST({lag} AS INTEGER) < p.period_end
      JOIN {rate} r ON r.period_start = p.period_start AND r.currency = s.currency
      GROUP BY p.period_start{slices:s}
      UNION ALL
      SELECT p.period_start{slices:f}, NULL, sum(f.customers)
      FROM {period} p
      JOIN (SELECT first_day{slices}, count(*) AS customers
            FROM (SELECT customer{slices}, min(term_start) AS first_day
                  FROM {subscription:*} b
                  WHERE trial IS NOT TRUE
                  GROUP BY customer{slices}) firsts
            GROUP BY first_day{slices}) f ON f.first_day >= p.period_start AND f.first_day < p.period_end
      GROUP BY p.period_start{slices:f}) parts
GROUP BY period_start{slices}
-- select buyers
--   grain: period
SELECT period_start{slices}, sum(cost) AS cost, sum(customers) AS customers
FROM (SELECT p.period_start{slices:s}, CAST(sum(s.cost * r.rate) AS DOUBLE PRECISION) AS cost,
             CAST(NULL AS BIGINT) AS customers
      FROM {period} p
      JOIN (SELECT day, currency{slices}, sum(cost) AS cost
            FROM {spend:*} d
            GROUP BY day, currency{slices}) s ON s.day + CAST({lag} AS INTEGER) >= p.period_start
                                             AND s.day + CAST({lag} AS INTEGER) < p.period_end
      JOIN {rate} r ON r.period_start = p.period_start AND r.currency = s.currency
      GROUP BY p.period_start{slices:s}
      UNION ALL
      SELECT p.period_start{slices:f}, NULL, sum(f.customers)
      FROM {period} p
      JOIN (SELECT first_day{slices}, count(*) AS customers
            FROM (SELECT customer{slices}, min(day) AS first_day
                  FROM {order:*} b
                  WHERE amount > 0 AND customer IS NOT NULL
                  GROUP BY customer{slices}) firsts
            GROUP BY first_day{slices}) f ON f.first_day >= p.period_start AND f.first_day < p.period_end
      GROUP BY p.period_start{slices:f}) parts
GROUP BY period_start{slices}
