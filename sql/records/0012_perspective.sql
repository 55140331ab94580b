-- The perspectives of the scorecard: the four of Kaplan and Norton, and others by name.

CREATE TABLE perspective (
    perspective TEXT NOT NULL PRIMARY KEY, -- "customers": by which KPIs name it
    title TEXT,                            -- NULL: the program's own name for it, in the reader's language
    place BIGINT NOT NULL,                 -- from the top of the map: results above, what drives them below
    weight DOUBLE PRECISION NOT NULL,
    revision BIGINT NOT NULL
);

INSERT INTO perspective (perspective, place, weight, revision) VALUES ('financial', 1, 1, 1);
INSERT INTO perspective (perspective, place, weight, revision) VALUES ('customers', 2, 1, 1);
INSERT INTO perspective (perspective, place, weight, revision) VALUES ('processes', 3, 1, 1);
INSERT INTO perspective (perspective, place, weight, revision) VALUES ('learning', 4, 1, 1);

-- What a KPI counts within its perspective.
ALTER TABLE kpi ADD COLUMN weight DOUBLE PRECISION NOT NULL DEFAULT 1;
