-- by: channel
SELECT CAST(date_trunc('month', day) AS DATE) AS period_start, channel AS slice,
       100.0 * CAST(sum(amount) - sum(cost) AS DOUBLE) / NULLIF(CAST(sum(amount) AS DOUBLE), 0) AS value
FROM orders
WHERE day BETWEEN DATE '{from}' AND DATE '{to}' AND cost IS NOT NULL AND NOT (amount > 0 AND returned IS TRUE)
GROUP BY 1, 2 ORDER BY 1, 2;
