-- What customers write above their tickets.
CREATE TEMP TABLE demo_subject AS
SELECT topic, language, CAST(place AS INTEGER) AS place, texts[place] AS subject
FROM (SELECT topic, unnest(['ar', 'fa', 'ru', 'en']) AS language, unnest([ar, fa, ru, en]) AS texts FROM (VALUES
    ('delivery', ['طلبي لم يصل بعد', 'تأخر التوصيل', 'أين شحنتي؟'], ['سفارشم هنوز نرسیده است', 'تأخیر در ارسال', 'مرسوله من کجاست؟'],
     ['Заказ до сих пор не пришёл', 'Задержка доставки', 'Где моя посылка?'], ['My order has not arrived', 'Late delivery', 'Where is my parcel?']),
    ('fault', ['الجهاز لا يعمل', 'عطل بعد أسبوع من الشراء', 'المنتج معيب'], ['دستگاه کار نمی‌کند', 'خرابی بعد از یک هفته', 'کالا معیوب است'],
     ['Устройство не работает', 'Сломалось через неделю', 'Товар с браком'], ['The device does not work', 'Broke after a week', 'Faulty item']),
    ('billing', ['خطأ في الفاتورة', 'تم الخصم مرتين', 'استفسار عن الرسوم'], ['خطا در صورت‌حساب', 'دو بار از حسابم کم شد', 'پرسش درباره هزینه'],
     ['Ошибка в счёте', 'Списали дважды', 'Вопрос по оплате'], ['Error on the invoice', 'Charged twice', 'Question about a charge']),
    ('returns', ['أريد إرجاع المنتج', 'استبدال المقاس', 'متى أستعيد المبلغ؟'], ['می‌خواهم کالا را پس بدهم', 'تعویض کالا', 'بازگشت وجه چه زمانی است؟'],
     ['Хочу вернуть товар', 'Обмен товара', 'Когда вернут деньги?'], ['I want to return an item', 'Exchange', 'When is the refund paid?']),
    ('how-to', ['كيف أضبط الإعدادات؟', 'سؤال عن الاستخدام', 'كيف أضيف مستخدماً؟'], ['چطور تنظیمات را عوض کنم؟', 'پرسش درباره استفاده', 'چطور کاربر اضافه کنم؟'],
     ['Как изменить настройки?', 'Вопрос по использованию', 'Как добавить пользователя?'], ['How do I change the settings?', 'A question on use', 'How do I add a user?']),
    ('account', ['لا أستطيع الدخول', 'تغيير البريد الإلكتروني', 'نسيت كلمة المرور'], ['نمی‌توانم وارد شوم', 'تغییر ایمیل', 'رمز عبور را فراموش کردم'],
     ['Не могу войти', 'Сменить почту', 'Забыли пароль'], ['Cannot sign in', 'Change of e-mail', 'Forgotten password']),
    ('price', ['لماذا ارتفع السعر؟', 'السعر الجديد مرتفع', 'أريد خطة أرخص'], ['چرا قیمت بالا رفت؟', 'قیمت جدید زیاد است', 'طرح ارزان‌تر می‌خواهم'],
     ['Почему выросла цена?', 'Новая цена слишком высока', 'Нужен тариф дешевле'], ['Why did the price go up?', 'The new price is too high', 'I want a cheaper plan'])
) AS t(topic, ar, fa, ru, en)),
     range(1, 4) AS r(place);
