INSERT INTO event BY NAME
WITH drawn AS (
    SELECT number, i, demo_seed(i, 13) AS h, CAST(floor(signed_up * u(demo_seed(i, 13), 1)) AS BIGINT) AS n
    FROM demo_chunk
), used AS (
    SELECT d.*, c.customer, c.segment
    FROM drawn d JOIN demo_customer c ON c.n = d.n
    -- Who is about to leave uses it less and less: the sign that comes before.
    WHERE served(c.signup, c.leaves, c.returns, d.number)
      AND NOT (c.leaves > d.number AND c.leaves - d.number < 50 AND u(d.h, 2) < 0.7)
)
SELECT 'U' || lpad(CAST(i + 1 AS VARCHAR), 10, '0') AS event, customer,
       customer || '-' || CASE segment WHEN 'Consumer' THEN 1 WHEN 'Small business' THEN 1 + CAST(floor(4 * u(h, 3)) AS INTEGER)
           ELSE 1 + CAST(floor(12 * u(h, 3)) AS INTEGER) END AS "user",
       CASE WHEN u(h, 4) < 0.38 THEN 'sign_in' WHEN u(h, 4) < 0.6 THEN 'search' WHEN u(h, 4) < 0.78 THEN 'track_order'
            WHEN u(h, 4) < 0.9 THEN 'read_help' ELSE 'use_points' END AS name,
       instant(number * 86400 + 21600 + CAST(floor(32000 * (u(h, 5) + u(h, 6))) AS BIGINT)) AS occurred_at,
       1.0 + floor(5 * u(h, 7) * u(h, 8)) AS value,
       CASE WHEN u(h, 9) < 0.6 THEN 'app' ELSE 'web' END AS channel,
       number_day(number) AS occurred_day, number_day(number) AS day, getvariable('batch') AS batch
FROM used;
