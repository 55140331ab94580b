-- Persons who were erased: a digest of what they were called, with a key of this store, so that a later import does
-- not bring them back; and what they are called since.
CREATE TABLE erased (
    kind VARCHAR NOT NULL,      -- customer, employee
    digest VARCHAR NOT NULL,    -- sha256 of the key and the name
    pseudonym VARCHAR NOT NULL,
    erased_at TIMESTAMP NOT NULL
);
CREATE TABLE erased_key (
    key VARCHAR NOT NULL
);
