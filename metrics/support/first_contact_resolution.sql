-- id: first_contact_resolution
-- title: First contact resolution
-- help: The share of resolved tickets that needed one contact: one reply at most, no further message of the customer, no
--   reopening, no change of hands. A call is resolved in the first contact when it was answered and resolved; an
--   answered call that was not resolved counts against it.
-- perspective: processes
-- indicator: performance
-- better: up
-- source: ticket
-- slices: team, channel, agent, priority, topic, brand, segment, country, plan
-- unit: percent
-- value: 100 * first_contact / resolved
-- interval: wilson(first_contact, resolved)
-- sample: resolved
-- minimum sample: 30
-- component resolved: Tickets resolved and calls answered
--   for: resolved, net, repeat_window
-- component first_contact: Of these, in the first contact
-- component issues: Tickets opened, unanswered calls among them
--   for: gross
-- excluded unresolved: Not resolved yet
--   for: resolved, net, repeat_window
-- excluded abandoned: Calls given up before the answer
--   for: resolved, net, repeat_window
-- excluded unknown: Resolved, and nothing says in how many contacts
-- excluded escalated: Beyond the first level
--   for: net
-- excluded provisional: Resolved too recently for its window to be over
--   for: repeat_window
-- excluded merged_or_spam: Merged or spam
-- parameter window: Days without a new ticket on the same topic
--   type: integer
--   default: 7
--   minimum: 1
--   maximum: 90
-- variant resolved: Of the resolved
-- variant gross: Of all opened
--   value: 100 * first_contact / issues
--   interval: wilson(first_contact, issues)
--   sample: issues
-- variant net: Of the resolved that the first level can solve
--   help: Leaves out what was escalated.
--   select: net
-- variant repeat_window: Without a new ticket of the customer on the topic
--   help: Also asks that the customer opened no further ticket on the same topic until some days after the solution.
--     Tickets that name no customer cannot be followed and count by their own marks.
--   select: repeat_window
-- rows: ticket
-- aliases: fcr, one_touch, one touch resolution
-- reference: Gross and net: Medallia; no further interaction: Freshservice; repeat window: callcentrehelper.
SELECT day{slices},
       count(*) FILTER (WHERE mark <> 'merged_or_spam' AND mark <> 'unknown') AS issues,
       count(*) FILTER (WHERE mark IN ('first', 'more')) AS resolved,
       count(*) FILTER (WHERE mark = 'first') AS first_contact,
       count(*) FILTER (WHERE mark = 'unresolved') AS unresolved,
       count(*) FILTER (WHERE mark = 'abandoned') AS abandoned,
       count(*) FILTER (WHERE mark = 'unknown') AS unknown,
       count(*) FILTER (WHERE mark = 'merged_or_spam') AS merged_or_spam
FROM (SELECT day{slices},
             CASE WHEN status IN ('merged', 'spam') THEN 'merged_or_spam'
                  WHEN abandoned THEN 'abandoned'
                  WHEN first_resolved_at IS NULL AND abandoned IS NULL THEN 'unresolved'
                  WHEN first_resolved_at IS NULL THEN 'more'
                  WHEN reopens > 0 OR agent_replies > 1 OR customer_messages > 0 OR reassignments > 0 THEN 'more'
                  WHEN COALESCE(reopens, agent_replies, customer_messages, reassignments) IS NULL
                       AND abandoned IS NULL THEN 'unknown'
                  ELSE 'first' END AS mark
      FROM {ticket} t) tickets
GROUP BY day{slices}
-- select net
SELECT day{slices},
       count(*) FILTER (WHERE mark IN ('first', 'more')) AS resolved,
       count(*) FILTER (WHERE mark = 'first') AS first_contact,
       count(*) FILTER (WHERE mark = 'unresolved') AS unresolved,
       count(*) FILTER (WHERE mark = 'abandoned') AS abandoned,
       count(*) FILTER (WHERE mark = 'unknown') AS unknown,
       count(*) FILTER (WHERE mark = 'escalated') AS escalated,
       count(*) FILTER (WHERE mark = 'merged_or_spam') AS merged_or_spam
FROM (SELECT day{slices},
             CASE WHEN status IN ('merged', 'spam') THEN 'merged_or_spam'
                  WHEN abandoned THEN 'abandoned'
                  WHEN escalated THEN 'escalated'
                  WHEN first_resolved_at IS NULL AND abandoned IS NULL THEN 'unresolved'
                  WHEN first_resolved_at IS NULL THEN 'more'
                  WHEN reopens > 0 OR agent_replies > 1 OR customer_messages > 0 OR reassignments > 0 THEN 'more'
                  WHEN COALESCE(reopens, agent_replies, customer_messages, reassignments) IS NULL
                       AND abandoned IS NULL THEN 'unknown'
                  ELSE 'first' END AS mark
      FROM {ticket} t) tickets
GROUP BY day{slices}
-- select repeat_window
SELECT day{slices},
       count(*) FILTER (WHERE mark IN ('first', 'more')) AS resolved,
       count(*) FILTER (WHERE mark = 'first') AS first_contact,
       count(*) FILTER (WHERE mark = 'unresolved') AS unresolved,
       count(*) FILTER (WHERE mark = 'abandoned') AS abandoned,
       count(*) FILTER (WHERE mark = 'unknown') AS unknown,
       count(*) FILTER (WHERE mark = 'provisional') AS provisional,
       count(*) FILTER (WHERE mark = 'merged_or_spam') AS merged_or_spam
FROM (SELECT t.day{slices:t},
             CASE WHEN t.status IN ('merged', 'spam') THEN 'merged_or_spam'
                  WHEN t.abandoned THEN 'abandoned'
                  WHEN t.first_resolved_at IS NULL AND t.abandoned IS NULL THEN 'unresolved'
                  WHEN t.first_resolved_at IS NULL THEN 'more'
                  WHEN {today} - t.first_resolved_day < {window} THEN 'provisional'
                  WHEN t.reopens > 0 OR t.agent_replies > 1 OR t.customer_messages > 0 OR t.reassignments > 0
                       THEN 'more'
                  WHEN extract(epoch FROM next.opened_at - t.first_resolved_at) < 86400.0 * {window} THEN 'more'
                  WHEN COALESCE(t.reopens, t.agent_replies, t.customer_messages, t.reassignments) IS NULL
                       AND t.abandoned IS NULL AND t.customer IS NULL THEN 'unknown'
                  ELSE 'first' END AS mark
      FROM {ticket} t
      LEFT JOIN (SELECT ticket, lead(opened_at) OVER (PARTITION BY customer, topic ORDER BY opened_at, ticket) AS opened_at
                 FROM ticket
                 WHERE customer IS NOT NULL AND opened_day <= {today}
                   AND COALESCE(status, '') NOT IN ('merged', 'spam')) next ON next.ticket = t.ticket) tickets
GROUP BY day{slices}
