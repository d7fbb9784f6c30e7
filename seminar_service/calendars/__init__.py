"""iCalendar feeds, files and invitations, made from values alone."""
