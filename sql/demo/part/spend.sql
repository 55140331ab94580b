INSERT INTO spend BY NAME
WITH shown AS (
    SELECT d.number, d.weekend, d.trade, c.*, ad,
           demo_seed((d.number * 8 + c.number) * greatest(1, CAST(round(2 * getvariable('scale')) AS BIGINT)) + ad, 19) AS h
    FROM demo_day d JOIN demo_campaign c ON demo_runs(c.runs, d.number, d.ramadan, d.year_end),
         range(greatest(1, CAST(round(2 * getvariable('scale')) AS BIGINT))) AS ads(ad)
    WHERE d.number >= $1 AND d.number < $2 AND d.number >= 0
), seen AS (
    SELECT *, CAST(floor(impressions * trade * (0.7 + 0.6 * u(h, 1))) AS BIGINT) AS views FROM shown
), clicked_on AS (
    SELECT *, whole(views * clicked * (0.8 + 0.4 * u(h, 2)), u(h, 3)) AS presses FROM seen
), asked AS (
    SELECT *, whole(presses * enquired * (0.8 + 0.4 * u(h, 4)), u(h, 5)) AS enquiries FROM clicked_on
), won AS (
    SELECT *, whole(enquiries * bought * (0.7 + 0.6 * u(h, 6)), u(h, 7)) AS purchases FROM asked
)
SELECT number_day(number) AS on_day, channel, campaign, 'ad-' || lpad(CAST(ad + 1 AS VARCHAR), 5, '0') AS ad,
       views AS impressions, presses AS clicks, CAST(floor(views * (0.55 + 0.2 * u(h, 8))) AS BIGINT) AS reached,
       CAST(floor(views * (0.55 + 0.2 * u(h, 8)) * clicked * 2.1) AS BIGINT) AS engaged,
       enquiries AS leads, purchases AS conversions,
       CAST(round(views * per_thousand * (0.9 + 0.2 * u(h, 9)) / 1000, 2) AS DECIMAL(18,4)) AS cost,
       CAST(round(purchases * basket * (0.75 + 0.5 * u(h, 10)), 2) AS DECIMAL(18,4)) AS revenue,
       getvariable('currency') AS currency, brand, number_day(number) AS day, getvariable('batch') AS batch
FROM won;
