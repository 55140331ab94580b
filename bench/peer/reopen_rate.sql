-- by: team
SELECT CAST(date_trunc('month', first_resolved_day) AS DATE) AS period_start, team AS slice,
       100.0 * count(*) FILTER (WHERE reopens > 0) / NULLIF(count(reopens), 0) AS value, count(reopens) AS sample
FROM ticket
WHERE first_resolved_day BETWEEN DATE '{from}' AND DATE '{to}' AND COALESCE(status, '') NOT IN ('merged', 'spam')
GROUP BY 1, 2 ORDER BY 1, 2;
