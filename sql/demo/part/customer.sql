INSERT INTO customer BY NAME
WITH name_pool AS (
    SELECT * FROM (VALUES
        ('ar', ['محمد', 'فاطمة', 'عبدالله', 'نورة', 'خالد', 'سارة', 'يوسف', 'مريم', 'أحمد', 'هدى', 'عمر', 'ليلى'],
               ['العتيبي', 'الحربي', 'القحطاني', 'المنصوري', 'حسن', 'الشمري', 'الزهراني', 'عبدالرحمن', 'الفارسي', 'سليمان', 'النجار', 'الكعبي'],
               'مؤسسة ', ' للتجارة', 'مجموعة ', ' القابضة'),
        ('fa', ['علی', 'زهرا', 'رضا', 'مریم', 'حسین', 'نرگس', 'امیر', 'سارا', 'مهدی', 'الهام', 'کیان', 'پریسا'],
               ['محمدی', 'کریمی', 'حسینی', 'رضایی', 'احمدی', 'موسوی', 'جعفری', 'صادقی', 'نوری', 'رستمی', 'کاظمی', 'شریفی'],
               'فروشگاه ', '', 'شرکت ', ' و شرکا'),
        ('ru', ['Алексей', 'Мария', 'Дмитрий', 'Анна', 'Сергей', 'Елена', 'Айгуль', 'Иван', 'Тимур', 'Ольга', 'Данияр', 'Наталья'],
               ['Ким', 'Шевченко', 'Ткач', 'Левицких', 'Бондарь', 'Ахмет', 'Черных', 'Седых', 'Юн', 'Мороз', 'Гайдай', 'Долгих'],
               'ИП ', '', 'ООО «', '»'),
        ('en', ['Omar', 'Sara', 'Daniel', 'Aisha', 'James', 'Leila', 'Ravi', 'Anna', 'Karim', 'Maya', 'Peter', 'Nadia'],
               ['Haddad', 'Miller', 'Rahman', 'Khan', 'Lopez', 'Petrov', 'Nasser', 'Fernandes', 'Cooper', 'Saleh', 'Novak', 'Aziz'],
               '', ' Trading', '', ' Group LLC')
    ) AS t(language, given, family, shop_before, shop_after, firm_before, firm_after)
), seller AS (
    SELECT employee, row_number() OVER (ORDER BY employee) - 1 AS place, count(*) OVER () AS sellers
    FROM demo_employee WHERE team = 8 AND leaves IS NULL
)
SELECT c.customer,
       CASE segment WHEN 'Consumer' THEN pick(given, u(c.h, 60)) || ' ' || pick(family, u(c.h, 61))
           WHEN 'Small business' THEN shop_before || pick(family, u(c.h, 61)) || shop_after
           ELSE firm_before || pick(family, u(c.h, 61)) || firm_after END AS name,
       segment, c.brand, country,
       CASE WHEN subscribes THEN plan_name(CASE WHEN changes < COALESCE(leaves, getvariable('days')) AND NOT annual
           THEN clamp(level + step, CASE segment WHEN 'Enterprise' THEN 2 WHEN 'Small business' THEN 1 ELSE 0 END,
                      CASE segment WHEN 'Consumer' THEN 1 WHEN 'Small business' THEN 2 ELSE 3 END)
           ELSE level END) END AS plan,
       number_day(signup) AS signup_day,
       CASE WHEN segment <> 'Consumer' THEN s.employee END AS owner,
       '{"language":"' || c.language || '"}' AS attributes, getvariable('batch') AS batch
FROM demo_customer c JOIN name_pool p USING (language) LEFT JOIN seller s ON s.place = c.n % s.sellers
WHERE c.n >= $1 AND c.n < $2;
