-- What moves key results; objectives that are carried on; what each change of an objective was.

CREATE TABLE initiative (
    objective TEXT NOT NULL REFERENCES objective (objective),
    initiative BIGINT NOT NULL,
    title TEXT NOT NULL,
    owner TEXT,
    from_day DATE NOT NULL,
    to_day DATE NOT NULL,              -- included
    state TEXT NOT NULL,               -- planned, running, done, dropped
    key_result BIGINT,                 -- which it should move; NULL: none is named
    outcome TEXT,                      -- what came of it, in words
    created_at TIMESTAMP NOT NULL,
    created_by TEXT NOT NULL,
    PRIMARY KEY (objective, initiative),
    FOREIGN KEY (objective, key_result) REFERENCES key_result (objective, key_result)
);

ALTER TABLE objective ADD COLUMN carried_from TEXT;
ALTER TABLE objective ADD COLUMN removed_at TIMESTAMP;
ALTER TABLE key_result ADD COLUMN removed_at TIMESTAMP;
-- Where it stood at closing.
ALTER TABLE key_result ADD COLUMN final_value DOUBLE PRECISION;
-- Lines of field, before and after, separated by tabs.
ALTER TABLE objective_revision ADD COLUMN changes TEXT;
ALTER TABLE objective_revision ADD COLUMN reason TEXT;
