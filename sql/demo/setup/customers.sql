-- Who is served, with what the facts need to know of each: how long they stay, how content they are.
-- Customers are numbered in the order in which they signed up.
CREATE TEMP TABLE demo_customer AS
WITH signed AS (
    SELECT d.number AS signup, d.signed_up + k AS n, demo_seed(d.signed_up + k, 3) AS h
    FROM (SELECT *, unnest(range(signups)) AS k FROM demo_day) d
), placed AS (
    SELECT *,
           CASE WHEN u(h, 1) < 0.58 THEN 'Consumer' WHEN u(h, 1) < 0.88 THEN 'Small business'
                ELSE 'Enterprise' END AS segment,
           CASE WHEN u(h, 2) < 0.30 THEN 'SA' WHEN u(h, 2) < 0.52 THEN 'IR' WHEN u(h, 2) < 0.67 THEN 'AE'
                WHEN u(h, 2) < 0.82 THEN 'RU' WHEN u(h, 2) < 0.90 THEN 'KZ' ELSE 'EG' END AS country
    FROM signed
), spoken AS (
    SELECT *,
           CASE country WHEN 'SA' THEN CASE WHEN u(h, 3) < 0.64 THEN 'Rayhan Care' WHEN u(h, 3) < 0.84 THEN 'Rayhan Home' ELSE 'Rayhan Go' END
                ELSE CASE WHEN u(h, 3) < 0.16 THEN 'Rayhan Care' WHEN u(h, 3) < 0.62 THEN 'Rayhan Home' ELSE 'Rayhan Go' END END AS brand,
           CASE WHEN country IN ('SA', 'EG') THEN CASE WHEN u(h, 4) < 0.9 THEN 'ar' ELSE 'en' END
                WHEN country = 'IR' THEN CASE WHEN u(h, 4) < 0.94 THEN 'fa' ELSE 'en' END
                WHEN country = 'AE' THEN CASE WHEN u(h, 4) < 0.45 THEN 'ar' WHEN u(h, 4) < 0.57 THEN 'fa' ELSE 'en' END
                ELSE CASE WHEN u(h, 4) < 0.93 THEN 'ru' ELSE 'en' END END AS language,
           -- 0 Basic, 1 Plus, 2 Business, 3 Enterprise
           CASE segment WHEN 'Consumer' THEN CASE WHEN u(h, 5) < 0.62 THEN 0 ELSE 1 END
                WHEN 'Small business' THEN CASE WHEN u(h, 5) < 0.35 THEN 1 ELSE 2 END
                ELSE CASE WHEN u(h, 5) < 0.3 THEN 2 ELSE 3 END END AS level,
           u(h, 6) < CASE segment WHEN 'Consumer' THEN 0.72 ELSE 1 END AS subscribes,
           u(h, 7) < CASE segment WHEN 'Consumer' THEN 0.2 WHEN 'Small business' THEN 0.3 ELSE 0.85 END AS annual,
           CASE WHEN u(h, 8) < 0.28 THEN CASE WHEN u(h, 9) < 0.8 THEN 'converts' ELSE 'gives up' END END AS trial,
           CASE segment WHEN 'Consumer' THEN 0.021 WHEN 'Small business' THEN 0.013 ELSE 0.006 END AS hazard,
           normal(h, 10) AS quality
    FROM placed
), lived AS (
    SELECT *, signup + CASE WHEN trial IS NULL THEN 0 ELSE 14 END AS paid_from,
           CASE WHEN trial = 'gives up' THEN signup + 14
                ELSE least(
                    signup + 20 + CAST(floor(30.4 * ln(1 - u(h, 14)) / ln(1 - hazard)) AS BIGINT),
                    -- Small businesses leave after the price rise.
                    CASE WHEN segment = 'Small business'
                         THEN greatest(signup + 14, getvariable('price_rise')) + 10
                              + CAST(floor(30.4 * ln(1 - u(h, 15)) / ln(1 - 0.05)) AS BIGINT) END) END AS wish
    FROM spoken
), left_at AS (
    -- Who pays by the year leaves when the year is over.
    SELECT *, CASE WHEN annual AND subscribes AND trial IS DISTINCT FROM 'gives up'
                   THEN paid_from + 365 * greatest(1, (wish - paid_from + 364) // 365)
                   ELSE wish END AS leaves
    FROM lived
)
SELECT n, h, (n * 37) % 91 AS turn, 'C' || lpad(CAST(n + 1 AS VARCHAR), 7, '0') AS customer, signup, paid_from, segment, country,
       brand, language, level, subscribes, annual, trial, quality,
       CASE WHEN leaves < getvariable('days') THEN leaves END AS leaves,
       -- A few come back.
       CASE WHEN leaves + 60 < getvariable('days') AND trial IS DISTINCT FROM 'gives up' AND u(h, 16) < 0.09
            THEN leaves + 60 + CAST(floor(120 * u(h, 17)) AS BIGINT) END AS returns,
       -- Changes of plan: one in four, once.
       CASE WHEN u(h, 18) < 0.26 THEN paid_from + 45 + CAST(floor(500 * u(h, 19)) AS BIGINT) END AS changes,
       CASE WHEN u(h, 20) < 0.72 THEN 1 ELSE -1 END AS step
FROM left_at
ORDER BY n;

-- Whether a customer is there on a day. Not a whole row as argument: that would build a structure a row.
CREATE TEMP MACRO served(signup, leaves, returns, number) AS
    number >= signup AND (leaves IS NULL OR number < leaves OR number >= returns);
CREATE TEMP MACRO plan_name(level) AS ['Basic', 'Plus', 'Business', 'Enterprise'][1 + CAST(level AS INTEGER)];
CREATE TEMP MACRO plan_price(level) AS [19, 49, 189, 790][1 + CAST(level AS INTEGER)];
