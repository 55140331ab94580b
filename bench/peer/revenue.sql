-- by: brand
SELECT CAST(date_trunc('month', f.day) AS DATE) AS period_start, COALESCE(f.brand, c.brand) AS slice,
       CAST(sum(amount) FILTER (WHERE amount > 0) AS DOUBLE) AS value, count(*) FILTER (WHERE amount > 0) AS sample,
       CAST(sum(amount) FILTER (WHERE amount > 0 AND returned) AS DOUBLE) AS refunds
FROM orders f
LEFT JOIN customer c ON c.customer = f.customer
WHERE f.day BETWEEN DATE '{from}' AND DATE '{to}'
GROUP BY 1, 2 ORDER BY 1, 2;
