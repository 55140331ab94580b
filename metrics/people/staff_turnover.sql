-- id: staff_turnover
-- title: Staff turnover
-- help: Employees who left in the period for each hundred employed on average over its days; or of those employed at its
--   start. The day of leaving is the first day without work.
-- perspective: learning
-- indicator: result
-- better: down
-- source: employee
-- slices: team, manager
-- unit: percent
-- value: 100 * leavers * days / employee_days
-- grain: period
-- component leavers: Left in the period
-- component employee_days: Days of employment in the period
--   for: average
-- component days: Days of the period
--   sql: max(days)
--   for: average
-- component starters: Employed at the start
--   for: start
-- component starters_left: Of these, left in the period
--   for: start
-- variant average: Of the average number
-- variant start: Of those employed at the start
--   value: 100 * starters_left / starters
--   interval: wilson(starters_left, starters)
--   sample: starters
-- rows: employee
-- aliases: turnover, attrition
-- reference: Leavers by average headcount; the average is over days.
SELECT period_start{slices},
       CASE WHEN left_on >= period_start AND left_on < until THEN 1 ELSE 0 END AS leavers,
       CASE WHEN left_on IS NULL OR left_on > period_start
            THEN CASE WHEN left_on < until THEN left_on ELSE until END
                 - CASE WHEN hired_on > period_start THEN hired_on ELSE period_start END END AS employee_days,
       until - period_start AS days,
       CASE WHEN hired_on < period_start AND (left_on IS NULL OR left_on >= period_start) THEN 1 ELSE 0 END AS starters,
       CASE WHEN hired_on < period_start AND left_on >= period_start AND left_on < until THEN 1 ELSE 0 END AS starters_left
FROM (SELECT p.period_start{slices:e}, e.hired_on, e.left_on,
             CASE WHEN {today} < p.period_end THEN {today} + 1 ELSE p.period_end END AS until
      FROM {period} p
      JOIN {employee} e ON e.hired_on < p.period_end AND COALESCE(e.left_on, DATE '9999-12-31') >= p.period_start) employed
WHERE hired_on < until
