"""The planning room: what is ready to be planned, the planner's runs, and the plans."""
