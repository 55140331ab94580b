-- id: training_hours
-- title: Training per employee
-- help: Hours of training entered in the period (measure "training_hours") for each employee on average over its days; or
--   their sum. Hours entered for all teams of a day stand for the whole.
-- perspective: learning
-- indicator: performance
-- better: up
-- source: measurement, employee
-- slices: team
-- unit: hours
-- value: hours * days / employee_days
-- grain: period
-- component hours: Hours of training
-- component employee_days: Days of employment in the period
--   for: per_employee
-- component days: Days of the period
--   for: per_employee
-- variant per_employee: For each employee
-- variant total: Together
--   value: hours
--   select: total
-- rows: measurement where measure = 'training_hours'
-- aliases: training
-- reference: Hours by average headcount over the days of the period.
SELECT period_start{slices}, sum(hours) AS hours, sum(employee_days) AS employee_days, max(days) AS days
FROM (SELECT p.period_start{slices:h}, sum(h.hours) AS hours, CAST(NULL AS DOUBLE PRECISION) AS employee_days,
             CAST(NULL AS INTEGER) AS days
      FROM {period} p
      JOIN (SELECT day{slices}, value AS hours, team = 'all' AS for_all,
                   max(CASE WHEN team = 'all' THEN 1 ELSE 0 END) OVER (PARTITION BY day{slices}) AS has_all
            FROM {measurement} m
            WHERE measure = 'training_hours') h ON h.day >= p.period_start AND h.day < p.period_end
      WHERE h.has_all = 0 OR h.for_all
      GROUP BY p.period_start{slices:h}
      UNION ALL
      SELECT e.period_start{slices:e}, NULL,
             CAST(sum(CASE WHEN e.left_on < e.until THEN e.left_on ELSE e.until END
                      - CASE WHEN e.hired_on > e.period_start THEN e.hired_on ELSE e.period_start END)
                 AS DOUBLE PRECISION),
             max(e.until - e.period_start)
      FROM (SELECT p.period_start{slices:s}, s.hired_on, s.left_on,
                   CASE WHEN {today} < p.period_end THEN {today} + 1 ELSE p.period_end END AS until
            FROM {period} p
            JOIN {employee} s ON s.hired_on < p.period_end AND (s.left_on IS NULL OR s.left_on > p.period_start)) e
      WHERE e.hired_on < e.until
      GROUP BY e.period_start{slices:e}) parts
GROUP BY period_start{slices}
-- select total
--   grain: period
SELECT p.period_start{slices:h}, sum(h.hours) AS hours
FROM {period} p
JOIN (SELECT day{slices}, value AS hours, team = 'all' AS for_all,
             max(CASE WHEN team = 'all' THEN 1 ELSE 0 END) OVER (PARTITION BY day{slices}) AS has_all
      FROM {measurement} m
      WHERE measure = 'training_hours') h ON h.day >= p.period_start AND h.day < p.period_end
WHERE h.has_all = 0 OR h.for_all
GROUP BY p.period_start{slices:h}
