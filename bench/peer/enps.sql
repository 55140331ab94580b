-- by: team
SELECT CAST(date_trunc('month', day) AS DATE) AS period_start, team AS slice,
       100.0 * (count(*) FILTER (WHERE score >= 9) - count(*) FILTER (WHERE score < 7)) / NULLIF(count(score), 0) AS value,
       count(score) AS sample
FROM pulse_answer
WHERE day BETWEEN DATE '{from}' AND DATE '{to}' AND question = 'enps'
GROUP BY 1, 2 ORDER BY 1, 2;
