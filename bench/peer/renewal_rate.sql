-- by: plan
SELECT CAST(date_trunc('month', f.renewal_due) AS DATE) AS period_start, COALESCE(f.plan, c.plan) AS slice,
       100.0 * count(*) FILTER (WHERE renewed) / NULLIF(count(renewed), 0) AS value, count(renewed) AS sample
FROM subscription f
LEFT JOIN customer c ON c.customer = f.customer
WHERE f.renewal_due BETWEEN DATE '{from}' AND DATE '{to}' AND trial IS NOT TRUE
GROUP BY 1, 2 ORDER BY 1, 2;
