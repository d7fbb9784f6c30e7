"""The checks of single values that the validation of an instance is made of."""

import datetime as dt
import json
import re
from collections.abc import Collection, Iterable, Sequence
from typing import TypeGuard

from solver.errors import Fault
from solver.formats.times import parse_date, parse_time

LARGEST_NUMBER = 1_000_000_000

_PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def child_path(path: str, key: str | int) -> str:
    """Return the JSON path of a member, such as `$.bids[3].dates["2027-05-06"]`."""
    if isinstance(key, int):
        return f"{path}[{key}]"
    if _PLAIN_KEY.fullmatch(key):
        return f"{path}.{key}"
    return f"{path}[{quoted(key)}]"


def quoted(value: object) -> str:
    """Return a value as JSON writes it."""
    return json.dumps(value, ensure_ascii=False, default=repr)


def is_number(value: object) -> bool:
    """Say whether it is an integer from 0 to `LARGEST_NUMBER`."""
    return type(value) is int and 0 <= value <= LARGEST_NUMBER


class Faults:
    """Collects the faults of one document.

    Each check takes a value and its JSON path, notes what is wrong, and answers with what the
    caller needs in order to look deeper.

    Attributes:
        found: The faults so far, in the order in which they were met.
    """

    def __init__(self) -> None:
        self.found: list[Fault] = []

    def add(self, path: str, message: str) -> None:
        """Note a fault."""
        self.found.append(Fault(path, message))

    def is_object(
        self, value: object, path: str, keys: Sequence[str]
    ) -> TypeGuard[dict[str, object]]:
        """Say whether it is an object; note missing, unknown and repeated keys."""
        if not isinstance(value, dict):
            self.add(path, "an object is needed here")
            return False
        self.repeated_keys(value, path)
        for key in keys:
            if key not in value:
                self.add(child_path(path, key), "this key is missing")
        for key in value:
            if key not in keys:
                self.add(child_path(path, key), "this key is unknown")
        return True

    def repeated_keys(self, value: object, path: str) -> None:
        """Note each key that the text of an object repeats."""
        repeated: Iterable[str] = getattr(value, "repeated_keys", ())
        for key in repeated:
            self.add(child_path(path, key), "this key is repeated")

    def is_list(self, value: object, path: str) -> TypeGuard[list[object]]:
        """Say whether it is a list."""
        if isinstance(value, list):
            return True
        self.add(path, "a list is needed here")
        return False

    def is_text(self, value: object, path: str) -> TypeGuard[str]:
        """Say whether it is a string."""
        if isinstance(value, str):
            return True
        self.add(path, "a string is needed here")
        return False

    def texts(self, value: object, path: str) -> None:
        """Check a list of strings."""
        if self.is_list(value, path):
            for index, item in enumerate(value):
                self.is_text(item, child_path(path, index))

    def flag(self, value: object, path: str) -> bool | None:
        """Return it where it is true or false."""
        if isinstance(value, bool):
            return value
        self.add(path, "true or false is needed here")
        return None

    def number(self, value: object, path: str) -> None:
        """Check an integer from 0 to `LARGEST_NUMBER`."""
        if not isinstance(value, int) or isinstance(value, bool):
            self.add(path, "an integer is needed here")
        elif value < 0:
            self.add(path, f"{value} is below 0")
        elif value > LARGEST_NUMBER:
            self.add(path, f"the number is above {LARGEST_NUMBER}")

    def numbers(self, members: dict[str, object], path: str, keys: Iterable[str]) -> None:
        """Check those of the keys that are there, each an integer."""
        for key in keys:
            if key in members:
                self.number(members[key], child_path(path, key))

    def time(self, value: object, path: str) -> int | None:
        """Return the minutes after midnight where it is a time."""
        minutes = parse_time(value)
        if minutes is None:
            self.add(path, f"{quoted(value)} is no time from 00:00 to 23:59")
        return minutes

    def date(self, value: object, path: str) -> dt.date | None:
        """Return the date where it is one."""
        date = parse_date(value)
        if date is None:
            self.add(path, f"{quoted(value)} is no date of the form YYYY-MM-DD")
        return date

    def reference(self, value: object, path: str, known: Collection[str], kind: str) -> None:
        """Check the id of something that is defined elsewhere in the document."""
        if self.is_text(value, path) and value not in known:
            self.add(path, f"there is no {kind} {quoted(value)}")
