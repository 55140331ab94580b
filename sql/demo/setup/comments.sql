-- What customers write under their scores, in their four languages.
CREATE TEMP TABLE demo_comment AS
SELECT language, mood, CAST(slot AS INTEGER) AS slot, texts[1 + slot % len(texts)] AS comment FROM (VALUES
    ('ar', 'good', ['خدمة ممتازة وسريعة، شكراً لكم.', 'الموظف كان لطيفاً وحل المشكلة من أول مرة.', 'تجربة مريحة من الطلب إلى التسليم.', 'جودة تستحق السعر، سأشتري مرة أخرى.', 'ردّوا خلال دقائق وشرحوا كل شيء بوضوح.', 'أنصح أصدقائي بكم دائماً.']),
    ('ar', 'fair', ['الخدمة جيدة لكن يمكن أن تكون أسرع.', 'المنتج مقبول، والتغليف يحتاج إلى تحسين.', 'حُلّت المشكلة بعد محاولتين.', 'لا شيء سيئ ولا شيء مميز.']),
    ('ar', 'poor', ['المشكلة نفسها تكررت ولم يتابع أحد.', 'اضطررت إلى شرح الموضوع لثلاثة موظفين.', 'المنتج وصل معيباً وإرجاعه معقد.', 'خيبة أمل، توقعت أفضل من ذلك.']),
    ('ar', 'wait', ['انتظرت على الهاتف طويلاً ثم انقطع الخط.', 'قالوا سنعاود الاتصال ولم يتصل أحد حتى المساء.', 'في السابق كانوا يردون فوراً، أما الآن فالانتظار لا ينتهي.', 'خط الرياض مشغول دائماً.']),
    ('ar', 'price', ['السعر ارتفع كثيراً من دون أي فائدة جديدة.', 'بعد الزيادة الأخيرة نبحث عن بديل.', 'لا تستطيع شركة صغيرة تحمّل هذا السعر.']),
    ('fa', 'good', ['خدمات عالی و سریع بود، سپاسگزارم.', 'کارشناس با حوصله گوش داد و همان بار اول حل شد.', 'از سفارش تا تحویل همه چیز راحت بود.', 'کیفیت به قیمتش می‌ارزد، باز هم می‌خرم.', 'چند دقیقه‌ای جواب دادند و واضح توضیح دادند.', 'شما را به دوستانم پیشنهاد می‌کنم.']),
    ('fa', 'fair', ['خوب بود ولی می‌توانست سریع‌تر باشد.', 'کالا قابل قبول است، بسته‌بندی نه چندان.', 'بعد از دو بار تماس مشکل حل شد.', 'نه بد بود نه عالی.']),
    ('fa', 'poor', ['همان مشکل دوباره پیش آمد و کسی پیگیری نکرد.', 'مجبور شدم موضوع را برای سه نفر توضیح بدهم.', 'کالا معیوب رسید و پس دادنش دردسر دارد.', 'ناامید شدم، انتظار بیشتری داشتم.']),
    ('fa', 'wait', ['خیلی پشت خط ماندم و آخر قطع شد.', 'گفتند تماس می‌گیریم ولی تا شب خبری نشد.', 'قبلاً زود جواب می‌دادند، حالا انتظار تمامی ندارد.']),
    ('fa', 'price', ['قیمت بالا رفت بدون اینکه چیزی اضافه شود.', 'بعد از این گرانی دنبال جای دیگری هستیم.', 'برای کسب‌وکار کوچک ما این قیمت زیاد است.']),
    ('ru', 'good', ['Отличный сервис, всё быстро и вежливо.', 'Оператор решил вопрос с первого раза, спасибо.', 'От заказа до доставки всё прошло гладко.', 'Качество стоит своих денег, куплю ещё.', 'Ответили за пару минут и понятно объяснили.', 'Советую знакомым без сомнений.']),
    ('ru', 'fair', ['В целом хорошо, но хотелось бы быстрее.', 'Товар нормальный, упаковка так себе.', 'Вопрос решили со второго обращения.', 'Ничего плохого, но и ничего особенного.']),
    ('ru', 'poor', ['Та же проблема повторилась, никто не перезвонил.', 'Пришлось объяснять одно и то же трём сотрудникам.', 'Пришёл бракованный товар, вернуть сложно.', 'Разочарован, ожидал большего.']),
    ('ru', 'wait', ['Слишком долго висел на линии, потом сбросили.', 'Обещали перезвонить и не перезвонили до вечера.', 'Раньше отвечали сразу, теперь ждать невозможно.']),
    ('ru', 'price', ['Цена выросла, а нового ничего не дали.', 'После повышения ищем другого поставщика.', 'Для малого бизнеса это слишком дорого.']),
    ('en', 'good', ['Quick and friendly, thank you.', 'Solved at the first call, could not be easier.', 'Smooth from the order to the door.', 'Worth the price, I will buy again.', 'They answered within minutes and explained it well.', 'I keep recommending you to friends.']),
    ('en', 'fair', ['Good, though it could have been faster.', 'The item is fine, the packaging less so.', 'It took two attempts to get it solved.', 'Nothing wrong, nothing special.']),
    ('en', 'poor', ['The same fault came back and nobody followed up.', 'I had to explain it to three people.', 'It arrived broken and returning it is a chore.', 'Disappointed, I expected better.']),
    ('en', 'wait', ['Held the line for ages, then got cut off.', 'They promised to call back and did not until the evening.', 'You used to answer at once; now the wait never ends.']),
    ('en', 'price', ['The price went up and nothing came with it.', 'Since the increase we are looking elsewhere.', 'Too dear for a business of our size.'])
) AS t(language, mood, texts), range(12) AS r(slot);

-- The mood of a comment by how good the score was (0 to 1) and by what went wrong.
CREATE TEMP MACRO demo_mood(share, waited, dearer) AS
    CASE WHEN share >= 0.79 THEN 'good' WHEN waited THEN 'wait' WHEN dearer THEN 'price'
         WHEN share >= 0.6 THEN 'fair' ELSE 'poor' END;
