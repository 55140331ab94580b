-- The share of a cohort that has not arrived yet, by days since its start (Kaplan and Meier, 1958): who has not arrived
-- by now leaves the count at the age reached (censored), after the arrivals of that day.
-- Reads: spell(period_start, slices, days, arrived 0 or 1). Gives: survival(period_start, slices, days, share),
-- only at days on which someone arrived. The product is a sum of logarithms; a last arrival of all at risk gives 0.
at_day AS (SELECT period_start{slices}, days, sum(arrived) AS arrivals, count(*) AS leavers FROM spell GROUP BY period_start{slices}, days),
at_risk AS (SELECT period_start{slices}, days, arrivals,
                   sum(leavers) OVER (PARTITION BY period_start{slices} ORDER BY days DESC) AS people
            FROM at_day),
survival AS (SELECT period_start{slices}, days,
                    CASE WHEN min(people - arrivals) OVER w > 0
                         THEN exp(sum(CASE WHEN people > arrivals THEN ln(1.0 - 1.0 * arrivals / people) ELSE 0 END) OVER w)
                         ELSE 0 END AS share
             FROM at_risk WHERE arrivals > 0
             WINDOW w AS (PARTITION BY period_start{slices} ORDER BY days))
