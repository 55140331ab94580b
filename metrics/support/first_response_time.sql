-- id: first_response_time
-- title: Average waiting time
-- help: How long customers wait for the first public reply by a person, from opening the ticket; for calls without the
--   time of the answer, their seconds in the queue. By the day of opening.
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
-- component answered: Tickets answered
-- component seconds: Sum of the waiting times
--   for: mean, working_mean
-- component seconds_squares: Sum of their squares
--   for: mean, working_mean
-- component median: Median waiting time
--   sql: percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds)
--   for: median, working_median
-- component p90: Nine of ten waited no longer
--   sql: percentile_cont(0.9) WITHIN GROUP (ORDER BY seconds)
--   for: p90, working_p90
-- excluded unanswered: Not answered
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
-- rows: ticket
-- aliases: frt, waiting_time, first_reply_time, average_waiting_time
-- reference: Zendesk: from creation to the first public reply of an agent. Percentiles interpolate (type 7).
SELECT day{slices},
       count(seconds) AS answered,
       sum(seconds) AS seconds,
       sum(seconds * seconds) AS seconds_squares,
       count(*) FILTER (WHERE counted AND seconds IS NULL) AS unanswered,
       count(*) FILTER (WHERE NOT counted) AS merged_or_spam
FROM (SELECT day{slices}, COALESCE(status, '') NOT IN ('merged', 'spam') AS counted,
             CASE WHEN status IN ('merged', 'spam') THEN NULL
                  WHEN first_reply_at IS NOT NULL
                  THEN CAST(extract(epoch FROM first_reply_at - opened_at) AS DOUBLE PRECISION)
                  WHEN NOT abandoned THEN waiting_seconds END AS seconds
      FROM {ticket} t) tickets
GROUP BY day{slices}
-- select rows
--   grain: row
SELECT day{slices}, seconds,
       CASE WHEN seconds IS NOT NULL THEN 1 ELSE 0 END AS answered,
       CASE WHEN counted AND seconds IS NULL THEN 1 ELSE 0 END AS unanswered,
       CASE WHEN counted THEN 0 ELSE 1 END AS merged_or_spam
FROM (SELECT day{slices}, COALESCE(status, '') NOT IN ('merged', 'spam') AS counted,
             CASE WHEN status IN ('merged', 'spam') THEN NULL
                  WHEN first_reply_at IS NOT NULL
                  THEN CAST(extract(epoch FROM first_reply_at - opened_at) AS DOUBLE PRECISION)
                  WHEN NOT abandoned THEN waiting_seconds END AS seconds
      FROM {ticket} t) tickets
-- select working
--   grain: row
SELECT day{slices}, seconds, seconds * seconds AS seconds_squares,
       CASE WHEN seconds IS NOT NULL THEN 1 ELSE 0 END AS answered,
       CASE WHEN counted AND seconds IS NULL THEN 1 ELSE 0 END AS unanswered,
       CASE WHEN counted THEN 0 ELSE 1 END AS merged_or_spam
FROM (SELECT day{slices}, COALESCE(status, '') NOT IN ('merged', 'spam') AS counted,
             CASE WHEN status IN ('merged', 'spam') THEN NULL
                  WHEN first_reply_at IS NOT NULL
                  THEN CAST({working_seconds:opened_at:first_reply_at} AS DOUBLE PRECISION)
                  WHEN NOT abandoned THEN waiting_seconds END AS seconds
      FROM {ticket} t) tickets
