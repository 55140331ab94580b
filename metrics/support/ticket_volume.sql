-- id: ticket_volume
-- title: Tickets opened
-- help: How many tickets customers opened; a call is a ticket too.
-- perspective: processes
-- indicator: performance
-- better: down
-- source: ticket
-- slices: team, channel, agent, priority, topic, brand, segment, country, plan
-- unit: count
-- value: tickets
-- component tickets: Tickets opened
-- excluded merged_or_spam: Merged or spam
-- rows: ticket
-- aliases: tickets, contacts, volume
-- reference: A count by the day of opening.
SELECT day{slices},
       count(*) FILTER (WHERE COALESCE(status, '') NOT IN ('merged', 'spam')) AS tickets,
       count(*) FILTER (WHERE status IN ('merged', 'spam')) AS merged_or_spam
FROM {ticket} t
GROUP BY day{slices}
