INSERT INTO employee BY NAME
WITH name_pool AS (
    SELECT * FROM (VALUES
        (0, ['سلمان', 'ريم', 'فهد', 'أمل', 'ماجد', 'دانة'], ['الدوسري', 'الغامدي', 'السبيعي', 'العنزي', 'باوزير', 'الراشد']),
        (1, ['Yusuf', 'Priya', 'Hassan', 'Grace', 'Imran', 'Layla'], ['Al Mansoori', 'Nair', 'Qureshi', 'Santos', 'Farouk', 'Das']),
        (2, ['آرش', 'شیما', 'بهرام', 'نگار', 'سینا', 'لاله'], ['تهرانی', 'یزدانی', 'فرهادی', 'میرزایی', 'بهرامی', 'امینی']),
        (3, ['Игорь', 'Дарья', 'Павел', 'Юлия', 'Артём', 'Вера'], ['Лебедь', 'Белых', 'Коваль', 'Русских', 'Долин', 'Май']),
        (4, ['محمود', 'دينا', 'كريم', 'ياسمين', 'طارق', 'منى'], ['فؤاد', 'شوقي', 'رمزي', 'عطية', 'بدوي', 'صبري'])
    ) AS t(place, given, family)
)
SELECT employee, pick(given, u(h, 1)) || ' ' || pick(family, u(h, 2)) AS name, t.team, manager,
       number_day(hired) AS hired_on, CASE WHEN leaves IS NOT NULL THEN number_day(leaves) END AS left_on,
       getvariable('batch') AS batch
FROM demo_employee e JOIN demo_team t ON t.number = e.team
JOIN name_pool p ON p.place = [0, 1, 2, 3, 1, 2, 3, 4, 1, 0, 2][1 + e.team]
WHERE e.seat >= $1 AND e.seat < $2;
