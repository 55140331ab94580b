-- What a customer would answer to "would you recommend us", before chance: content by nature, less after the
-- price rise, in the last weeks before leaving, and where the failing team answers the phone.
CREATE TEMP MACRO demo_recommends(quality, segment, country, brand, leaves, number) AS
    8.45 + 0.75 * quality
    - CASE WHEN segment = 'Small business' AND number >= getvariable('price_rise') THEN 0.6 ELSE 0 END
    - CASE WHEN country = 'SA' THEN CASE WHEN brand = 'Rayhan Care' THEN 2.6 ELSE 0.3 END * growing(number, 'trouble') ELSE 0 END
    - CASE WHEN leaves > number AND leaves - number < 60 THEN 1.8 ELSE 0 END;
