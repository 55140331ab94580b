-- by: team
SELECT CAST(date_trunc('month', day) AS DATE) AS period_start, team AS slice,
       count(*) FILTER (WHERE COALESCE(status, '') NOT IN ('merged', 'spam')) AS value,
       count(*) FILTER (WHERE status IN ('merged', 'spam')) AS left_out
FROM ticket
WHERE day BETWEEN DATE '{from}' AND DATE '{to}'
GROUP BY 1, 2 ORDER BY 1, 2;
