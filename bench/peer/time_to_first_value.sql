-- by: segment
WITH reached AS (SELECT customer, min(day) AS day FROM event WHERE name = 'first_value' AND customer IS NOT NULL GROUP BY 1),
horizon AS (SELECT LEAST(max(day), DATE '{today}') AS day FROM event),
spell AS (SELECT CAST(date_trunc('month', c.signup_day) AS DATE) AS m, c.segment, COALESCE(r.day, h.day) - c.signup_day AS days, r.day IS NOT NULL AS arrived
          FROM customer c CROSS JOIN horizon h LEFT JOIN reached r USING (customer)
          WHERE c.signup_day BETWEEN DATE '{from}' AND DATE '{to}' AND COALESCE(r.day, h.day) >= c.signup_day),
at_day AS (SELECT m, segment, days, count(*) FILTER (WHERE arrived) AS arrivals, count(*) AS leavers FROM spell GROUP BY 1, 2, 3),
waiting AS (SELECT *, sum(leavers) OVER (PARTITION BY m, segment ORDER BY days DESC) AS people FROM at_day),
survival AS (SELECT *, product(1 - arrivals / people) OVER (PARTITION BY m, segment ORDER BY days) AS share FROM waiting)
SELECT m AS period_start, segment AS slice, 86400.0 * min(days) FILTER (WHERE share <= 0.5 + 1e-9 AND arrivals > 0) AS value
FROM survival
GROUP BY 1, 2 ORDER BY 1, 2;
