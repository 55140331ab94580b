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
--   sql: max(days)
--   for: per_employee
-- variant per_employee: For each employee
-- variant total: Together
--   value: hours
--   select: total
-- rows: measurement where measure = 'training_hours'
-- aliases: training
-- reference: Hours by average headcount over the days of the period.
SELECT p.period_start{slices:h}, h.hours, CAST(NULL AS INTEGER) AS employee_days, CAST(NULL AS INTEGER) AS days
FROM {period} p
JOIN ({include:training_days}) h ON h.day >= p.period_start AND h.day < p.period_end
UNION ALL
SELECT e.period_start{slices:e}, NULL,
       CASE WHEN e.left_on < e.until THEN e.left_on ELSE e.until END
           - CASE WHEN e.hired_on > e.period_start THEN e.hired_on ELSE e.period_start END,
       e.until - e.period_start
FROM (SELECT p.period_start{slices:s}, s.hired_on, s.left_on,
             CASE WHEN {today} < p.period_end THEN {today} + 1 ELSE p.period_end END AS until
      FROM {period} p
      JOIN {employee} s ON s.hired_on < p.period_end AND COALESCE(s.left_on, DATE '9999-12-31') > p.period_start) e
WHERE e.hired_on < e.until
-- select total
--   grain: period
SELECT p.period_start{slices:h}, h.hours
FROM {period} p
JOIN ({include:training_days}) h ON h.day >= p.period_start AND h.day < p.period_end
