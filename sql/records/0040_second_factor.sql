-- What was proved when a session began, or since: two factors (password and one-time code, or as the provider says), and
-- when the password or a code was given last.
ALTER TABLE session ADD COLUMN second_factor BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE session ADD COLUMN proved_at TIMESTAMP;
-- Sessions of before: accounts with one-time codes were asked for one.
UPDATE session SET proved_at = created_at, second_factor = (SELECT a.totp_at IS NOT NULL FROM account a WHERE a.account = session.account);

-- An administrator's link for who has lost the codes, too: using it takes them away.
ALTER TABLE one_time_link ADD COLUMN ends_codes BOOLEAN NOT NULL DEFAULT FALSE;
