"""Days on which something can be arranged; in a file, a date to a line."""

from collections.abc import Collection, Mapping
from datetime import date
from pathlib import Path

from solver.errors import UnusableFile
from solver.formats.jsontext import read_text
from solver.formats.times import parse_date

COMMENT = "#"

OpenDays = Collection[date] | Mapping[str, Collection[date]]
"""The days that are open to all bids, or by the id of each; none to a bid that is not named."""


def days_open_to(bid: str, open_days: OpenDays) -> Collection[date]:
    """Return the days that are open to a bid (id)."""
    return open_days.get(bid, ()) if isinstance(open_days, Mapping) else open_days


def load_open_days(path: Path) -> frozenset[date]:
    """Return the days of a file; empty lines and what follows a `#` do not count.

    Raises:
        UnusableFile: It cannot be read, or a line holds something else; the message names it.
    """
    days = set()
    for number, line in enumerate(read_text(path).splitlines(), start=1):
        text = line.partition(COMMENT)[0].strip()
        day = parse_date(text)
        if day is not None:
            days.add(day)
        elif text:
            raise UnusableFile(f"{path}: line {number}: {text!r} is no date such as 2027-06-28")
    return frozenset(days)
