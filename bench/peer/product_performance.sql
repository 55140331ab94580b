-- by: product
SELECT CAST(date_trunc('month', day) AS DATE) AS period_start, product AS slice,
       CAST(sum(amount) FILTER (WHERE amount > 0) AS DOUBLE) AS value, sum(quantity) FILTER (WHERE amount > 0) AS units,
       CAST(sum(amount) FILTER (WHERE amount > 0 AND returned) AS DOUBLE) AS refunds
FROM orders
WHERE day BETWEEN DATE '{from}' AND DATE '{to}'
GROUP BY 1, 2 ORDER BY 1, 2;
