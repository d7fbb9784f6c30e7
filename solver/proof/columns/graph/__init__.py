"""Which seminar can follow which: the trip graph in arrays, and compiled loops over them."""
