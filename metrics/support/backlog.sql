-- id: backlog
-- title: Open tickets
-- help: Tickets opened and not solved at the end of the period. A ticket that is open again now has no end; one that was
--   opened again and solved counts as open until its last solution. Calls do not stay open and are left out.
-- perspective: processes
-- indicator: performance
-- better: down
-- source: ticket
-- slices: team, channel, agent, priority, topic, brand, segment, country, plan
-- unit: count
-- value: open
-- grain: period
-- component open: Open at the end
-- component opened: Opened until the end
-- component ended: Solved or closed until the end
-- rows: ticket where abandoned IS NULL AND COALESCE(status, 'new') NOT IN ('solved', 'closed', 'merged', 'spam') AND (status IS NOT NULL OR first_resolved_at IS NULL AND closed_at IS NULL)
-- aliases: open_tickets, unsolved_tickets
-- reference: A stock at an instant: sums of openings less sums of endings.
SELECT p.period_start{slices:f},
       sum(f.opened) - sum(f.ended) AS open, sum(f.opened) AS opened, sum(f.ended) AS ended
FROM {period} p
JOIN (SELECT day{slices}, sum(opened) AS opened, sum(ended) AS ended
      FROM (SELECT opened_day AS day{slices:t}, count(*) AS opened, 0 AS ended
            FROM {ticket:*} t
            WHERE COALESCE(status, '') NOT IN ('merged', 'spam') AND abandoned IS NULL
            GROUP BY opened_day{slices:t}
            UNION ALL
            SELECT COALESCE(last_resolved_day, first_resolved_day, closed_day, opened_day) AS day{slices:t},
                   0 AS opened, count(*) AS ended
            FROM {ticket:*} t
            WHERE COALESCE(status, '') NOT IN ('new', 'open', 'pending', 'merged', 'spam') AND abandoned IS NULL
              AND (COALESCE(last_resolved_day, first_resolved_day, closed_day) IS NOT NULL
                   OR status IN ('solved', 'closed'))
            GROUP BY COALESCE(last_resolved_day, first_resolved_day, closed_day, opened_day){slices:t}) flows
      GROUP BY day{slices}) f ON f.day < p.period_end
GROUP BY p.period_start{slices:f}
