"""The real tour of fiscal year 2015, from the reference material beside the repository."""

import json
from pathlib import Path
from typing import Any

import pytest

TOURS = Path(__file__).resolve().parents[4] / "shared" / "tours"


def reference(name: str) -> dict[str, Any]:
    """A document of the reference tours; skips where they are absent."""
    file = TOURS / f"{name}.json"
    if not file.is_file():
        pytest.skip(f"the reference tours are not at {TOURS}")
    document: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return document
