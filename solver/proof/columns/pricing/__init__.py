"""The pricing problem: the cheapest trips and years of each adviser."""
