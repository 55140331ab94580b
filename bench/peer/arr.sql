-- by: plan
WITH paid AS (
    SELECT m, f.customer, COALESCE(f.plan, c.plan) AS plan,
           sum(f.price / CASE f.billing_interval WHEN 'year' THEN 12 ELSE 1 END) AS mrr
    FROM generate_series(TIMESTAMP '{from}', TIMESTAMP '{to}' + INTERVAL 1 MONTH, INTERVAL 1 MONTH) t(m)
    JOIN subscription f ON f.term_start < m AND (f.term_end IS NULL OR f.term_end >= m)
    LEFT JOIN customer c ON c.customer = f.customer
    WHERE f.trial IS NOT TRUE AND f.price > 0 AND (f.term_end IS NULL OR f.term_end > f.term_start)
    GROUP BY 1, 2, 3
)
SELECT CAST(m - INTERVAL 1 MONTH AS DATE) AS period_start, plan AS slice, 12 * CAST(sum(mrr) AS DOUBLE) AS value
FROM paid WHERE m > TIMESTAMP '{from}' GROUP BY 1, 2 ORDER BY 1, 2;
