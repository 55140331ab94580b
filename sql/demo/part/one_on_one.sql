INSERT INTO one_on_one BY NAME
WITH planned AS (
    SELECT d.number, e.employee, e.manager, e.team, demo_seed((e.seat * 3 + e.turn) * 64 + d.number // 28, 23) AS h,
           CASE WHEN e.team = 0 THEN growing(d.number, 'strain') ELSE 0 END AS strained
    FROM demo_day d JOIN demo_employee e ON d.number % 28 = (e.seat * 5) % 28
    WHERE d.number >= 0 AND e.manager IS NOT NULL AND d.number >= e.hired
      AND (e.leaves IS NULL OR d.number < e.leaves) AND e.seat >= $1 AND e.seat < $2
), held AS (
    SELECT *, CASE WHEN u(h, 1) < 0.9 - 0.6 * strained
                   THEN number + CASE WHEN u(h, 2) < 0.75 THEN 0 ELSE 1 + CAST(floor(4 * u(h, 3)) AS BIGINT) END END AS day_held
    FROM planned
)
SELECT 'M-' || employee || '-' || h.number // 28 AS one_on_one, manager, t.team, number_day(h.number) AS planned_on,
       CASE WHEN day_held < getvariable('days') THEN number_day(day_held) END AS held_on,
       number_day(h.number) AS day, getvariable('batch') AS batch
FROM held h JOIN demo_team t ON t.number = h.team;
