-- How values are read that the engine's own casts do not know. Made anew in the session of each import
-- (temporary macros); src/import/cast.c says where each is used. `x` is the text of a column.

-- Arabic and Persian digits as ASCII ones; no-break, thin and directional characters become spaces or go.
CREATE OR REPLACE TEMP MACRO mz_plain(x) AS
    trim(translate(x, '٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹' || chr(160) || chr(8239) || chr(9) || chr(10) || chr(13) ||
                      chr(8206) || chr(8207) || chr(1564) || chr(8203) || chr(65279),
                      '01234567890123456789' || '     '));

-- A number as text that a cast reads: without currency signs and grouping, with "." for the decimal sign
-- (`sign` is "." or ","). NULL where it is no number so written.
CREATE OR REPLACE TEMP MACRO mz_number_plain(x, sign) AS
    regexp_replace(regexp_replace(replace(replace(replace(mz_plain(x), '٫', sign), '٬', ''), '−', '-'),
                                  '[$€£¥₽﷼₺₹]|^[A-Z]{3} |  *[A-Z]{3}$|ریال|تومان|руб\.?|[ ''’]', '', 'g'),
                   '^\((.*)\)$', '-\1');
CREATE OR REPLACE TEMP MACRO mz_number_checked(p, sign) AS
    CASE WHEN sign = '.' AND
              regexp_full_match(p, '[+-]?(\d+|\d{1,3}(,\d{2,3})*,\d{3})?(\.\d*)?([eE][+-]?\d+)?')
         THEN replace(p, ',', '')
         WHEN sign = ',' AND regexp_full_match(p, '[+-]?(\d+|\d{1,3}(\.\d{3})+)?(,\d*)?')
         THEN replace(replace(p, '.', ''), ',', '.') END;

-- A duration written H:MM, H:MM:SS or D days and so on, in seconds.
CREATE OR REPLACE TEMP MACRO mz_clock_seconds(h, m, s) AS
    TRY_CAST(h AS DOUBLE) * 3600 + TRY_CAST(m AS DOUBLE) * 60 + COALESCE(TRY_CAST(NULLIF(s, '') AS DOUBLE), 0);
CREATE OR REPLACE TEMP MACRO mz_duration(x) AS
    CASE WHEN regexp_full_match(mz_plain(x), '\d+:[0-5]?\d(:[0-5]?\d([.]\d+)?)?') THEN
        mz_clock_seconds(split_part(mz_plain(x), ':', 1), split_part(mz_plain(x), ':', 2),
                         split_part(mz_plain(x), ':', 3)) END;

-- Dates. `t` is a plain text (mz_plain) with months as numbers; `form` the order of its parts: ymd, dmy, mdy.
CREATE OR REPLACE TEMP MACRO mz_date_parts(t) AS
    regexp_extract(t, '^(\d{1,4})\s*[-/.\s]\s*(\d{1,2})\s*[-/.,\s]\s*(\d{1,4})(?:$|[Tt,\s])', ['a', 'b', 'c']);
CREATE OR REPLACE TEMP MACRO mz_year(y) AS
    CASE WHEN strlen(y) = 4 THEN y WHEN strlen(y) = 2 THEN CASE WHEN y >= '70' THEN '19' ELSE '20' END || y END;
CREATE OR REPLACE TEMP MACRO mz_date_text(p, form) AS
    CASE WHEN strlen(p.a) = 4 THEN p.a || '-' || p.b || '-' || p.c
         WHEN form = 'ymd' THEN NULL
         ELSE CASE form WHEN 'dmy' THEN mz_year(p.c) || '-' || p.b || '-' || p.a
              ELSE mz_year(p.c) || '-' || p.a || '-' || p.b END END;
