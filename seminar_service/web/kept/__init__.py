"""Pages and feeds that everybody may see, kept as they were last built."""
