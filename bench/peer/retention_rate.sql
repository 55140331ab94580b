-- by: plan
WITH held AS (
    SELECT DISTINCT m, f.customer, COALESCE(f.plan, c.plan) AS plan
    FROM generate_series(TIMESTAMP '{from}', TIMESTAMP '{to}' + INTERVAL 1 MONTH, INTERVAL 1 MONTH) t(m)
    JOIN subscription f ON f.term_start < m AND (f.term_end IS NULL OR f.term_end >= m)
    LEFT JOIN customer c ON c.customer = f.customer
    WHERE f.trial IS NOT TRUE AND f.price > 0 AND (f.term_end IS NULL OR f.term_end > f.term_start)
), both_ends AS (
    SELECT a.m, a.plan, count(*) AS starters, count(b.customer) AS retained
    FROM held a LEFT JOIN held b ON b.m = a.m + INTERVAL 1 MONTH AND b.customer = a.customer AND b.plan = a.plan
    WHERE a.m <= TIMESTAMP '{to}' GROUP BY 1, 2
)
SELECT CAST(m AS DATE) AS period_start, plan AS slice, 100.0 * retained / NULLIF(starters, 0) AS value,
       starters AS sample
FROM both_ends ORDER BY 1, 2;
