-- id: sla_attainment
-- title: Service level
-- help: The share of tickets whose first reply, or solution, came within the promised time, of those whose time has come.
--   Where the ticket names no time, the organization's promise counts: so many minutes after
--   opening. Calls have forms of their own.
-- perspective: processes
-- indicator: performance
-- better: up
-- source: ticket
-- slices: team, channel, agent, priority, topic, brand, segment, country, plan
-- unit: percent
-- value: 100 * kept / due
-- interval: wilson(kept, due)
-- sample: due
-- minimum sample: 30
-- component due: Promises that were due
-- component kept: Of these, kept
-- excluded pending: Neither kept nor due yet
--   for: first_reply, resolution, first_reply_target, resolution_target
-- excluded short_abandoned: Calls given up almost at once
--   for: calls, calls_answered
-- excluded abandoned: Calls given up before the answer
--   for: calls_answered
-- excluded unknown: Answered calls whose waiting is not known
--   for: calls, calls_answered
-- excluded merged_or_spam: Merged or spam
-- parameter target_seconds: Seconds that are promised
--   type: integer
--   default: 3600
--   minimum: 1
--   maximum: 31536000
-- parameter answer_seconds: Calls: seconds until the answer
--   type: integer
--   default: 20
--   minimum: 1
--   maximum: 3600
-- parameter short_seconds: Calls given up sooner than this are left out
--   type: integer
--   default: 0
--   minimum: 0
--   maximum: 600
-- variant first_reply: First reply as promised
-- variant resolution: Solution as promised
--   select: resolution
-- variant first_reply_target: First reply within so many seconds
--   select: first_reply_target
-- variant resolution_target: Solution within so many seconds
--   select: resolution_target
-- variant calls: Calls answered in time, of the calls offered
--   select: calls
-- variant calls_answered: Calls answered in time, of the calls answered
--   select: calls_answered
-- rows: ticket
-- aliases: sla, service_level, service level
-- reference: Telephony: answered within s seconds of the calls offered.
SELECT day{slices},
       count(*) FILTER (WHERE counted AND (done_at IS NOT NULL OR due_at < CAST({today} AS TIMESTAMP))) AS due,
       count(*) FILTER (WHERE counted AND done_at <= due_at) AS kept,
       count(*) FILTER (WHERE counted AND done_at IS NULL AND due_at >= CAST({today} AS TIMESTAMP)) AS pending,
       count(*) FILTER (WHERE NOT counted) AS merged_or_spam
FROM (SELECT day{slices}, first_reply_at AS done_at,
             COALESCE(first_reply_due_at,
                      opened_at + CAST({setting:sla_first_reply_minutes} AS INTEGER) * INTERVAL '1 minute') AS due_at,
             COALESCE(status, '') NOT IN ('merged', 'spam') AS counted
      FROM {ticket} t
      WHERE abandoned IS NULL) promises
GROUP BY day{slices}
-- select resolution
SELECT day{slices},
       count(*) FILTER (WHERE counted AND (done_at IS NOT NULL OR due_at < CAST({today} AS TIMESTAMP))) AS due,
       count(*) FILTER (WHERE counted AND done_at <= due_at) AS kept,
       count(*) FILTER (WHERE counted AND done_at IS NULL AND due_at >= CAST({today} AS TIMESTAMP)) AS pending,
       count(*) FILTER (WHERE NOT counted) AS merged_or_spam
FROM (SELECT day{slices}, first_resolved_at AS done_at,
             COALESCE(resolution_due_at,
                      opened_at + CAST({setting:sla_resolution_minutes} AS INTEGER) * INTERVAL '1 minute') AS due_at,
             COALESCE(status, '') NOT IN ('merged', 'spam') AS counted
      FROM {ticket} t
      WHERE abandoned IS NULL) promises
GROUP BY day{slices}
-- select first_reply_target
SELECT day{slices},
       count(*) FILTER (WHERE counted AND (done_at IS NOT NULL OR due_at < CAST({today} AS TIMESTAMP))) AS due,
       count(*) FILTER (WHERE counted AND done_at <= due_at) AS kept,
       count(*) FILTER (WHERE counted AND done_at IS NULL AND due_at >= CAST({today} AS TIMESTAMP)) AS pending,
       count(*) FILTER (WHERE NOT counted) AS merged_or_spam
FROM (SELECT day{slices}, first_reply_at AS done_at,
             opened_at + CAST({target_seconds} AS INTEGER) * INTERVAL '1 second' AS due_at,
             COALESCE(status, '') NOT IN ('merged', 'spam') AS counted
      FROM {ticket} t
      WHERE abandoned IS NULL) promises
GROUP BY day{slices}
-- select resolution_target
SELECT day{slices},
       count(*) FILTER (WHERE counted AND (done_at IS NOT NULL OR due_at < CAST({today} AS TIMESTAMP))) AS due,
       count(*) FILTER (WHERE counted AND done_at <= due_at) AS kept,
       count(*) FILTER (WHERE counted AND done_at IS NULL AND due_at >= CAST({today} AS TIMESTAMP)) AS pending,
       count(*) FILTER (WHERE NOT counted) AS merged_or_spam
FROM (SELECT day{slices}, first_resolved_at AS done_at,
             opened_at + CAST({target_seconds} AS INTEGER) * INTERVAL '1 second' AS due_at,
             COALESCE(status, '') NOT IN ('merged', 'spam') AS counted
      FROM {ticket} t
      WHERE abandoned IS NULL) promises
GROUP BY day{slices}
-- select calls
SELECT day{slices},
       count(*) FILTER (WHERE counted AND (abandoned AND NOT short OR waiting_seconds IS NOT NULL AND NOT abandoned)) AS due,
       count(*) FILTER (WHERE counted AND NOT abandoned AND waiting_seconds <= {answer_seconds}) AS kept,
       count(*) FILTER (WHERE counted AND abandoned AND short) AS short_abandoned,
       count(*) FILTER (WHERE counted AND NOT abandoned AND waiting_seconds IS NULL) AS unknown,
       count(*) FILTER (WHERE NOT counted) AS merged_or_spam
FROM (SELECT day{slices}, abandoned, waiting_seconds,
             COALESCE(waiting_seconds < {short_seconds}, false) AS short,
             COALESCE(status, '') NOT IN ('merged', 'spam') AS counted
      FROM {ticket} t
      WHERE abandoned IS NOT NULL) calls
GROUP BY day{slices}
-- select calls_answered
SELECT day{slices},
       count(*) FILTER (WHERE counted AND NOT abandoned AND waiting_seconds IS NOT NULL) AS due,
       count(*) FILTER (WHERE counted AND NOT abandoned AND waiting_seconds <= {answer_seconds}) AS kept,
       count(*) FILTER (WHERE counted AND abandoned AND short) AS short_abandoned,
       count(*) FILTER (WHERE counted AND abandoned AND NOT short) AS abandoned,
       count(*) FILTER (WHERE counted AND NOT abandoned AND waiting_seconds IS NULL) AS unknown,
       count(*) FILTER (WHERE NOT counted) AS merged_or_spam
FROM (SELECT day{slices}, abandoned, waiting_seconds,
             COALESCE(waiting_seconds < {short_seconds}, false) AS short,
             COALESCE(status, '') NOT IN ('merged', 'spam') AS counted
      FROM {ticket} t
      WHERE abandoned IS NOT NULL) calls
GROUP BY day{slices}
