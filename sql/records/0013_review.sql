-- Reviews: the meeting of a week or a month, with the numbers as they were when it was prepared, and what was decided.

CREATE TABLE review (
    review BIGINT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,                -- weekly, monthly
    from_day DATE NOT NULL,            -- what is looked back on, both included
    to_day DATE NOT NULL,
    held_on DATE NOT NULL,             -- the day of the meeting
    as_of DATE NOT NULL,               -- the day on which the numbers were frozen
    prepared_at TIMESTAMP NOT NULL,
    prepared_by TEXT NOT NULL,
    closed_at TIMESTAMP,
    closed_by TEXT,
    UNIQUE (kind, from_day)
);

-- A KPI as it was then: never computed anew. What it would be now is compared when somebody looks.
CREATE TABLE review_kpi (
    review BIGINT NOT NULL REFERENCES review (review),
    place BIGINT NOT NULL,
    kpi TEXT NOT NULL,
    title TEXT NOT NULL,
    metric TEXT NOT NULL,
    variant TEXT,
    unit TEXT,
    currency TEXT,
    perspective TEXT NOT NULL,
    owner TEXT,
    period TEXT NOT NULL,
    calendar TEXT NOT NULL,
    definition BIGINT NOT NULL,        -- the KPI's revision
    period_start DATE,                 -- of the value: [start, end)
    period_end DATE,
    complete BOOLEAN NOT NULL,
    value DOUBLE PRECISION,
    low DOUBLE PRECISION,              -- of its interval
    high DOUBLE PRECISION,
    sample DOUBLE PRECISION,
    previous DOUBLE PRECISION,         -- of the period before
    change TEXT NOT NULL,              -- signal, noise, unknown, nothing-new
    signals BIGINT NOT NULL,           -- bits of stats/xmr.h
    turn TEXT,                         -- better, worse
    mean DOUBLE PRECISION,             -- natural process limits
    lower DOUBLE PRECISION,
    upper DOUBLE PRECISION,
    status TEXT NOT NULL,
    target_low DOUBLE PRECISION,
    target_high DOUBLE PRECISION,
    gap DOUBLE PRECISION,
    certain BOOLEAN NOT NULL,
    since_day DATE,                    -- first day of the first period with this status
    since_periods BIGINT NOT NULL,
    since_open BOOLEAN NOT NULL,       -- it may have had it before: no further back was looked
    data_to DATE,                      -- last day with facts
    late BOOLEAN NOT NULL,
    problem TEXT,                      -- why it could not be computed
    PRIMARY KEY (review, place)
);

CREATE TABLE review_cause (
    review BIGINT NOT NULL,
    place BIGINT NOT NULL,
    cause BIGINT NOT NULL,
    slice TEXT NOT NULL,
    value TEXT,                        -- NULL: rows without one
    effect DOUBLE PRECISION NOT NULL,  -- in the unit of the KPI
    PRIMARY KEY (review, place, cause),
    FOREIGN KEY (review, place) REFERENCES review_kpi (review, place)
);

CREATE TABLE review_key_result (
    review BIGINT NOT NULL REFERENCES review (review),
    place BIGINT NOT NULL,
    objective TEXT NOT NULL,
    objective_title TEXT NOT NULL,
    key_result BIGINT NOT NULL,
    title TEXT NOT NULL,
    kind TEXT NOT NULL,
    unit TEXT,
    currency TEXT,
    deadline DATE NOT NULL,
    start_value DOUBLE PRECISION NOT NULL,
    target_value DOUBLE PRECISION NOT NULL,
    now_value DOUBLE PRECISION,
    progress DOUBLE PRECISION,
    confidence DOUBLE PRECISION,
    forecast DOUBLE PRECISION,         -- at the deadline
    low DOUBLE PRECISION,
    high DOUBLE PRECISION,
    chance DOUBLE PRECISION,           -- of reaching the target by the deadline
    reason TEXT,                       -- why there is no forecast
    PRIMARY KEY (review, place)
);

-- kind: decision, note
CREATE TABLE review_entry (
    review BIGINT NOT NULL REFERENCES review (review),
    entry BIGINT NOT NULL,
    kind TEXT NOT NULL,
    kpi TEXT,                          -- what it is about; NULL: all of it
    words TEXT NOT NULL,
    made_at TIMESTAMP NOT NULL,
    made_by TEXT NOT NULL,
    changed_by TEXT NOT NULL,
    revision BIGINT NOT NULL,
    removed BOOLEAN NOT NULL,
    PRIMARY KEY (review, entry)
);

CREATE TABLE review_action (
    action BIGINT NOT NULL PRIMARY KEY,
    review BIGINT NOT NULL REFERENCES review (review),
    kpi TEXT,
    carried_from BIGINT REFERENCES review_action (action),
    made_at TIMESTAMP NOT NULL,
    made_by TEXT NOT NULL
);

-- Every form that an action had: a minute shows the one of its time.
CREATE TABLE review_action_form (
    action BIGINT NOT NULL REFERENCES review_action (action),
    revision BIGINT NOT NULL,
    words TEXT NOT NULL,
    owner TEXT NOT NULL,
    due DATE NOT NULL,
    state TEXT NOT NULL,               -- open, done, dropped, carried
    outcome TEXT,
    changed_at TIMESTAMP NOT NULL,
    changed_by TEXT NOT NULL,
    PRIMARY KEY (action, revision)
);
