-- by: none
WITH bought AS (
    SELECT DISTINCT customer, CAST(date_trunc('month', day) AS DATE) AS m FROM orders
    WHERE day BETWEEN DATE '{from}' AND DATE '{to}' AND amount > 0 AND customer IS NOT NULL
), member AS (
    SELECT customer, CAST(date_trunc('month', min(day)) AS DATE) AS m FROM orders
    WHERE amount > 0 AND customer IS NOT NULL GROUP BY 1
)
SELECT member.m AS period_start, 'all' AS slice, 100.0 * count(bought.customer) / count(*) AS value, count(*) AS sample
FROM member LEFT JOIN bought ON bought.customer = member.customer AND bought.m = member.m + INTERVAL 1 MONTH
WHERE member.m BETWEEN DATE '{from}' AND DATE '{to}' AND member.m < date_trunc('month', DATE '{to}')
GROUP BY 1 ORDER BY 1;
