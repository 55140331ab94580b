-- The days of the company: number 0 is the first day of facts; the year before has sign-ups alone. Each day
-- knows how much happens on it. One row of demo_option says what was asked for.
SET VARIABLE scale = (SELECT scale FROM demo_option);
SET VARIABLE currency = (SELECT currency FROM demo_option);
SET VARIABLE first_day = (SELECT first_day FROM demo_option);
SET VARIABLE days = (SELECT until - first_day + 1 FROM demo_option);
-- The story: when the team began to fail, when the price rose, when the affiliates were signed.
SET VARIABLE trouble = getvariable('days') - 125;
SET VARIABLE strain = getvariable('days') - 200;
SET VARIABLE price_rise = getvariable('days') - 150;
SET VARIABLE affiliates = getvariable('days') - 240;
-- 0 before the trouble, 1 at the end.
CREATE TEMP MACRO growing(number, since) AS
    clamp((number - getvariable(since)) / (getvariable('days') - getvariable(since)), 0.0, 1.0);

-- A moment is counted in seconds of the local clock from the first day's midnight.
CREATE TEMP MACRO local_day(moment) AS getvariable('first_day') + CAST(moment // 86400 AS INTEGER);
CREATE TEMP MACRO instant(moment) AS
    demo_utc(make_timestamp(epoch_us(CAST(getvariable('first_day') AS TIMESTAMP)) + CAST(moment AS BIGINT) * 1000000));
CREATE TEMP MACRO number_day(number) AS getvariable('first_day') + CAST(number AS INTEGER);
CREATE TEMP MACRO known(moment) AS CASE WHEN moment < getvariable('days') * 86400 THEN moment END;

CREATE TEMP TABLE demo_day AS
WITH numbered AS (
    SELECT CAST(range AS BIGINT) AS number, number_day(range) AS day FROM range(-365, getvariable('days'))
), named AS (
    SELECT number, day, c.weekday, c.is_holiday AS holiday, c.is_weekend AS weekend,
           c.islamic_m = 9 AS ramadan,
           (c.persian_m = 12 AND c.persian_d >= 10) OR (c.persian_m = 1 AND c.persian_d <= 4) AS nowruz,
           (month(day) = 12 OR (month(day) = 11 AND dayofmonth(day) >= 15)) AS year_end,
           (1 + 0.016 * (number / 30.4)) * (0.94 + 0.12 * u(demo_seed(number + 1000, 1), 1)) AS trend,
           demo_seed(number + 1000, 2) AS h
    FROM numbered JOIN calendar c USING (day)
), weighed AS (
    SELECT *, NOT (holiday OR weekend) AS working,
           trend * CASE WHEN weekend THEN 0.62 WHEN weekday = 7 THEN 1.22 ELSE 1.06 END
               * CASE WHEN holiday THEN 0.5 ELSE 1 END * CASE WHEN year_end THEN 1.12 ELSE 1 END AS contact,
           trend * CASE WHEN weekend THEN 1.3 ELSE 0.92 END * CASE WHEN ramadan THEN 1.35 ELSE 1 END
               * CASE WHEN nowruz THEN 1.3 ELSE 1 END * CASE WHEN year_end THEN 1.4 ELSE 1 END AS trade,
           trend * CASE WHEN weekend THEN 0.8 ELSE 1.08 END AS use
    FROM named
), counted AS (
    SELECT *, whole(getvariable('scale') * 2.3 * trade / trend * CASE WHEN number < 0 THEN 1.4 WHEN number < 300 THEN 1 ELSE 0.8 END,
                    u(h, 1)) AS signups,
           CASE WHEN number < 0 THEN 0 ELSE whole(getvariable('scale') * 58 * contact, u(h, 2)) END AS tickets,
           CASE WHEN number < 0 THEN 0 ELSE whole(getvariable('scale') * 20 * trade * (1 + 0.006 * (number / 30.4)), u(h, 3)) END AS orders,
           CASE WHEN number < 0 THEN 0 ELSE whole(getvariable('scale') * 95 * use * (1 + 0.02 * (number / 30.4)), u(h, 4)) END AS events
    FROM weighed
)
SELECT *, number % 91 AS turn, CAST(COALESCE(sum(signups) OVER before, 0) AS BIGINT) AS signed_up,
       CAST(COALESCE(sum(tickets) OVER before, 0) AS BIGINT) AS ticket_start,
       CAST(COALESCE(sum(orders) OVER before, 0) AS BIGINT) AS order_start,
       CAST(COALESCE(sum(events) OVER before, 0) AS BIGINT) AS event_start,
       COALESCE(min(CASE WHEN working THEN number END) OVER (ORDER BY number ROWS BETWEEN 1 FOLLOWING
                                                             AND 21 FOLLOWING), number + 1) AS next_working
FROM counted
WINDOW before AS (ORDER BY number ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
ORDER BY number;
