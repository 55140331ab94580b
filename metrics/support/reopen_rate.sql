-- id: reopen_rate
-- title: Reopened tickets
-- help: The share of resolved tickets that were opened again at least once, by the day of their first solution.
-- perspective: processes
-- indicator: performance
-- better: down
-- source: ticket
-- slices: team, channel, agent, priority, topic, brand, segment, country, plan
-- unit: percent
-- value: 100 * reopened / resolved
-- interval: wilson(reopened, resolved)
-- sample: resolved
-- minimum sample: 30
-- component resolved: Tickets resolved
-- component reopened: Of these, opened again
-- excluded unknown: Resolved, and nothing says whether it was opened again
-- excluded merged_or_spam: Merged or spam
-- rows: ticket by first_resolved_day where reopens > 0
-- aliases: reopened, reopened_tickets
-- reference: Tickets reopened at least once of the tickets solved.
SELECT day{slices},
       count(*) FILTER (WHERE counted AND reopens IS NOT NULL) AS resolved,
       count(*) FILTER (WHERE counted AND reopens > 0) AS reopened,
       count(*) FILTER (WHERE counted AND reopens IS NULL) AS unknown,
       count(*) FILTER (WHERE NOT counted) AS merged_or_spam
FROM (SELECT day{slices}, reopens, COALESCE(status, '') NOT IN ('merged', 'spam') AS counted
      FROM {ticket:first_resolved_day} t) tickets
GROUP BY day{slices}
