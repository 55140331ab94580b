-- by: team
SELECT CAST(date_trunc('month', day) AS DATE) AS period_start, team AS slice,
       100.0 * count(*) FILTER (WHERE score >= 4) / NULLIF(count(score), 0) AS value,
       count(score) AS sample, count(*) FILTER (WHERE score >= 4) AS satisfied, count(*) FILTER (WHERE score IS NULL) AS unanswered
FROM answer
WHERE day BETWEEN DATE '{from}' AND DATE '{to}' AND question = 'csat'
GROUP BY 1, 2 ORDER BY 1, 2;
