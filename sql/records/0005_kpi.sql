-- KPIs: metrics that the organization has committed to, in six steps: goal, criterion, metric, target, frequency,
-- measurement system.

CREATE TABLE kpi (
    kpi TEXT NOT NULL PRIMARY KEY,      -- "first-response": by which links and commands name it
    title TEXT NOT NULL,
    goal TEXT,                          -- what it serves, in words
    criterion TEXT,                     -- what is judged, in words
    metric TEXT NOT NULL,
    variant TEXT,
    parameters TEXT NOT NULL,           -- lines of name=value
    filters TEXT NOT NULL,              -- lines of slice=value
    period TEXT NOT NULL,               -- the measuring frequency
    calendar TEXT NOT NULL,
    perspective TEXT NOT NULL,
    leading BOOLEAN NOT NULL,
    owner TEXT,
    source TEXT,                        -- the measurement system, in words
    fresh_days BIGINT,                  -- older data are late
    revision BIGINT NOT NULL,           -- grows with each change
    created_at TIMESTAMP NOT NULL,
    created_by TEXT NOT NULL,
    retired_at TIMESTAMP
);

-- Every form that a KPI had, so that a chart can mark where its definition changed.
CREATE TABLE kpi_revision (
    kpi TEXT NOT NULL REFERENCES kpi (kpi),
    revision BIGINT NOT NULL,
    changed_at TIMESTAMP NOT NULL,
    changed_by TEXT NOT NULL,
    reason TEXT,
    definition TEXT NOT NULL,           -- what it was after the change: lines of name=value
    PRIMARY KEY (kpi, revision)
);

-- Targets are added, never changed: the one in force on a day is that of the greatest number that covers it.
CREATE TABLE kpi_target (
    kpi TEXT NOT NULL REFERENCES kpi (kpi),
    target BIGINT NOT NULL,
    from_day DATE NOT NULL,
    to_day DATE,                        -- the deadline; NULL: holds on
    direction TEXT NOT NULL,
    shape TEXT NOT NULL,
    margin DOUBLE PRECISION NOT NULL,
    points TEXT NOT NULL,               -- lines of day, low, high
    basis TEXT,                         -- what it was made from: "last year plus 10 %"
    reason TEXT,
    set_at TIMESTAMP NOT NULL,
    set_by TEXT NOT NULL,
    PRIMARY KEY (kpi, target)
);

-- Cause and effect: a KPI drives another, as the organization believes. The strategy map is drawn from it.
CREATE TABLE kpi_link (
    kpi TEXT NOT NULL REFERENCES kpi (kpi),
    result TEXT NOT NULL REFERENCES kpi (kpi),
    PRIMARY KEY (kpi, result)
);
