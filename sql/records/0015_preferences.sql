-- How a person likes to read, on every device; NULL: as the organization has it, or as the language writes digits.
ALTER TABLE account ADD COLUMN calendar TEXT CHECK (calendar IN ('gregorian', 'persian', 'islamic'));
ALTER TABLE account ADD COLUMN digits TEXT CHECK (digits IN ('latn', 'arab', 'arabext'));
