"""Values of planning as JSON: days as texts, tuples as lists."""

from collections.abc import Mapping
from datetime import date
from typing import Any


def plain(value: Any) -> Any:  # noqa: ANN401 (whatever the values hold)
    """Return a value, and all within it, as JSON values."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {plain(key): plain(each) for key, each in value.items()}
    return list(map(plain, value)) if isinstance(value, tuple) else value
