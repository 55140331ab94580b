-- Each quarter the staff is asked five questions. The response's key is mixed so that it leads to nobody.
INSERT INTO pulse_answer BY NAME
WITH asked AS (
    SELECT d.number, d.day, e.team, e.seat, e.turn,
           demo_seed((e.seat * 3 + e.turn) * 64 + d.number // 91, 21) AS h,
           CASE WHEN e.team = 0 THEN growing(d.number, 'strain') ELSE 0 END AS strained
    FROM demo_day d JOIN demo_employee e ON d.number >= e.hired AND (e.leaves IS NULL OR d.number < e.leaves)
    WHERE d.number % 91 = 45 AND d.number >= 0 AND e.seat >= $1 AND e.seat < $2
), questioned AS (
    SELECT *, u(h, 1) < 0.83 - 0.15 * strained AS answers, 7.75 - 3.4 * strained + 0.9 * normal(h, 2) AS mood,
           CAST(floor(5 * u(h, 6)) AS BIGINT) AS days_later, unnest(range(5)) AS item
    FROM asked
), scored AS (
    SELECT *, demo_seed(h * 8 % 4294967291 + item, 22) AS ih FROM questioned
)
SELECT year(day) || '-Q' || quarter(day) AS cycle, 'r' || format('{:08x}', h) AS response,
       ['recommend', 'workload', 'manager', 'growth', 'tools'][1 + item] AS item,
       CASE item WHEN 0 THEN 'enps' ELSE 'rating' END AS question,
       CASE WHEN answers AND s.number + days_later < getvariable('days')
            THEN CASE item WHEN 0 THEN clamp(round(mood + 1.0 * normal(ih, 1)), 0.0, 10.0)
                 ELSE clamp(round(mood / 2.05 + CASE item WHEN 1 THEN -0.5 - 0.8 * strained ELSE 0.1 END + 0.65 * normal(ih, 1)), 1.0, 5.0) END END AS score,
       CASE item WHEN 0 THEN 0 ELSE 1 END AS scale_min, CASE item WHEN 0 THEN 10 ELSE 5 END AS scale_max,
       t.team, day AS asked_day,
       CASE WHEN answers AND s.number + days_later < getvariable('days') THEN number_day(s.number + days_later) END AS answered_day,
       day, getvariable('batch') AS batch
FROM scored s JOIN demo_team t ON t.number = s.team;
