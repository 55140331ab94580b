-- by: channel
SELECT period_start, slice, 100.0 * count(*) FILTER (WHERE orders >= 2) / NULLIF(count(*), 0) AS value, count(*) AS sample
FROM (SELECT CAST(date_trunc('month', day) AS DATE) AS period_start, channel AS slice, customer, count(DISTINCT "order") AS orders
      FROM orders WHERE day BETWEEN DATE '{from}' AND DATE '{to}' AND amount > 0 AND customer IS NOT NULL
      GROUP BY 1, 2, 3) buyers
GROUP BY 1, 2 ORDER BY 1, 2;
