"""Pages that the organiser writes in both languages, with their versions; news."""
