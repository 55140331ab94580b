-- by: plan
WITH paid AS (
    SELECT m, f.customer, COALESCE(f.plan, c.plan) AS plan,
           sum(f.price / CASE f.billing_interval WHEN 'year' THEN 12 ELSE 1 END) AS mrr
    FROM generate_series(TIMESTAMP '{from}', TIMESTAMP '{to}' + INTERVAL 1 MONTH, INTERVAL 1 MONTH) t(m)
    JOIN subscription f ON f.term_start < m AND (f.term_end IS NULL OR f.term_end >= m)
    LEFT JOIN customer c ON c.customer = f.customer
    WHERE f.trial IS NOT TRUE AND f.price > 0 AND (f.term_end IS NULL OR f.term_end > f.term_start)
    GROUP BY 1, 2, 3
), moved AS (
    SELECT COALESCE(a.m, b.m - INTERVAL 1 MONTH) AS m, COALESCE(a.plan, b.plan) AS plan, COALESCE(a.customer, b.customer) AS customer,
           COALESCE(a.mrr, 0) AS before, COALESCE(b.mrr, 0) AS later
    FROM paid a FULL JOIN paid b ON b.m = a.m + INTERVAL 1 MONTH AND b.customer = a.customer AND b.plan = a.plan
), movement AS (
    SELECT moved.m, moved.plan, CAST(sum(before) AS DOUBLE) AS start,
           CAST(sum(later - before) FILTER (WHERE before > 0 AND later > before) AS DOUBLE) AS expansion,
           CAST(sum(before - later) FILTER (WHERE later > 0 AND later < before) AS DOUBLE) AS contraction,
           CAST(sum(before) FILTER (WHERE later = 0) AS DOUBLE) AS churned,
           CAST(sum(later) FILTER (WHERE before = 0) AS DOUBLE) AS gained
    FROM moved WHERE moved.m >= TIMESTAMP '{from}' AND moved.m <= TIMESTAMP '{to}' GROUP BY 1, 2
)
SELECT CAST(m AS DATE) AS period_start, plan AS slice, 100.0 * (start + COALESCE(expansion, 0) - COALESCE(contraction, 0) - COALESCE(churned, 0)) / NULLIF(start, 0) AS value, start, expansion, contraction, churned, gained
FROM movement ORDER BY 1, 2;
