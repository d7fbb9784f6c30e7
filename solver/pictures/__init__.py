"""A plan as a picture: the year of each adviser, the refusals, and a map of the trips."""
