-- id: first_contact_resolution
-- title: First contact resolution
-- help: The share of resolved tickets that needed one contact: one reply, no further message of the customer, no
--   reopening, no change of hands, nothing beyond the first level. A call is resolved in the first contact when it was answered and resolved; an
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
-- excluded unanswered: Resolved without a reply
--   for: resolved, net, repeat_window
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
       COALESCE(sum(tickets) FILTER (WHERE mark NOT IN ('merged_or_spam', 'unknown')), 0) AS issues,
       COALESCE(sum(tickets) FILTER (WHERE mark IN ('first', 'more')), 0) AS resolved,
       COALESCE(sum(tickets) FILTER (WHERE mark = 'first'), 0) AS first_contact,
       COALESCE(sum(tickets) FILTER (WHERE mark = 'unresolved'), 0) AS unresolved,
       COALESCE(sum(tickets) FILTER (WHERE mark = 'abandoned'), 0) AS abandoned,
       COALESCE(sum(tickets) FILTER (WHERE mark = 'unanswered'), 0) AS unanswered,
       COALESCE(sum(tickets) FILTER (WHERE mark = 'unknown'), 0) AS unknown,
       COALESCE(sum(tickets) FILTER (WHERE mark = 'merged_or_spam'), 0) AS merged_or_spam
FROM (SELECT day{slices}, mark, count(*) AS tickets
      FROM ({include:first_contact}) marked
      GROUP BY day{slices}, mark) marks
GROUP BY day{slices}
-- select net
SELECT day{slices},
       COALESCE(sum(tickets) FILTER (WHERE mark IN ('first', 'more')), 0) AS resolved,
       COALESCE(sum(tickets) FILTER (WHERE mark = 'first'), 0) AS first_contact,
       COALESCE(sum(tickets) FILTER (WHERE mark = 'unresolved'), 0) AS unresolved,
       COALESCE(sum(tickets) FILTER (WHERE mark = 'abandoned'), 0) AS abandoned,
       COALESCE(sum(tickets) FILTER (WHERE mark = 'unanswered'), 0) AS unanswered,
       COALESCE(sum(tickets) FILTER (WHERE mark = 'unknown'), 0) AS unknown,
       COALESCE(sum(tickets) FILTER (WHERE mark = 'merged_or_spam'), 0) AS merged_or_spam,
       COALESCE(sum(tickets) FILTER (WHERE mark = 'escalated'), 0) AS escalated
FROM (SELECT day{slices}, mark, count(*) AS tickets
      FROM (SELECT day{slices},
                   CASE WHEN escalated AND mark NOT IN ('merged_or_spam', 'abandoned') THEN 'escalated' ELSE mark END AS mark
            FROM ({include:first_contact}) marked) levels
      GROUP BY day{slices}, mark) marks
GROUP BY day{slices}
-- select repeat_window
SELECT day{slices},
       count(*) FILTER (WHERE mark IN ('first', 'more')) AS resolved,
       count(*) FILTER (WHERE mark = 'first') AS first_contact,
       count(*) FILTER (WHERE mark = 'unresolved') AS unresolved,
       count(*) FILTER (WHERE mark = 'abandoned') AS abandoned,
       count(*) FILTER (WHERE mark = 'unanswered') AS unanswered,
       count(*) FILTER (WHERE mark = 'unknown') AS unknown,
       count(*) FILTER (WHERE mark = 'merged_or_spam') AS merged_or_spam,
       count(*) FILTER (WHERE mark = 'provisional') AS provisional
FROM (SELECT m.day{slices:m},
             CASE WHEN m.mark IN ('merged_or_spam', 'abandoned', 'unresolved') THEN m.mark
                  WHEN {today} - m.first_resolved_day < {window} THEN 'provisional'
                  WHEN m.mark IN ('first', 'unknown')
                       AND extract(epoch FROM next.opened_at - m.first_resolved_at) < 86400.0 * {window} THEN 'more'
                  WHEN m.mark = 'unknown' AND m.customer IS NOT NULL THEN 'first'
                  ELSE m.mark END AS mark
      FROM ({include:first_contact}) m
      LEFT JOIN (SELECT ticket, lead(opened_at) OVER (PARTITION BY customer, topic ORDER BY opened_at, ticket) AS opened_at
                 FROM {ticket:all} every
                 WHERE customer IS NOT NULL AND opened_day <= {today}
                   AND COALESCE(status, '') NOT IN ('merged', 'spam')) next ON next.ticket = m.ticket) tickets
GROUP BY day{slices}
