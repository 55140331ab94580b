-- by: team
SELECT CAST(date_trunc('month', day) AS DATE) AS period_start, team AS slice,
       100.0 * count(*) FILTER (WHERE abandoned) / NULLIF(count(*), 0) AS value, count(*) AS sample
FROM ticket
WHERE day BETWEEN DATE '{from}' AND DATE '{to}' AND COALESCE(status, '') NOT IN ('merged', 'spam') AND abandoned IS NOT NULL
GROUP BY 1, 2 ORDER BY 1, 2;
