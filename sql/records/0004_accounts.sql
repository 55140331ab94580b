-- Who may enter. Accounts are never deleted, only disabled: what they did keeps pointing at them.
CREATE TABLE account (
    account BIGINT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    mail TEXT UNIQUE,
    role TEXT NOT NULL CHECK (role IN ('owner', 'administrator', 'analyst', 'manager', 'member', 'viewer')),
    language TEXT,
    -- Argon2id's own text form, with its salt and costs; NULL: no password was set.
    password TEXT,
    password_at TIMESTAMP,
    -- The shared secret of one-time codes (base32), and the last step of time whose code was used.
    totp_secret TEXT,
    totp_at TIMESTAMP,
    totp_step BIGINT,
    created_at TIMESTAMP NOT NULL,
    signed_in_at TIMESTAMP,
    disabled_at TIMESTAMP
);

-- The rows that an account is limited to (schema/row_scope.h); none of a dimension: all of it.
CREATE TABLE account_row (
    account BIGINT NOT NULL REFERENCES account (account),
    dimension TEXT NOT NULL CHECK (dimension IN ('brand', 'team', 'segment')),
    value TEXT NOT NULL,
    PRIMARY KEY (account, dimension, value)
);

-- Secrets are kept as BLAKE2b-256 in hexadecimal: they are random, so no salt is needed.
CREATE TABLE session (
    session BIGINT NOT NULL PRIMARY KEY,
    hash TEXT NOT NULL UNIQUE,
    account BIGINT NOT NULL REFERENCES account (account),
    created_at TIMESTAMP NOT NULL,
    seen_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    address TEXT,
    agent TEXT
);
CREATE INDEX session_by_account ON session (account);

CREATE TABLE token (
    token BIGINT NOT NULL PRIMARY KEY,
    hash TEXT NOT NULL UNIQUE,
    account BIGINT NOT NULL REFERENCES account (account),
    name TEXT NOT NULL,
    -- Names of permissions with commas between; '': all that the account may.
    scopes TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP,
    used_at TIMESTAMP,
    revoked_at TIMESTAMP
);
CREATE INDEX token_by_account ON token (account);

CREATE TABLE one_time_link (
    link BIGINT NOT NULL PRIMARY KEY,
    hash TEXT NOT NULL UNIQUE,
    purpose TEXT NOT NULL CHECK (purpose IN ('welcome', 'invitation', 'reset')),
    -- NULL: the welcome of the first owner, who has no account yet.
    account BIGINT REFERENCES account (account),
    created_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    used_at TIMESTAMP
);
CREATE INDEX one_time_link_by_account ON one_time_link (account);

CREATE TABLE recovery_code (
    account BIGINT NOT NULL REFERENCES account (account),
    hash TEXT NOT NULL,
    used_at TIMESTAMP,
    PRIMARY KEY (account, hash)
);

-- Accounts at a provider of OpenID Connect.
CREATE TABLE account_identity (
    issuer TEXT NOT NULL,
    subject TEXT NOT NULL,
    account BIGINT NOT NULL REFERENCES account (account),
    created_at TIMESTAMP NOT NULL,
    PRIMARY KEY (issuer, subject)
);
