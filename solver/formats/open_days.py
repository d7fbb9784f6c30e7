"""A file that says on which days something can be arranged: a date to a line."""

from datetime import date
from pathlib import Path

from solver.errors import UnusableFile
from solver.formats.jsontext import read_text
from solver.formats.times import parse_date

COMMENT = "#"


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
