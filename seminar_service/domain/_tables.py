"""Reading of the tables that come with the package."""

import csv
from importlib.resources import files


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of `seminar_service/data/NAME` as dictionaries by column."""
    text = files("seminar_service").joinpath("data", name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
