-- by: team
SELECT CAST(date_trunc('month', day) AS DATE) AS period_start, team AS slice,
       100.0 * count(held_on) / NULLIF(count(*), 0) AS value, count(*) AS sample
FROM one_on_one
WHERE day BETWEEN DATE '{from}' AND DATE '{to}'
GROUP BY 1, 2 ORDER BY 1, 2;
