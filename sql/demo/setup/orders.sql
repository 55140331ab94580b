-- The orders of the chunk; what each holds is in order.sql.
CREATE TEMP TABLE demo_product AS
SELECT * FROM (VALUES
    ('Rayhan Home', 0, 'Kettle', 34, 21), ('Rayhan Home', 1, 'Vacuum cleaner', 149, 97), ('Rayhan Home', 2, 'Coffee maker', 89, 52),
    ('Rayhan Home', 3, 'Table lamp', 42, 19), ('Rayhan Home', 4, 'Bed linen', 65, 28), ('Rayhan Home', 5, 'Cookware set', 119, 74),
    ('Rayhan Care', 0, 'Water filter', 24, 9), ('Rayhan Care', 1, 'Air purifier', 189, 112), ('Rayhan Care', 2, 'Service visit', 55, 38),
    ('Rayhan Care', 3, 'Spare parts', 31, 14), ('Rayhan Care', 4, 'Extended warranty', 79, 22), ('Rayhan Care', 5, 'Thermostat', 129, 83),
    ('Rayhan Go', 0, 'Phone case', 18, 6), ('Rayhan Go', 1, 'Headphones', 99, 61), ('Rayhan Go', 2, 'Power bank', 39, 24),
    ('Rayhan Go', 3, 'Travel bag', 74, 35), ('Rayhan Go', 4, 'Smart watch', 169, 121), ('Rayhan Go', 5, 'Car charger', 22, 9)
) AS t(brand, place, product, price, cost);

CREATE TEMP VIEW demo_order AS
WITH drawn AS (
    SELECT number, i, ramadan, nowruz, year_end, weekend, demo_seed(i, 11) AS h,
           CAST(floor(signed_up * u(demo_seed(i, 11), 1)) AS BIGINT) AS any_n
    FROM demo_chunk
), ordered AS (
    -- One in five customers is a regular and gives two orders in five.
    SELECT d.*, c.customer, c.segment, c.country, c.brand, c.language, c.quality, c.n
    FROM drawn d JOIN demo_customer c ON c.n = CASE WHEN u(d.h, 2) < 0.4 THEN any_n - any_n % 5 ELSE any_n END
    WHERE served(c.signup, c.leaves, c.returns, d.number)
)
SELECT *, 'O' || lpad(CAST(i + 1 AS VARCHAR), 9, '0') AS order_key,
       number * 86400 + CASE WHEN ramadan THEN 43200 + CAST(floor(21600 * (u(h, 3) + u(h, 4))) AS BIGINT) - 1
           ELSE 25200 + CAST(floor(28800 * (u(h, 3) + u(h, 4))) AS BIGINT) END AS moment,
       CASE WHEN u(h, 5) < 0.52 THEN 'web' WHEN u(h, 5) < 0.78 THEN 'app' WHEN u(h, 5) < 0.93 THEN 'shop' ELSE 'partner' END AS channel,
       CASE WHEN u(h, 6) < 0.46 THEN 1 WHEN u(h, 6) < 0.77 THEN 2 WHEN u(h, 6) < 0.93 THEN 3 ELSE 4 END AS lines,
       -- Sold off at the year's end, full price otherwise.
       CASE WHEN year_end THEN 0.86 WHEN u(h, 7) < 0.12 THEN 0.92 ELSE 1 END AS discount
FROM ordered;
