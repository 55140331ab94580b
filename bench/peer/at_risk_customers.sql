-- by: segment
WITH month AS (SELECT CAST(m AS DATE) AS s, CAST(m + INTERVAL 1 MONTH AS DATE) AS e FROM generate_series(TIMESTAMP '{from}', TIMESTAMP '{to}', INTERVAL 1 MONTH) t(m)),
said AS (SELECT s, customer, avg(100.0 * (score - scale_min) / (scale_max - scale_min)) AS points
         FROM month JOIN answer ON day >= e - 90 AND day < e WHERE score IS NOT NULL AND customer IS NOT NULL GROUP BY 1, 2),
used AS (SELECT s, customer, 100.0 * count(DISTINCT day) FILTER (WHERE day >= e - 90) / 90 AS points
         FROM month JOIN event ON day >= e - 180 AND day < e WHERE customer IS NOT NULL GROUP BY 1, 2),
solved AS (SELECT s, customer, 100.0 * count(*) FILTER (WHERE first_resolved_day < e) / count(*) AS points
           FROM month JOIN ticket ON day >= e - 90 AND day < e
           WHERE customer IS NOT NULL AND COALESCE(status, '') NOT IN ('merged', 'spam') GROUP BY 1, 2),
bought AS (SELECT s, customer, CASE WHEN sum(amount) FILTER (WHERE day < e - 90) > 0
                                    THEN LEAST(100, 100.0 * COALESCE(sum(amount) FILTER (WHERE day >= e - 90), 0) / sum(amount) FILTER (WHERE day < e - 90))
                                    ELSE 100 END AS points
           FROM month JOIN orders ON day >= e - 180 AND day < e WHERE customer IS NOT NULL AND amount > 0 GROUP BY 1, 2),
measure AS (SELECT *, 30 AS share FROM said UNION ALL SELECT *, 30 FROM used UNION ALL SELECT *, 20 FROM solved UNION ALL SELECT *, 20 FROM bought),
health AS (SELECT s, customer, sum(points * share) / sum(share) AS score FROM measure GROUP BY 1, 2 HAVING sum(share) >= 50)
SELECT s AS period_start, segment AS slice, count(*) FILTER (WHERE score < 40 - 1e-9) AS value, count(*) AS sample
FROM health JOIN customer USING (customer)
GROUP BY 1, 2 ORDER BY 1, 2;
