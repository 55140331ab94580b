-- by: team
SELECT CAST(date_trunc('month', first_resolved_day) AS DATE) AS period_start, team AS slice,
       avg(seconds) AS value, count(seconds) AS sample, sum(seconds * seconds) AS squares
FROM (SELECT first_resolved_day, team, extract(epoch FROM first_resolved_at - opened_at) AS seconds
      FROM ticket WHERE COALESCE(status, '') NOT IN ('merged', 'spam'))
WHERE first_resolved_day BETWEEN DATE '{from}' AND DATE '{to}'
GROUP BY 1, 2 ORDER BY 1, 2;
