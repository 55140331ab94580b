-- Chance that is the same everywhere: integer arithmetic alone, no random() and no hash() of the engine,
-- whose values differ between versions. Each row has a seed (its number and a stream, mixed in 32 bits by
-- multiplication and shifted exclusive or); every draw of the row multiplies the seed by its own odd constant.
CREATE TEMP MACRO demo_fold(x) AS xor(x, x >> 16);
CREATE TEMP MACRO demo_times(x, factor) AS ((x * factor::UBIGINT) & 4294967295::UBIGINT);
CREATE TEMP MACRO demo_seed(i, stream) AS
    demo_fold(demo_times(demo_fold(demo_times(demo_fold(
        (demo_times(i::UBIGINT & 4294967295::UBIGINT, 2654435761) + stream::UBIGINT * 40503::UBIGINT)
        & 4294967295::UBIGINT), 2146121005)), 2221713035));
-- Draw number k of a row: uniform in [0, 1).
CREATE TEMP MACRO u(h, k) AS
    ((h * (((k::UBIGINT * 2654435769::UBIGINT + 1013904223::UBIGINT) * (k::UBIGINT + 40503::UBIGINT)
            % 2147483629::UBIGINT) * 2 + 1)) & 4294967295::UBIGINT)::DOUBLE * 2.3283064365386963e-10;
-- Draws k to k + 3: about standard normal, between -3.46 and 3.46, as a sum of four uniform numbers.
CREATE TEMP MACRO normal(h, k) AS (u(h, k) + u(h, k + 1) + u(h, k + 2) + u(h, k + 3) - 2) * 1.7320508;
-- Whole seconds of a lognormal time with this median.
CREATE TEMP MACRO lognormal(median, spread, z) AS CAST(floor(median * exp(spread * z)) AS BIGINT);
-- A whole number that is x on average.
CREATE TEMP MACRO whole(x, draw) AS CAST(floor(x + draw) AS BIGINT);
CREATE TEMP MACRO pick(list, draw) AS list[1 + CAST(floor(len(list) * draw) AS INTEGER)];
CREATE TEMP MACRO clamp(x, low, high) AS greatest(low, least(high, x));
