"""JSON text to values, remembering what the standard reader forgets."""

import json
from pathlib import Path
from typing import NoReturn

from solver.errors import UnusableFile


class JsonObject(dict[str, object]):
    """A JSON object that knows which of its keys were written more than once.

    Attributes:
        repeated_keys: Those keys, once for each repetition.
    """

    def __init__(self, pairs: list[tuple[str, object]]) -> None:
        super().__init__(pairs)
        seen: set[str] = set()
        self.repeated_keys: list[str] = []
        for key, _ in pairs:
            if key in seen:
                self.repeated_keys.append(key)
            seen.add(key)


def parse_json(text: str) -> object:
    """Return the value of a JSON text; its objects are `JsonObject`s.

    Raises:
        ValueError: The text is not JSON, uses `NaN` or `Infinity`, or is nested too deeply.
    """
    try:
        value: object = json.loads(
            text, object_pairs_hook=JsonObject, parse_constant=_refuse_constant
        )
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    return value


def read_text(path: str | Path) -> str:
    """Return the text of a file.

    Raises:
        UnusableFile: It cannot be opened, or is not UTF-8.
    """
    try:
        return Path(path).read_text(encoding="utf-8")
    except OSError as error:
        raise UnusableFile(f"{path}: {error.strerror or error}") from error
    except ValueError as error:
        raise UnusableFile(f"{path}: not UTF-8 text") from error


def _refuse_constant(text: str) -> NoReturn:
    raise ValueError(f"{text} is not a JSON number")
