-- The journey of who signed up in these days: signing up, the first value, the full value. Some get there
-- late, some never.
INSERT INTO event BY NAME
WITH joined AS (
    SELECT *, signup * 86400 + 28800 + CAST(floor(40000 * u(h, 40)) AS BIGINT) AS begun,
           normal(h, 41) AS z1, normal(h, 45) AS z2
    FROM demo_customer WHERE signup >= 0 AND n >= $1 AND n < $2
), reached AS (
    SELECT *, CASE WHEN u(h, 49) < 0.86 THEN begun + 1200 + lognormal(230000, 1.0, z1) END AS first_value
    FROM joined
), full_reached AS (
    SELECT *, CASE WHEN u(h, 50) < 0.72 THEN first_value + 86400 + lognormal(1200000, 0.8, z2) END AS full_value
    FROM reached
), happened AS (
    SELECT n, h, customer, leaves, unnest([{'name': 'signup', 'moment': begun}, {'name': 'first_value', 'moment': first_value},
                                        {'name': 'full_value', 'moment': full_value}]) AS step
    FROM full_reached
)
SELECT 'J' || lpad(CAST(n + 1 AS VARCHAR), 7, '0') || '-' || step.name AS event, customer, customer || '-1' AS "user", step.name AS name,
       instant(step.moment) AS occurred_at, CASE WHEN u(h, 51) < 0.6 THEN 'app' ELSE 'web' END AS channel,
       local_day(step.moment) AS occurred_day, local_day(step.moment) AS day, getvariable('batch') AS batch
FROM happened
WHERE known(step.moment) IS NOT NULL AND (leaves IS NULL OR step.moment < leaves * 86400);
