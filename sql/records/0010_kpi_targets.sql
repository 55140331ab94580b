-- What a KPI serves, who and what it needs, how its values come in, and when it is looked at again; targets for one
-- slice, and what a target was made from.

ALTER TABLE kpi ADD COLUMN objective TEXT REFERENCES objective (objective); -- which it serves
ALTER TABLE kpi ADD COLUMN result BOOLEAN;     -- reports a result (KRI); NULL: as its metric says
ALTER TABLE kpi ADD COLUMN by_hand BOOLEAN;    -- its values are entered, not imported
ALTER TABLE kpi ADD COLUMN entry TEXT;         -- who enters them, and when
ALTER TABLE kpi ADD COLUMN people TEXT;        -- what reaching the target takes, in words
ALTER TABLE kpi ADD COLUMN money TEXT;
ALTER TABLE kpi ADD COLUMN tools TEXT;
ALTER TABLE kpi ADD COLUMN review_on DATE;     -- when definition and target are looked at again

ALTER TABLE kpi_target ADD COLUMN segment TEXT;                   -- slice=value; NULL: the whole KPI
ALTER TABLE kpi_target ADD COLUMN rule TEXT;                      -- by which its points were made; NULL: given
ALTER TABLE kpi_target ADD COLUMN rule_percent DOUBLE PRECISION;
ALTER TABLE kpi_target ADD COLUMN rule_number DOUBLE PRECISION;   -- periods of an average; mean or total of a shape
ALTER TABLE kpi_target ADD COLUMN basis_values TEXT;              -- lines of day, value: what the rule read
