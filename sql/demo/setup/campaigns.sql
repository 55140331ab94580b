-- Campaigns with what a day of one ad brings: impressions, then shares of them. The affiliates bring leads
-- in plenty, and nearly none that buys.
CREATE TEMP TABLE demo_campaign AS
SELECT * FROM (VALUES
    (0, 'search-home', 'Search: kitchen and home', 'search', 'Rayhan Home', 'always', 1400, 0.034, 0.105, 0.092, 18.0, 150.0),
    (1, 'search-care', 'Search: filters and service', 'search', 'Rayhan Care', 'always', 1100, 0.036, 0.110, 0.090, 19.0, 165.0),
    (2, 'social-go', 'Social: on the way', 'social', 'Rayhan Go', 'always', 5200, 0.011, 0.075, 0.070, 4.2, 118.0),
    (3, 'video-ramadan', 'Video: Ramadan evenings', 'video', 'Rayhan Home', 'ramadan', 9000, 0.006, 0.060, 0.085, 3.4, 140.0),
    (4, 'mail-loyalty', 'Mail: loyal customers', 'mail', 'Rayhan Care', 'always', 600, 0.082, 0.060, 0.160, 6.0, 96.0),
    (5, 'affiliate-bonus', 'Affiliates: bonus for each lead', 'affiliate', 'Rayhan Go', 'affiliates', 3800, 0.021, 0.520, 0.004, 5.4, 88.0),
    (6, 'partner-enterprise', 'Partners: large companies', 'partner', 'Rayhan Care', 'always', 160, 0.060, 0.090, 0.120, 90.0, 620.0),
    (7, 'year-end', 'Search and social: the year''s end', 'social', 'Rayhan Home', 'year_end', 6400, 0.015, 0.085, 0.100, 5.0, 122.0)
) AS t(number, campaign, name, channel, brand, runs, impressions, clicked, enquired, bought, per_thousand, basket);
CREATE TEMP MACRO demo_runs(runs, number, ramadan, year_end) AS
    CASE runs WHEN 'always' THEN true WHEN 'ramadan' THEN ramadan WHEN 'year_end' THEN year_end
         ELSE number >= getvariable('affiliates') END;
