-- Metrics that the organization defined itself: the text is that of a metric file (docs/metric-files.md).

CREATE TABLE own_metric (
    metric TEXT NOT NULL PRIMARY KEY,
    definition TEXT NOT NULL,
    revision BIGINT NOT NULL,           -- grows with each change
    retired_at TIMESTAMP
);

-- Every form that a metric had, so that a value of the past can be understood.
CREATE TABLE own_metric_revision (
    metric TEXT NOT NULL REFERENCES own_metric (metric),
    revision BIGINT NOT NULL,
    changed_at TIMESTAMP NOT NULL,
    changed_by TEXT NOT NULL,
    reason TEXT,
    definition TEXT,                    -- NULL: it was retired
    PRIMARY KEY (metric, revision)
);
