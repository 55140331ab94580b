-- by: team
SELECT CAST(date_trunc('month', day) AS DATE) AS period_start, team AS slice,
       100.0 * count(*) FILTER (WHERE resolved AND reopens = 0 AND agent_replies <= 1 AND customer_messages = 0 AND reassignments = 0)
           / NULLIF(count(*) FILTER (WHERE resolved OR call), 0) AS value,
       count(*) FILTER (WHERE resolved OR call) AS sample
FROM (SELECT day, team, first_resolved_at IS NOT NULL AS resolved, abandoned IS NOT NULL AS call, reopens, agent_replies,
             customer_messages, reassignments
      FROM ticket WHERE COALESCE(status, '') NOT IN ('merged', 'spam') AND abandoned IS NOT TRUE)
WHERE day BETWEEN DATE '{from}' AND DATE '{to}'
GROUP BY 1, 2 ORDER BY 1, 2;
