-- The tickets of the chunk, with what the surveys after them need. All moments are seconds of
-- the local clock (days.sql); nothing is known that happened after the last day.
CREATE TEMP VIEW demo_ticket AS
WITH opened AS (
    SELECT number, working, next_working, i, demo_seed(i, 7) AS h,
           CAST(floor(signed_up * u(demo_seed(i, 7), 1)) AS BIGINT) AS n
    FROM demo_chunk
), asked AS (
    SELECT o.*, c.customer, c.segment, c.country, c.brand, c.language, c.quality,
           CASE WHEN u(o.h, 2) < 0.44 THEN 'phone' WHEN u(o.h, 2) < 0.72 THEN 'chat'
                WHEN u(o.h, 2) < 0.93 THEN 'mail' ELSE 'web' END AS channel,
           growing(number, 'price_rise') > 0 AND c.segment = 'Small business' AS dearer
    FROM opened o JOIN demo_customer c ON c.n = o.n
    WHERE served(c.signup, c.leaves, c.returns, o.number)
), routed AS (
    SELECT *, channel IN ('mail', 'web') AS written,
           CASE channel
               WHEN 'phone' THEN CASE country WHEN 'SA' THEN 0 WHEN 'IR' THEN 2 WHEN 'RU' THEN 3 WHEN 'KZ' THEN 3 ELSE 1 END
               WHEN 'chat' THEN CASE country WHEN 'IR' THEN 5 ELSE 4 END
               ELSE CASE WHEN country IN ('RU', 'KZ') THEN 6 ELSE 7 END END AS team,
           CASE WHEN u(h, 3) < CASE segment WHEN 'Enterprise' THEN 0.12 ELSE 0.05 END THEN 'urgent'
                WHEN u(h, 3) < 0.24 THEN 'high' WHEN u(h, 3) < 0.84 THEN 'normal' ELSE 'low' END AS priority,
           CASE WHEN dearer AND u(h, 4) < 0.24 THEN 'price'
                WHEN u(h, 5) < 0.27 THEN 'delivery' WHEN u(h, 5) < 0.45 THEN 'fault' WHEN u(h, 5) < 0.61 THEN 'billing'
                WHEN u(h, 5) < 0.74 THEN 'returns' WHEN u(h, 5) < 0.86 THEN 'how-to' WHEN u(h, 5) < 0.96 THEN 'account'
                ELSE 'price' END AS topic,
           number * 86400 + CASE WHEN channel IN ('mail', 'web') THEN CAST(floor(43200 * (u(h, 6) + u(h, 7))) AS BIGINT)
                ELSE 28800 + CAST(floor(25200 * (u(h, 6) + u(h, 7))) AS BIGINT) END AS opened,
           CAST(floor(getvariable('seats') * u(h, 8)) AS BIGINT) AS place,
           normal(h, 9) AS z1, normal(h, 13) AS z2, normal(h, 17) AS z3
    FROM asked
), troubled AS (
    SELECT *, CASE WHEN team = 0 THEN growing(number, 'trouble') ELSE 0 END AS trouble,
           -- Mail waits for the working day; phone and chat are staffed when they are open.
           CASE WHEN NOT written THEN opened
                WHEN working AND opened % 86400 < 32400 THEN number * 86400 + 32400
                WHEN working AND opened % 86400 < 61200 THEN opened
                ELSE next_working * 86400 + 32400 END AS begun
    FROM routed
), waited AS (
    SELECT *, CASE WHEN channel = 'phone' THEN least(1800, lognormal(34 * (1 + 3.2 * trouble), 0.75, z1)) END AS waiting
    FROM troubled
), rung AS (
    SELECT *, channel = 'phone' AND u(h, 21) < 0.025 + 0.22 * least(1.0, waiting / 420) AS abandoned,
           -- What the failing team cannot take is called back, hours later.
           channel = 'phone' AND u(h, 22) < 0.015 + 0.30 * trouble AS called_back,
           written AND u(h, 23) < 0.03 AS refused
    FROM waited
), replied AS (
    SELECT *, CASE WHEN abandoned OR refused THEN NULL
                   WHEN channel = 'phone' THEN opened + waiting
                       + CASE WHEN called_back THEN lognormal(5400 * (1 + trouble), 0.7, z2) ELSE 0 END
                   WHEN channel = 'chat' THEN opened + 8 + lognormal(70, 0.7, z1)
                   ELSE begun + 120 + lognormal(6600, 0.85, z1) END AS replied,
           CASE WHEN channel IN ('phone', 'chat') THEN 45 + lognormal(CASE channel WHEN 'phone' THEN 215 ELSE 420 END, 0.5, z2)
                ELSE 60 + lognormal(240, 0.5, z2) END AS handling,
           u(h, 24) < CASE channel WHEN 'phone' THEN 0.785 WHEN 'chat' THEN 0.755 ELSE 0.68 END
                      - 0.22 * trouble - CASE topic WHEN 'fault' THEN 0.08 ELSE 0 END AS at_once
    FROM rung
), solved AS (
    SELECT *, CASE WHEN replied IS NULL OR u(h, 25) < 0.006 THEN NULL
                   WHEN at_once THEN replied + handling
                   ELSE replied + 900 + lognormal(CASE priority WHEN 'urgent' THEN 16000 WHEN 'high' THEN 32000
                                                      WHEN 'normal' THEN 58000 ELSE 82000 END * (1 + trouble), 0.9, z3) END AS solved,
           u(h, 26) < 0.025 + CASE WHEN at_once THEN 0 ELSE 0.09 END + 0.08 * trouble AS reopened
    FROM replied
), mended AS (
    SELECT *, CASE WHEN reopened AND known(solved) IS NOT NULL
                   THEN solved + 5400 + lognormal(64000, 0.8, z1) ELSE solved END AS solved_last,
           CASE WHEN abandoned THEN opened + waiting WHEN refused THEN begun + 600 END AS dropped
    FROM solved
)
SELECT number, i, h, n, 'T' || lpad(CAST(i + 1 AS VARCHAR), 9, '0') AS ticket, customer, segment, country, brand,
       language, quality, channel, team, place, priority, topic, trouble, dearer, opened, begun, abandoned, refused,
       waiting, handling, known(replied) AS replied, at_once, known(solved) AS solved,
       CASE WHEN known(solved) IS NULL THEN NULL WHEN known(solved_last) IS NULL THEN solved ELSE solved_last END AS solved_last,
       reopened AND known(solved) IS NOT NULL AS reopened,
       reopened AND known(solved) IS NOT NULL AND known(solved_last) IS NULL AS open_again,
       known(COALESCE(dropped, solved_last + CASE WHEN written THEN 172800 ELSE 86400 END)) AS closed,
       -- From 0 to about 1.5: how much the customer had to suffer.
       CASE WHEN at_once THEN 0 ELSE 0.42 END + CASE WHEN reopened THEN 0.3 ELSE 0 END
           + CASE WHEN called_back THEN 0.55 ELSE 0 END
           + CASE WHEN waiting > 90 THEN least(0.5, 0.18 * ln(waiting / 90.0)) ELSE 0 END AS pain
FROM mended;
