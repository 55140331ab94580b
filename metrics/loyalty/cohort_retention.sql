-- id: cohort_retention
-- title: Cohort retention
-- help: Of the customers who bought for the first time in a period, the share that bought again some periods later. Split
--   by age it gives the whole cohort triangle; age 0 is the first period itself.
-- perspective: customers
-- indicator: result
-- better: up
-- source: order
-- slices: own:age
-- unit: percent
-- value: 100 * active / cohort
-- interval: wilson(active, cohort)
-- sample: cohort
-- minimum sample: 30
-- grain: period
-- component cohort: Customers of the cohort
-- component active: Of these, bought in the period of this age
-- component unfinished: The period of this age is not over (1: yes)
-- parameter age: Periods after the first, where not split by age
--   type: integer
--   default: 1
--   minimum: 0
--   maximum: 1000
-- variant bounded: Bought in exactly that period
-- variant rolling: Bought in that period or later
--   select: rolling
-- rows: order where amount >= 0
-- aliases: cohorts, cohort analysis
-- reference: Bounded: active in period k over the cohort's size; ages by calendar periods, not by 30 days. An order for nothing counts, a refund does not.
WITH {include:period_days},
member AS (SELECT f.customer, d.number FROM (SELECT customer, min(day) AS day FROM {order:*} o WHERE amount >= 0 AND customer IS NOT NULL
                                             GROUP BY customer) f JOIN days d ON d.day = f.day),
bought AS (SELECT DISTINCT o.customer, d.number FROM {order} o JOIN days d ON d.day = o.day WHERE o.amount >= 0 AND o.customer IS NOT NULL),
size AS (SELECT number, count(*) AS cohort FROM member GROUP BY number),
active AS (SELECT m.number, b.number - m.number AS age, count(*) AS active FROM member m JOIN bought b ON b.customer = m.customer
           GROUP BY m.number, b.number - m.number),
cell AS (SELECT s.number, q.number - s.number AS age, s.cohort, COALESCE(a.active, 0) AS active,
                CASE WHEN q.period_end > {today} THEN 1 ELSE 0 END AS unfinished
         FROM size s JOIN {period} q ON q.number >= s.number
         LEFT JOIN active a ON a.number = s.number AND a.age = q.number - s.number
         WHERE {sliced:age} OR q.number - s.number = {age})
SELECT p.period_start{slices:c}, sum(c.cohort) AS cohort, sum(c.active) AS active, max(c.unfinished) AS unfinished
FROM {period} p JOIN cell c ON c.number = p.number
GROUP BY p.period_start{slices:c}
-- select rolling
--   grain: period
WITH {include:period_days},
member AS (SELECT f.customer, d.number FROM (SELECT customer, min(day) AS day FROM {order:*} o WHERE amount >= 0 AND customer IS NOT NULL
                                             GROUP BY customer) f JOIN days d ON d.day = f.day),
bought AS (SELECT DISTINCT o.customer, d.number FROM {order} o JOIN days d ON d.day = o.day WHERE o.amount >= 0 AND o.customer IS NOT NULL),
size AS (SELECT number, count(*) AS cohort FROM member GROUP BY number),
active AS (SELECT m.number, q.number - m.number AS age, count(*) AS active
           FROM member m JOIN (SELECT customer, max(number) AS number FROM bought GROUP BY customer) b ON b.customer = m.customer
           JOIN {period} q ON q.number >= m.number AND q.number <= b.number
           GROUP BY m.number, q.number - m.number),
cell AS (SELECT s.number, q.number - s.number AS age, s.cohort, COALESCE(a.active, 0) AS active,
                CASE WHEN q.period_end > {today} THEN 1 ELSE 0 END AS unfinished
         FROM size s JOIN {period} q ON q.number >= s.number
         LEFT JOIN active a ON a.number = s.number AND a.age = q.number - s.number
         WHERE {sliced:age} OR q.number - s.number = {age})
SELECT p.period_start{slices:c}, sum(c.cohort) AS cohort, sum(c.active) AS active, max(c.unfinished) AS unfinished
FROM {period} p JOIN cell c ON c.number = p.number
GROUP BY p.period_start{slices:c}
