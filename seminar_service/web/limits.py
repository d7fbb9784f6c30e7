"""The highest numbers that forms take: one for each meaning, whoever fills in the form."""

from typing import Final

HIGHEST_YEN: Final = 1_000_000_000
"""More than the budget of any tour; a sum of all its costs still fits its column."""
LARGEST_VENUE: Final = 10_000
"""More people than any hall seats where seminars are held."""
