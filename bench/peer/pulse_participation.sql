-- by: team
SELECT CAST(date_trunc('month', day) AS DATE) AS period_start, team AS slice, 100.0 * count(*) FILTER (WHERE given > 0) / count(*) AS value, count(*) AS sample
FROM (SELECT day, team, count(CASE WHEN score IS NOT NULL OR comment IS NOT NULL THEN 1 END) AS given
      FROM pulse_answer WHERE day BETWEEN DATE '{from}' AND DATE '{to}'
      GROUP BY day, team, cycle, response) responses
GROUP BY 1, 2 ORDER BY 1, 2;
