-- by: brand
WITH spent AS (
    SELECT CAST(date_trunc('month', day) AS DATE) AS period_start, brand, sum(cost) AS cost FROM spend
    WHERE day BETWEEN DATE '{from}' AND DATE '{to}' GROUP BY 1, 2
), won AS (
    SELECT CAST(date_trunc('month', first_day) AS DATE) AS period_start, brand, count(*) AS customers
    FROM (SELECT f.customer, COALESCE(f.brand, c.brand) AS brand, min(f.term_start) AS first_day
          FROM subscription f LEFT JOIN customer c ON c.customer = f.customer
          WHERE f.trial IS NOT TRUE GROUP BY 1, 2) firsts
    WHERE first_day BETWEEN DATE '{from}' AND DATE '{to}' GROUP BY 1, 2
)
SELECT period_start, brand AS slice, CAST(cost AS DOUBLE) / NULLIF(customers, 0) AS value
FROM spent FULL JOIN won USING (period_start, brand) ORDER BY 1, 2;
