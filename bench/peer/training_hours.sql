-- by: team
WITH month AS (SELECT CAST(m AS DATE) AS s, CAST(m + INTERVAL 1 MONTH AS DATE) AS e FROM generate_series(TIMESTAMP '{from}', TIMESTAMP '{to}', INTERVAL 1 MONTH) t(m)),
trained AS (
    SELECT CAST(date_trunc('month', day) AS DATE) AS s, team, sum(value) AS hours
    FROM measurement WHERE measure = 'training_hours' GROUP BY 1, 2
), employed AS (
    SELECT s, team, sum(LEAST(COALESCE(left_on, e), e) - GREATEST(hired_on, s)) AS days, any_value(e - s) AS length
    FROM month JOIN employee ON hired_on < e AND (left_on IS NULL OR left_on > s) GROUP BY 1, 2
)
SELECT s AS period_start, team AS slice, hours * length / NULLIF(days, 0) AS value
FROM trained JOIN employed USING (s, team) ORDER BY 1, 2;