-- The same as one number, year * 10000 + month * 100 + day: the key of the calendar's other dates.
CREATE OR REPLACE TEMP MACRO mz_date_key(p, form) AS
    CASE CASE WHEN strlen(p.a) = 4 THEN 'ymd' ELSE form END
              WHEN 'ymd' THEN TRY_CAST(p.a AS INTEGER) * 10000 + TRY_CAST(p.b AS INTEGER) * 100 + TRY_CAST(p.c AS INTEGER)
              WHEN 'dmy' THEN TRY_CAST(p.c AS INTEGER) * 10000 + TRY_CAST(p.b AS INTEGER) * 100 + TRY_CAST(p.a AS INTEGER)
              ELSE TRY_CAST(p.c AS INTEGER) * 10000 + TRY_CAST(p.a AS INTEGER) * 100 + TRY_CAST(p.b AS INTEGER) END;

-- What stands behind the date: '' where nothing does, NULL where it is no time of day.
CREATE OR REPLACE TEMP MACRO mz_rest(t) AS
    trim(regexp_replace(t, '^\d{1,4}\s*[-/.\s]\s*\d{1,2}\s*[-/.,\s]\s*\d{1,4}[Tt,\s]*', ''));
CREATE OR REPLACE TEMP MACRO mz_time_parts(rest) AS
    regexp_extract(rest,
        '^(\d{1,2}):(\d{1,2})(?::(\d{1,2}(?:\.\d{1,9})?))?\s*([AaPp]\.?[Mm]\.?|ص|م|ق\.?\s?ظ\.?|ب\.?\s?ظ\.?)?\s*(Z|z|UTC|GMT|[+-]\d{1,2}(?::?\d{2})?)?$',
        ['h', 'm', 's', 'half', 'zone']);
-- The hour of a 12 hour clock: 12 AM is 0, 12 PM is 12; 13 PM is none.
CREATE OR REPLACE TEMP MACRO mz_hour(h, half) AS
    CASE WHEN half = '' THEN h
         WHEN TRY_CAST(h AS INTEGER) NOT BETWEEN 1 AND 12 THEN NULL
         WHEN lower(half[1]) IN ('a', 'ص', 'ق') THEN CAST(TRY_CAST(h AS INTEGER) % 12 AS VARCHAR)
         ELSE CAST(TRY_CAST(h AS INTEGER) % 12 + 12 AS VARCHAR) END;
CREATE OR REPLACE TEMP MACRO mz_time_text(rest, p) AS
    CASE WHEN rest = '' THEN '00:00:00'
         WHEN p.h <> '' THEN mz_hour(p.h, p.half) || ':' || p.m || ':' || CASE WHEN p.s = '' THEN '00' ELSE p.s END END;
CREATE OR REPLACE TEMP MACRO mz_clock(t) AS mz_time_text(mz_rest(t), mz_time_parts(mz_rest(t)));
-- Seconds east of Greenwich; NULL where the text does not say.
CREATE OR REPLACE TEMP MACRO mz_zone_seconds(zone) AS
    CASE WHEN zone = '' THEN NULL
         WHEN zone[1] IN ('Z', 'z', 'U', 'G') THEN 0
         ELSE CASE WHEN zone[1] = '-' THEN -1 ELSE 1 END *
              (TRY_CAST(regexp_extract(zone, '^.(\d{1,2})', 1) AS INTEGER) * 3600 +
               COALESCE(TRY_CAST(NULLIF(regexp_extract(zone, '^.\d{1,2}:?(\d{2})$', 1), '') AS INTEGER), 0) * 60) END;
CREATE OR REPLACE TEMP MACRO mz_offset(t) AS mz_zone_seconds(mz_time_parts(mz_rest(t)).zone);

-- The wall clock of a date and time in the order `form`; NULL where there is no such day or time.
CREATE OR REPLACE TEMP MACRO mz_wall(t, form) AS
    CASE WHEN regexp_full_match(t, '(19|20)\d{6}') THEN
             TRY_CAST(t[1:4] || '-' || t[5:6] || '-' || t[7:8] AS TIMESTAMP)
         ELSE TRY_CAST(mz_date_text(mz_date_parts(t), form) || ' ' || mz_clock(t) AS TIMESTAMP) END;
-- The same for a day of the calendar dimension, given as DATE.
CREATE OR REPLACE TEMP MACRO mz_wall_of_day(day, t) AS
    TRY_CAST(CAST(day AS VARCHAR) || ' ' || mz_clock(t) AS TIMESTAMP);

