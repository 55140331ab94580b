-- by: segment
WITH contact AS (
    SELECT CAST(date_trunc('month', f.day) AS DATE) AS period_start, c.segment, count(*) AS tickets
    FROM ticket f LEFT JOIN customer c ON c.customer = f.customer
    WHERE f.day BETWEEN DATE '{from}' AND DATE '{to}' AND COALESCE(status, '') NOT IN ('merged', 'spam') GROUP BY 1, 2
), served AS (
    SELECT CAST(m AS DATE) AS period_start, c.segment, count(DISTINCT s.customer) AS customers
    FROM generate_series(TIMESTAMP '{from}', TIMESTAMP '{to}', INTERVAL 1 MONTH) t(m)
    JOIN subscription s ON s.term_start < m + INTERVAL 1 MONTH AND (s.term_end IS NULL OR s.term_end > m)
    LEFT JOIN customer c ON c.customer = s.customer
    WHERE s.trial IS NOT TRUE AND (s.term_end IS NULL OR s.term_end > s.term_start) GROUP BY 1, 2
)
SELECT period_start, segment AS slice, 1.0 * tickets / NULLIF(customers, 0) AS value
FROM contact FULL JOIN served USING (period_start, segment) ORDER BY 1, 2;
