-- by: team
SELECT CAST(date_trunc('month', day) AS DATE) AS period_start, team AS slice,
       avg(100.0 * (score - scale_min) / NULLIF(scale_max - scale_min, 0)) AS value, count(score) AS sample
FROM pulse_answer
WHERE day BETWEEN DATE '{from}' AND DATE '{to}' AND question = 'rating'
GROUP BY 1, 2 ORDER BY 1, 2;
