-- id: average_handling_time
-- title: Average handling time
-- help: How many seconds of talk and after-work an answered call took.
-- perspective: processes
-- indicator: performance
-- better: down
-- source: ticket
-- slices: team, channel, agent, priority, topic, brand, segment, country, plan
-- unit: seconds
-- value: seconds / answered
-- interval: mean(seconds, seconds_squares, answered)
-- sample: answered
-- minimum sample: 30
-- component answered: Calls answered
-- component seconds: Seconds of handling, together
--   for: mean
-- component seconds_squares: Sum of their squares
--   for: mean
-- component median: Median of the seconds of handling
--   sql: percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds)
--   for: median
-- component p90: Nine of ten took no longer
--   sql: percentile_cont(0.9) WITHIN GROUP (ORDER BY seconds)
--   for: p90
-- excluded abandoned: Calls given up before the answer
-- excluded unknown: Answered calls whose handling time is not known
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
-- rows: ticket where abandoned IS NOT NULL
-- aliases: aht, handle_time
-- reference: Sum of talk and after-work of answered calls by their number. Percentiles interpolate (type 7).
SELECT day{slices},
       count(seconds) AS answered,
       sum(seconds) AS seconds,
       sum(seconds * seconds) AS seconds_squares,
       count(*) FILTER (WHERE counted AND abandoned) AS abandoned,
       count(*) FILTER (WHERE counted AND NOT abandoned AND seconds IS NULL) AS unknown,
       count(*) FILTER (WHERE NOT counted) AS merged_or_spam
FROM (SELECT day{slices}, abandoned, COALESCE(status, '') NOT IN ('merged', 'spam') AS counted,
             CASE WHEN NOT abandoned AND COALESCE(status, '') NOT IN ('merged', 'spam')
                  THEN handling_seconds END AS seconds
      FROM {ticket} t
      WHERE abandoned IS NOT NULL) calls
GROUP BY day{slices}
-- select rows
--   grain: row
SELECT day{slices}, seconds,
       CASE WHEN seconds IS NOT NULL THEN 1 ELSE 0 END AS answered,
       CASE WHEN counted AND abandoned THEN 1 ELSE 0 END AS abandoned,
       CASE WHEN counted AND NOT abandoned AND seconds IS NULL THEN 1 ELSE 0 END AS unknown,
       CASE WHEN counted THEN 0 ELSE 1 END AS merged_or_spam
FROM (SELECT day{slices}, abandoned, COALESCE(status, '') NOT IN ('merged', 'spam') AS counted,
             CASE WHEN NOT abandoned AND COALESCE(status, '') NOT IN ('merged', 'spam')
                  THEN handling_seconds END AS seconds
      FROM {ticket} t
      WHERE abandoned IS NOT NULL) calls
