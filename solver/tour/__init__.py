"""A tour in numbers: what a plan costs and which rules it breaks, without any search."""
