-- The days of each period: facts meet them one by one, which an engine does faster than by ranges.
-- Gives: days(day, number, period_start).
days AS (SELECT c.day, p.number, p.period_start FROM calendar c JOIN {period} p ON c.day >= p.period_start AND c.day < p.period_end)