-- Month names of the four languages as numbers.
CREATE OR REPLACE TEMP MACRO mz_month(x, names, number) AS
    regexp_replace(x, '(?i)(^|[^\p{L}])(?:' || names || ')\.?([^\p{L}]|$)', '\1' || number || '\2');

CREATE OR REPLACE TEMP MACRO mz_months(x) AS
    mz_month(mz_month(mz_month(mz_month(mz_month(mz_month(mz_month(mz_month(mz_month(mz_month(mz_month(mz_month(x,
        'jan(?:uary)?|янв(?:ар[ья])?|يناير|كانون الثاني|ژانویه|ژانویهٔ|فروردین|محرم', '1'),
        'feb(?:ruary)?|фев(?:рал[ья])?|فبراير|شباط|فوریه|اردیبهشت|صفر', '2'),
        'mar(?:ch)?|март?а?|مارس|آذار|خرداد|ربيع الأول', '3'),
        'apr(?:il)?|апр(?:ел[ья])?|أبريل|ابريل|نيسان|آوریل|تیر|ربيع الآخر|ربيع الثاني', '4'),
        'may|ма[йя]|مايو|أيار|مه|مهٔ|مرداد|جمادى الأولى', '5'),
        'june?|июн[ья]?|يونيو|حزيران|ژوئن|شهریور|جمادى الآخرة|جمادى الثانية', '6'),
        'july?|июл[ья]?|يوليو|تموز|ژوئیه|ژوئیهٔ|مهر|رجب', '7'),
        'aug(?:ust)?|авг(?:уста?)?|أغسطس|آب|اوت|آبان|شعبان', '8'),
        'sept?(?:ember)?|сент?(?:ябр[ья])?|سبتمبر|أيلول|سپتامبر|آذر|رمضان', '9'),
        'oct(?:ober)?|окт(?:ябр[ья])?|أكتوبر|تشرين الأول|اکتبر|دی|شوال', '10'),
        'nov(?:ember)?|ноя(?:бр[ья])?|نوفمبر|تشرين الثاني|نوامبر|بهمن|ذو القعدة', '11'),
        'dec(?:ember)?|дек(?:абр[ья])?|ديسمبر|كانون الأول|دسامبر|اسفند|ذو الحجة', '12');

-- A whole number, or nothing: the cast alone would round.
CREATE OR REPLACE TEMP MACRO mz_integer(n) AS
    CASE WHEN n = trunc(n) AND abs(n) < 9e15 THEN CAST(n AS BIGINT) END;
-- Seconds since 1970.
CREATE OR REPLACE TEMP MACRO mz_epoch(s) AS
    CASE WHEN abs(s) < 1e11 THEN make_timestamp(CAST(round(s * 1e6) AS BIGINT)) END;

-- Words: trimmed, lower case, spaces and dashes as underscores.
CREATE OR REPLACE TEMP MACRO mz_word(x) AS replace(replace(lower(mz_plain(x)), ' ', '_'), '-', '_');
CREATE OR REPLACE TEMP MACRO mz_boolean(t) AS
    CASE t WHEN 'true' THEN true WHEN 'yes' THEN true WHEN 'y' THEN true WHEN '1' THEN true WHEN 'on' THEN true
           WHEN 'نعم' THEN true WHEN 'بله' THEN true WHEN 'بلی' THEN true WHEN 'да' THEN true
           WHEN 'false' THEN false WHEN 'no' THEN false WHEN 'n' THEN false WHEN '0' THEN false WHEN 'off' THEN false
           WHEN 'لا' THEN false WHEN 'خیر' THEN false WHEN 'нет' THEN false END;
CREATE OR REPLACE TEMP MACRO mz_currency(t) AS CASE WHEN regexp_full_match(t, '[a-z]{3}') THEN upper(t) END;
-- Most texts have no space at either end; to look costs less than to trim.
CREATE OR REPLACE TEMP MACRO mz_trim(x) AS
    CASE WHEN starts_with(x, ' ') OR ends_with(x, ' ') OR ends_with(x, chr(9)) OR x = '' THEN NULLIF(trim(x, ' ' || chr(9)), '') ELSE x END;
