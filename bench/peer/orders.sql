-- by: channel
SELECT CAST(date_trunc('month', day) AS DATE) AS period_start, channel AS slice,
       count(DISTINCT "order") FILTER (WHERE amount > 0) AS value
FROM orders
WHERE day BETWEEN DATE '{from}' AND DATE '{to}'
GROUP BY 1, 2 ORDER BY 1, 2;
