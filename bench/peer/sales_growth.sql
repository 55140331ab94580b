-- by: channel
SELECT period_start, slice, value FROM (
    SELECT CAST(date_trunc('month', day) AS DATE) AS period_start, channel AS slice,
           100.0 * CAST(sum(amount) - lag(sum(amount)) OVER (PARTITION BY channel ORDER BY date_trunc('month', day)) AS DOUBLE)
               / NULLIF(CAST(lag(sum(amount)) OVER (PARTITION BY channel ORDER BY date_trunc('month', day)) AS DOUBLE), 0) AS value
    FROM orders
    WHERE day BETWEEN DATE '{from}' - INTERVAL 1 MONTH AND DATE '{to}' AND amount > 0
    GROUP BY channel, date_trunc('month', day)) growth
WHERE period_start >= DATE '{from}' ORDER BY 1, 2;
