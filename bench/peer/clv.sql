-- by: segment
SELECT CAST(date_trunc('month', f.day) AS DATE) AS period_start, c.segment AS slice,
       1.0 * CAST(sum(amount) AS DOUBLE) / NULLIF(count(DISTINCT f."order"), 0) * count(DISTINCT f."order")
           / NULLIF(count(DISTINCT f.customer), 0) AS value
FROM orders f
LEFT JOIN customer c ON c.customer = f.customer
WHERE f.day BETWEEN DATE '{from}' AND DATE '{to}' AND amount > 0 AND f.customer IS NOT NULL
GROUP BY 1, 2 ORDER BY 1, 2;
