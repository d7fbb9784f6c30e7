"""What calendars show: rows of the database as entries and feeds, in the reader's language."""
