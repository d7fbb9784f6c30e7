"""Maps, calendars and timelines: where things stand, computed here and drawn by templates."""
