-- When an import was undone, and the mapping that it was made with where that is no file: mended rows come with it again.
ALTER TABLE import ADD COLUMN undone_at TIMESTAMP;
ALTER TABLE import ADD COLUMN mapping TEXT;
