-- by: channel
SELECT CAST(date_trunc('month', day) AS DATE) AS period_start, channel AS slice,
       1.0 * sum(score) / NULLIF(count(score), 0) AS value,
       count(score) AS sample, sum(score * score) AS squares, count(*) FILTER (WHERE score IS NULL) AS unanswered
FROM answer
WHERE day BETWEEN DATE '{from}' AND DATE '{to}' AND question = 'ces'
GROUP BY 1, 2 ORDER BY 1, 2;
