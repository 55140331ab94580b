-- Who did what. An entry's digest is over its fields and the digest of the entry before (src/account/audit.c).
-- Appended to and never changed.

CREATE TABLE audit (
    number BIGINT NOT NULL PRIMARY KEY,
    at TIMESTAMP NOT NULL,
    account BIGINT,
    token BIGINT,
    name TEXT NOT NULL,
    origin TEXT,
    action TEXT NOT NULL,
    target TEXT,
    detail TEXT,
    outcome TEXT NOT NULL CHECK (outcome IN ('done', 'refused', 'failed', 'begun')),
    digest TEXT NOT NULL
);
CREATE INDEX audit_by_time ON audit (at);
CREATE INDEX audit_by_action ON audit (action, number);

-- The newest entry once more: taking it away shows.
CREATE TABLE audit_head (
    only BIGINT NOT NULL PRIMARY KEY CHECK (only = 1),
    number BIGINT NOT NULL,
    digest TEXT NOT NULL
);

CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit BEGIN
    SELECT RAISE(ABORT, 'the audit log is not changed');
END;
CREATE TRIGGER audit_is_not_shortened BEFORE DELETE ON audit BEGIN
    SELECT RAISE(ABORT, 'the audit log is not shortened');
END;
CREATE TRIGGER audit_head_stays BEFORE DELETE ON audit_head BEGIN
    SELECT RAISE(ABORT, 'the audit log is not shortened');
END;
CREATE TRIGGER audit_head_grows BEFORE UPDATE ON audit_head WHEN NEW.number <> OLD.number + 1 BEGIN
    SELECT RAISE(ABORT, 'the audit log is not shortened');
END;
