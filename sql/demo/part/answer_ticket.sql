-- After a ticket is solved: satisfaction, or effort for every third. Two in three are asked, a third of them answers.
INSERT INTO answer BY NAME
WITH invited AS (
    SELECT *, demo_seed(i, 15) AS ah, i % 3 = 2 AS effort, solved_last + 3600 AS asked
    FROM demo_ticket
    WHERE solved_last IS NOT NULL AND NOT open_again AND u(demo_seed(i, 15), 1) < 0.62
), thought AS (
    SELECT *, asked + 300 + lognormal(9000, 1.2, normal(ah, 2)) AS answered,
           u(ah, 6) < 0.36 + CASE WHEN pain > 0.7 THEN 0.08 ELSE 0 END AS answers,
           4.47 - 1.75 * pain + 0.16 * quality - CASE WHEN dearer THEN 0.1 ELSE 0 END + 0.78 * normal(ah, 7) AS feeling
    FROM invited
    WHERE known(asked) IS NOT NULL
), scored AS (
    SELECT *, CASE WHEN answers THEN known(answered) END AS answered_moment,
           CASE WHEN effort THEN clamp(round(feeling * 1.42 - 0.45), 1.0, 7.0) ELSE clamp(round(feeling), 1.0, 5.0) END AS score
    FROM thought
), voiced AS (
    SELECT *, CASE WHEN answered_moment IS NOT NULL AND u(ah, 11) < CASE WHEN score / CASE WHEN effort THEN 7 ELSE 5 END < 0.65 THEN 0.5 ELSE 0.2 END
                   THEN demo_mood(score / CASE WHEN effort THEN 7 ELSE 5 END, trouble > 0.15 OR waiting > 240, dearer) END AS mood
    FROM scored
)
SELECT CASE WHEN effort THEN 'E-' ELSE 'S-' END || ticket AS answer,
       CASE WHEN effort THEN 'Effort after contact' ELSE 'Satisfaction after contact' END AS survey,
       CASE WHEN effort THEN 'ces' ELSE 'csat' END AS question,
       CASE WHEN answered_moment IS NOT NULL THEN score END AS score,
       1 AS scale_min, CASE WHEN effort THEN 7 ELSE 5 END AS scale_max,
       m.comment, customer, 'support' AS touchpoint,
       CASE channel WHEN 'phone' THEN 'sms' WHEN 'chat' THEN 'chat' ELSE 'mail' END AS channel,
       v.language, brand, segment, s.team,
       seat_holder(leaves_1, hired_2, leaves_2, hired_3, employee_1, employee_2, employee_3, v.number) AS agent, ticket,
       instant(asked) AS asked_at, instant(answered_moment) AS answered_at, local_day(asked) AS asked_day,
       local_day(answered_moment) AS answered_day, local_day(COALESCE(answered_moment, asked)) AS day,
       getvariable('batch') AS batch
FROM voiced v JOIN demo_seat s ON s.seat = v.place * 11 + v.team
LEFT JOIN demo_comment m ON m.language = v.language AND m.mood = v.mood AND m.slot = CAST(floor(12 * u(ah, 12)) AS INTEGER);
