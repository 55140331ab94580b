-- id: abandonment_rate
-- title: Abandoned calls
-- help: The share of the calls offered in which the customer hung up before the answer.
-- perspective: processes
-- indicator: performance
-- better: down
-- source: ticket
-- slices: team, channel, agent, priority, topic, brand, segment, country, plan
-- unit: percent
-- value: 100 * abandoned / offered
-- interval: wilson(abandoned, offered)
-- sample: offered
-- minimum sample: 30
-- component offered: Calls offered
-- component abandoned: Calls given up before the answer
-- excluded short_abandoned: Calls given up almost at once
-- excluded merged_or_spam: Merged or spam
-- parameter short_seconds: Calls given up sooner than this are left out
--   type: integer
--   default: 0
--   minimum: 0
--   maximum: 600
-- rows: ticket where abandoned
-- aliases: abandoned, abandon_rate, abandoned_calls
-- reference: Abandoned of offered; dropping short abandons is a parameter because practice differs.
SELECT day{slices},
       count(*) FILTER (WHERE counted AND NOT (abandoned AND short)) AS offered,
       count(*) FILTER (WHERE counted AND abandoned AND NOT short) AS abandoned,
       count(*) FILTER (WHERE counted AND abandoned AND short) AS short_abandoned,
       count(*) FILTER (WHERE NOT counted) AS merged_or_spam
FROM (SELECT day{slices}, abandoned, COALESCE(waiting_seconds < {short_seconds}, false) AS short,
             COALESCE(status, '') NOT IN ('merged', 'spam') AS counted
      FROM {ticket} t
      WHERE abandoned IS NOT NULL) calls
GROUP BY day{slices}
