-- Objectives, their key results and what moves them.

CREATE TABLE objective (
    objective TEXT NOT NULL PRIMARY KEY,
    title TEXT NOT NULL,
    why TEXT,
    level TEXT NOT NULL,               -- company, department, team, person
    unit TEXT,                         -- which department, team or person
    owner TEXT,
    from_day DATE NOT NULL,
    to_day DATE NOT NULL,              -- the deadline, included
    committed BOOLEAN NOT NULL,        -- else aspirational
    perspective TEXT,
    learned TEXT,                      -- written at closing
    closed_at TIMESTAMP,
    final_score DOUBLE PRECISION,      -- as it stood at closing
    revision BIGINT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    created_by TEXT NOT NULL
);

-- A key result is bound to a KPI or a metric (its number is computed), is a milestone, or a number that is entered.
CREATE TABLE key_result (
    objective TEXT NOT NULL REFERENCES objective (objective),
    key_result BIGINT NOT NULL,
    title TEXT NOT NULL,
    kind TEXT NOT NULL,                -- kpi, metric, milestone, number
    kpi TEXT REFERENCES kpi (kpi),
    metric TEXT,
    variant TEXT,
    parameters TEXT NOT NULL,
    filters TEXT NOT NULL,
    start_value DOUBLE PRECISION NOT NULL,
    target_value DOUBLE PRECISION NOT NULL,
    weight DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (objective, key_result)
);

CREATE TABLE check_in (
    objective TEXT NOT NULL,
    key_result BIGINT NOT NULL,
    check_in BIGINT NOT NULL,
    made_at TIMESTAMP NOT NULL,
    made_by TEXT NOT NULL,
    value DOUBLE PRECISION,            -- of numbers and milestones (0 or 1); computed ones keep what was shown
    confidence DOUBLE PRECISION,       -- 0..1
    words TEXT,
    PRIMARY KEY (objective, key_result, check_in),
    FOREIGN KEY (objective, key_result) REFERENCES key_result (objective, key_result)
);

-- kind: contributes (objective helps other), depends (objective cannot be reached unless other is)
CREATE TABLE objective_link (
    objective TEXT NOT NULL REFERENCES objective (objective),
    other TEXT NOT NULL REFERENCES objective (objective),
    kind TEXT NOT NULL,
    PRIMARY KEY (objective, other, kind)
);

CREATE TABLE objective_revision (
    objective TEXT NOT NULL REFERENCES objective (objective),
    revision BIGINT NOT NULL,
    changed_at TIMESTAMP NOT NULL,
    changed_by TEXT NOT NULL,
    what TEXT NOT NULL,
    PRIMARY KEY (objective, revision)
);
