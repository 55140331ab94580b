-- by: team
WITH month AS (SELECT CAST(m AS DATE) AS s, CAST(m + INTERVAL 1 MONTH AS DATE) AS e FROM generate_series(TIMESTAMP '{from}', TIMESTAMP '{to}', INTERVAL 1 MONTH) t(m))
SELECT s AS period_start, team AS slice,
       100.0 * count(*) FILTER (WHERE left_on >= s AND left_on < e) * any_value(e - s)
           / NULLIF(sum(LEAST(COALESCE(left_on, e), e) - GREATEST(hired_on, s)) FILTER (WHERE left_on IS NULL OR left_on > s), 0) AS value
FROM month JOIN employee ON hired_on < e AND (left_on IS NULL OR left_on >= s)
GROUP BY 1, 2 ORDER BY 1, 2;
