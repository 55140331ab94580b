-- A row for each term at one price: the trial, the paid start, each year of a yearly contract, a change of
-- plan, the price rise of small businesses, the return.
INSERT INTO subscription BY NAME
WITH chosen AS (
    SELECT *, getvariable('days') AS days FROM demo_customer WHERE subscribes AND n >= $1 AND n < $2
), started AS (
    SELECT *, unnest(
        [CASE WHEN trial IS NOT NULL THEN {'start': signup, 'what': 'trial'} END,
         CASE WHEN trial IS DISTINCT FROM 'gives up' THEN {'start': paid_from, 'what': 'paid'} END,
         CASE WHEN trial IS DISTINCT FROM 'gives up' AND changes > paid_from AND NOT annual THEN {'start': changes, 'what': 'change'} END,
         CASE WHEN trial IS DISTINCT FROM 'gives up' AND annual THEN {'start': paid_from + 365, 'what': 'year'} END,
         CASE WHEN trial IS DISTINCT FROM 'gives up' AND annual THEN {'start': paid_from + 730, 'what': 'year'} END,
         CASE WHEN trial IS DISTINCT FROM 'gives up' AND annual THEN {'start': paid_from + 1095, 'what': 'year'} END,
         CASE WHEN segment = 'Small business' AND trial IS DISTINCT FROM 'gives up' AND NOT annual AND paid_from < getvariable('price_rise')
              THEN {'start': getvariable('price_rise'), 'what': 'price'} END,
         CASE WHEN returns IS NOT NULL THEN {'start': returns, 'what': 'return'} END]) AS term
    FROM chosen
), counted AS (
    SELECT *, term.start AS start, term.what AS what,
           term.what = 'return' AS again,
           -- A change of plan is taken by the year's turn where the contract is yearly.
           clamp(level + CASE WHEN (term.what = 'change' OR (NOT annual AND term.start > changes) OR (annual AND term.start >= changes)) THEN step ELSE 0 END,
                 CASE segment WHEN 'Enterprise' THEN 2 WHEN 'Small business' THEN 1 ELSE 0 END,
                 CASE segment WHEN 'Consumer' THEN 1 WHEN 'Small business' THEN 2 ELSE 3 END) AS term_level
    FROM started
    WHERE term.start IS NOT NULL AND term.start < days
      AND (term.what = 'return' OR leaves IS NULL OR term.start < leaves)
), ended AS (
    SELECT *, COALESCE(lead(start) OVER (PARTITION BY n, again ORDER BY start),
                       CASE WHEN again THEN NULL ELSE leaves END) AS finish,
           plan_price(term_level) * CASE segment WHEN 'Small business' THEN 1 + CAST(floor(3 * u(h, 30)) AS INTEGER)
                                        WHEN 'Enterprise' THEN 1 + CAST(floor(4 * u(h, 30)) AS INTEGER) ELSE 1 END AS seats_price,
           segment = 'Small business' AND start >= getvariable('price_rise') AS dearer
    FROM counted
)
SELECT 'S' || lpad(CAST(n + 1 AS VARCHAR), 7, '0') || CASE WHEN again THEN '-2' ELSE '' END AS subscription,
       customer, plan_name(term_level) AS plan, number_day(start) AS term_start,
       CASE WHEN finish < days THEN number_day(finish) END AS term_end,
       CAST(seats_price * CASE WHEN dearer THEN 1.25 ELSE 1 END * CASE WHEN annual THEN 10 ELSE 1 END AS DECIMAL(18,4)) AS price,
       CASE WHEN annual THEN 'year' ELSE 'month' END AS billing_interval, getvariable('currency') AS currency,
       CASE segment WHEN 'Small business' THEN 5 * (1 + CAST(floor(3 * u(h, 30)) AS INTEGER))
           WHEN 'Enterprise' THEN 25 * (1 + CAST(floor(4 * u(h, 30)) AS INTEGER)) ELSE 1 END AS quantity,
       CASE WHEN annual AND what IN ('paid', 'year') THEN number_day(start + 365) END AS renewal_due,
       CASE WHEN annual AND what IN ('paid', 'year') AND start + 365 < days
            THEN leaves IS NULL OR leaves > start + 365 END AS renewed,
       CASE WHEN annual AND what IN ('paid', 'year') AND start + 365 < days AND (leaves IS NULL OR leaves > start + 365)
            THEN lead(CAST(seats_price * CASE WHEN dearer THEN 1.25 ELSE 1 END * 10 AS DECIMAL(18,4))) OVER (PARTITION BY n, again ORDER BY start) END AS renewed_price,
       what = 'trial' AS trial, brand, number_day(start) AS day, getvariable('batch') AS batch
FROM ended;
