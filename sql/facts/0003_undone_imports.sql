-- An import that was undone keeps its row: its number is not given again, and the list says what became of it.
ALTER TABLE batch ADD COLUMN undone_at TIMESTAMP;
