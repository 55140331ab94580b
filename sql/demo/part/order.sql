INSERT INTO orders BY NAME
WITH line AS (
    SELECT *, demo_seed(i * 4 + line, 12) AS lh
    FROM (SELECT *, unnest(range(1, lines + 1)) AS line FROM demo_order)
), sold AS (
    SELECT l.*, p.product, p.price, p.cost,
           1 + CASE WHEN u(lh, 2) < 0.16 THEN CASE WHEN segment = 'Consumer' THEN 1 ELSE 4 END ELSE 0 END AS pieces
    FROM line l JOIN demo_product p ON p.brand = l.brand AND p.place = CAST(floor(6 * u(lh, 1)) AS INTEGER)
)
SELECT order_key AS "order", line, customer, instant(moment) AS ordered_at,
       CAST(round(price * pieces * discount, 2) AS DECIMAL(18,4)) AS amount,
       CAST(cost * pieces AS DECIMAL(18,4)) AS cost, getvariable('currency') AS currency, product,
       pieces AS quantity, u(lh, 3) < CASE WHEN product IN ('Headphones', 'Smart watch') THEN 0.09 ELSE 0.035 END AS returned,
       channel, brand, country, number_day(number) AS ordered_day, number_day(number) AS day,
       getvariable('batch') AS batch
FROM sold;
