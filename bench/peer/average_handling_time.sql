-- by: team
SELECT CAST(date_trunc('month', day) AS DATE) AS period_start, team AS slice,
       avg(handling_seconds) AS value, count(handling_seconds) AS sample, sum(handling_seconds * handling_seconds) AS squares
FROM ticket
WHERE day BETWEEN DATE '{from}' AND DATE '{to}' AND COALESCE(status, '') NOT IN ('merged', 'spam') AND NOT abandoned
GROUP BY 1, 2 ORDER BY 1, 2;
