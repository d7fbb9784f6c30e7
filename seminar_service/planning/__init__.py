"""Plans: from the bids to an answer to all of them, and the planner's runs."""
