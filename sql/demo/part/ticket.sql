INSERT INTO ticket BY NAME
SELECT ticket, customer,
       subject,
       instant(opened) AS opened_at, instant(replied) AS first_reply_at, instant(solved) AS first_resolved_at,
       instant(solved_last) AS last_resolved_at, instant(closed) AS closed_at,
       CASE WHEN replied IS NULL THEN 0 WHEN at_once THEN 1
            ELSE 2 + CAST(floor(3 * u(t.h, 31)) AS BIGINT) END + CASE WHEN reopened THEN 1 ELSE 0 END AS agent_replies,
       CASE WHEN replied IS NULL OR at_once THEN 0 ELSE 1 + CAST(floor(3 * u(t.h, 32)) AS BIGINT) END
           + CASE WHEN reopened THEN 1 ELSE 0 END AS customer_messages,
       CASE WHEN NOT reopened THEN 0 WHEN u(t.h, 33) < 0.15 THEN 2 ELSE 1 END AS reopens,
       CASE WHEN replied IS NULL OR at_once OR u(t.h, 34) > 0.38 THEN 0 WHEN u(t.h, 35) < 0.2 THEN 2 ELSE 1 END AS reassignments,
       replied IS NOT NULL AND NOT at_once AND u(t.h, 36) < 0.2 AS escalated,
       channel, s.team,
       seat_holder(leaves_1, hired_2, leaves_2, hired_3, employee_1, employee_2, employee_3, t.number) AS agent, priority, t.topic, brand,
       CASE WHEN refused THEN CASE WHEN u(t.h, 37) < 0.6 THEN 'merged' ELSE 'spam' END
            WHEN closed IS NOT NULL THEN 'closed' WHEN open_again THEN 'open' WHEN solved IS NOT NULL THEN 'solved'
            WHEN replied IS NULL THEN 'new' WHEN u(t.h, 38) < 0.4 THEN 'pending' ELSE 'open' END AS status,
       waiting AS waiting_seconds,
       CASE WHEN channel = 'phone' AND replied IS NOT NULL THEN handling END AS handling_seconds,
       CASE WHEN channel = 'phone' THEN abandoned END AS abandoned,
       instant(CASE channel WHEN 'phone' THEN opened + 120 WHEN 'chat' THEN opened + 180 ELSE begun + 28800 END) AS first_reply_due_at,
       instant(begun + CASE priority WHEN 'urgent' THEN 28800 WHEN 'high' THEN 86400 WHEN 'normal' THEN 172800
                           ELSE 345600 END) AS resolution_due_at,
       number_day(t.number) AS day, number_day(t.number) AS opened_day, local_day(solved) AS first_resolved_day,
       local_day(solved_last) AS last_resolved_day, local_day(closed) AS closed_day,
       getvariable('batch') AS batch
FROM demo_ticket t
JOIN demo_seat s ON s.seat = t.place * 11 + t.team
JOIN demo_subject w ON w.topic = t.topic AND w.language = t.language
     AND w.place = 1 + CAST(floor(3 * u(t.h, 30)) AS INTEGER);
