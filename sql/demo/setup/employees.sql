-- Who serves: eight seats a team (times the scale), each held by up to three people one after another.
CREATE TEMP TABLE demo_team AS
SELECT * FROM (VALUES
    (0, 'Riyadh Phone', 'Support'), (1, 'Dubai Phone', 'Support'), (2, 'Tehran Phone', 'Support'),
    (3, 'Moscow Phone', 'Support'), (4, 'Dubai Chat', 'Support'), (5, 'Tehran Chat', 'Support'),
    (6, 'Moscow Mail', 'Support'), (7, 'Cairo Mail', 'Support'), (8, 'Sales', 'Commerce'),
    (9, 'Marketing', 'Commerce'), (10, 'Product', 'Product')) AS t(number, team, department);

SET VARIABLE seats = (SELECT greatest(8, CAST(round(8 * scale) AS BIGINT)) FROM demo_option);
-- Months until leaving, as days; the strain on the team that fails shows here first.
CREATE TEMP MACRO demo_stay(h, k, team, since) AS
    least(since + 60 + CAST(floor(30.4 * ln(1 - u(h, k)) / ln(1 - 0.012)) AS BIGINT),
          CASE WHEN team = 0
               THEN greatest(since + 30, getvariable('strain'))
                    + CAST(floor(30.4 * ln(1 - u(h, k + 1)) / ln(1 - 0.09)) AS BIGINT) END);

CREATE TEMP TABLE demo_employee AS
WITH seat AS (
    SELECT range // 11 AS place, range % 11 AS team, demo_seed(range, 5) AS h
    FROM range(11 * getvariable('seats'))
), first_hired AS (
    SELECT *, -CAST(floor(30 + 1100 * u(h, 1)) AS BIGINT) AS hired,
           -- The first of each eight leads the others and stays.
           CASE WHEN place % 8 = 0 THEN getvariable('days') + 1 ELSE demo_stay(h, 2, team, 0) END AS leaves
    FROM seat
), second_hired AS (
    SELECT *, leaves + 12 + CAST(floor(25 * u(h, 4)) AS BIGINT) AS hired_2 FROM first_hired
), third_hired AS (
    SELECT *, demo_stay(h, 5, team, hired_2) AS leaves_2,
           demo_stay(h, 5, team, hired_2) + 12 + CAST(floor(25 * u(h, 7)) AS BIGINT) AS hired_3
    FROM second_hired
), held AS (
    SELECT place, team, h, 0 AS turn, hired, leaves FROM third_hired
    UNION ALL SELECT place, team, h, 1, hired_2, leaves_2 FROM third_hired
    UNION ALL SELECT place, team, h, 2, hired_3, getvariable('days') + 1 FROM third_hired
)
SELECT place * 11 + team AS seat, place, team, turn, hired,
       CASE WHEN leaves < getvariable('days') THEN leaves END AS leaves,
       demo_seed((place * 11 + team) * 3 + turn, 6) AS h,
       'E' || lpad(CAST((place * 11 + team) * 3 + turn + 1 AS VARCHAR), 7, '0') AS employee,
       CASE WHEN place % 8 > 0 THEN 'E' || lpad(CAST(((place - place % 8) * 11 + team) * 3 + 1 AS VARCHAR), 7, '0') END AS manager
FROM held
WHERE hired < getvariable('days')
ORDER BY seat, turn;

-- The same by seat, for facts to find who had it: whoever came last, or nobody while it was empty.
CREATE TEMP TABLE demo_seat AS
SELECT seat, any_value(t.team) AS team,
       COALESCE(max(CASE WHEN turn = 0 THEN leaves END), getvariable('days')) AS leaves_1,
       COALESCE(max(CASE WHEN turn = 1 THEN e.hired END), getvariable('days')) AS hired_2,
       COALESCE(max(CASE WHEN turn = 1 THEN leaves END), getvariable('days')) AS leaves_2,
       COALESCE(max(CASE WHEN turn = 2 THEN e.hired END), getvariable('days')) AS hired_3,
       max(CASE WHEN turn = 0 THEN employee END) AS employee_1,
       max(CASE WHEN turn = 1 THEN employee END) AS employee_2,
       max(CASE WHEN turn = 2 THEN employee END) AS employee_3
FROM demo_employee e JOIN demo_team t ON t.number = e.team
GROUP BY seat ORDER BY seat;
CREATE TEMP MACRO seat_holder(leaves_1, hired_2, leaves_2, hired_3, employee_1, employee_2, employee_3, number) AS
    CASE WHEN number < leaves_1 THEN employee_1 WHEN number < hired_2 THEN NULL
         WHEN number < leaves_2 THEN employee_2 WHEN number >= hired_3 THEN employee_3 END;
