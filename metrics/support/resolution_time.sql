-- id: resolution_time
-- title: Average resolution time
-- help: How long it takes from opening a ticket until it is first solved; in the forms named full, until it is solved for
--   the last time, after reopening. Counted in the period of the solution, so that a period does not change once it is
--   over; tickets still open are counted beside it, in the period of their opening.
-- perspective: processes
-- indicator: performance
-- better: down
-- source: ticket
-- slices: team, channel, agent, priority, topic, brand, segment, country, plan
-- unit: seconds
-- value: seconds / resolved
-- interval: mean(seconds, seconds_squares, resolved)
-- sample: resolved
-- minimum sample: 30
-- component resolved: Tickets resolved
-- component seconds: Sum of the resolution times
--   for: mean, full_mean, working_mean, working_full_mean
-- component seconds_squares: Sum of their squares
--   for: mean, full_mean, working_mean, working_full_mean
-- component median: Median resolution time
--   sql: percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds)
--   for: median, full_median, working_median, working_full_median
-- component p90: Nine of ten took no longer
--   sql: percentile_cont(0.9) WITHIN GROUP (ORDER BY seconds)
--   for: p90, full_p90, working_p90, working_full_p90
-- excluded unresolved: Not resolved yet
-- excluded merged_or_spam: Merged or spam
-- variant mean: Mean
-- variant median: Median
--   value: median
--   interval: none
--   select: rows
-- variant p90: 90th percentile
--   value: p90
--   interval: none
--   select: rows
-- variant full_mean: Mean until the last solution
--   select: full
-- variant full_median: Median until the last solution
--   value: median
--   interval: none
--   select: full_rows
-- variant full_p90: 90th percentile until the last solution
--   value: p90
--   interval: none
--   select: full_rows
-- variant working_mean: Mean in working hours
--   select: working
-- variant working_median: Median in working hours
--   value: median
--   interval: none
--   select: working
-- variant working_p90: 90th percentile in working hours
--   value: p90
--   interval: none
--   select: working
-- variant working_full_mean: Mean in working hours until the last solution
--   select: working_full
-- variant working_full_median: Median in working hours until the last solution
--   value: median
--   interval: none
--   select: working_full
-- variant working_full_p90: 90th percentile in working hours until the last solution
--   value: p90
--   interval: none
--   select: working_full
-- rows: ticket by first_resolved_day
-- aliases: ttr, time_to_resolution, average_resolution_time, mttr
-- reference: Zendesk: first and full resolution time. Percentiles interpolate (type 7).
SELECT day{slices},
       count(seconds) AS resolved,
       sum(seconds) AS seconds,
       sum(seconds * seconds) AS seconds_squares,
       count(*) FILTER (WHERE counted AND seconds IS NULL) AS unresolved,
       count(*) FILTER (WHERE NOT counted) AS merged_or_spam
FROM (SELECT day{slices}, COALESCE(status, '') NOT IN ('merged', 'spam') AS counted,
             CASE WHEN COALESCE(status, '') NOT IN ('merged', 'spam')
                  THEN CAST(extract(epoch FROM first_resolved_at - opened_at) AS DOUBLE PRECISION) END AS seconds
      FROM {ticket:first_resolved_day|opened_day} t) tickets
GROUP BY day{slices}
-- select full
SELECT day{slices},
       count(seconds) AS resolved,
       sum(seconds) AS seconds,
       sum(seconds * seconds) AS seconds_squares,
       count(*) FILTER (WHERE counted AND seconds IS NULL) AS unresolved,
       count(*) FILTER (WHERE NOT counted) AS merged_or_spam
FROM (SELECT day{slices}, COALESCE(status, '') NOT IN ('merged', 'spam') AS counted,
             CASE WHEN COALESCE(status, '') NOT IN ('merged', 'spam')
                  THEN CAST(extract(epoch FROM COALESCE(last_resolved_at, first_resolved_at) - opened_at) AS DOUBLE PRECISION) END AS seconds
      FROM {ticket:last_resolved_day|first_resolved_day|opened_day} t) tickets
GROUP BY day{slices}
-- select rows
--   grain: row
SELECT day{slices}, seconds, seconds * seconds AS seconds_squares,
       CASE WHEN seconds IS NOT NULL THEN 1 ELSE 0 END AS resolved,
       CASE WHEN counted AND seconds IS NULL THEN 1 ELSE 0 END AS unresolved,
       CASE WHEN counted THEN 0 ELSE 1 END AS merged_or_spam
FROM (SELECT day{slices}, COALESCE(status, '') NOT IN ('merged', 'spam') AS counted,
             CASE WHEN COALESCE(status, '') NOT IN ('merged', 'spam')
                  THEN CAST(extract(epoch FROM first_resolved_at - opened_at) AS DOUBLE PRECISION) END AS seconds
      FROM {ticket:first_resolved_day|opened_day} t) tickets
-- select full_rows
--   grain: row
SELECT day{slices}, seconds, seconds * seconds AS seconds_squares,
       CASE WHEN seconds IS NOT NULL THEN 1 ELSE 0 END AS resolved,
       CASE WHEN counted AND seconds IS NULL THEN 1 ELSE 0 END AS unresolved,
       CASE WHEN counted THEN 0 ELSE 1 END AS merged_or_spam
FROM (SELECT day{slices}, COALESCE(status, '') NOT IN ('merged', 'spam') AS counted,
             CASE WHEN COALESCE(status, '') NOT IN ('merged', 'spam')
                  THEN CAST(extract(epoch FROM COALESCE(last_resolved_at, first_resolved_at) - opened_at) AS DOUBLE PRECISION) END AS seconds
      FROM {ticket:last_resolved_day|first_resolved_day|opened_day} t) tickets
-- select working
--   grain: row
SELECT day{slices}, seconds, seconds * seconds AS seconds_squares,
       CASE WHEN seconds IS NOT NULL THEN 1 ELSE 0 END AS resolved,
       CASE WHEN counted AND seconds IS NULL THEN 1 ELSE 0 END AS unresolved,
       CASE WHEN counted THEN 0 ELSE 1 END AS merged_or_spam
FROM (SELECT day{slices}, COALESCE(status, '') NOT IN ('merged', 'spam') AS counted,
             CASE WHEN COALESCE(status, '') NOT IN ('merged', 'spam')
                  THEN CAST({working_seconds:opened_at:first_resolved_at} AS DOUBLE PRECISION) END AS seconds
      FROM {ticket:first_resolved_day|opened_day} t) tickets
-- select working_full
--   grain: row
SELECT day{slices}, seconds, seconds * seconds AS seconds_squares,
       CASE WHEN seconds IS NOT NULL THEN 1 ELSE 0 END AS resolved,
       CASE WHEN counted AND seconds IS NULL THEN 1 ELSE 0 END AS unresolved,
       CASE WHEN counted THEN 0 ELSE 1 END AS merged_or_spam
FROM (SELECT day{slices}, COALESCE(status, '') NOT IN ('merged', 'spam') AS counted,
             CASE WHEN COALESCE(status, '') NOT IN ('merged', 'spam')
                  THEN CAST(COALESCE({working_seconds:opened_at:last_resolved_at}, {working_seconds:opened_at:first_resolved_at}) AS DOUBLE PRECISION) END AS seconds
      FROM {ticket:last_resolved_day|first_resolved_day|opened_day} t) tickets
