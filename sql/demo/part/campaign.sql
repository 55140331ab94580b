INSERT INTO campaign BY NAME
SELECT campaign, any_value(name) AS name, any_value(channel) AS channel, any_value(brand) AS brand,
       number_day(min(d.number)) AS starts_on,
       CASE WHEN max(d.number) < getvariable('days') - 1 THEN number_day(max(d.number)) END AS ends_on,
       getvariable('batch') AS batch
FROM demo_campaign c JOIN demo_day d ON d.number >= 0 AND demo_runs(c.runs, d.number, d.ramadan, d.year_end)
WHERE $1 < $2
GROUP BY campaign ORDER BY campaign;
