"""Lists that are cut into pages, where they are longer than a person reads."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class ListPage(Generic[Row]):
    """Some rows of a list; pages count from 1."""

    rows: Sequence[Row]
    page: int
    pages: int


def cut(rows: Sequence[Row], page: int, *, size: int) -> ListPage[Row]:
    """Return one page of a list; the last one where there are fewer.

    Args:
        rows: The whole list.
        page: Which page is asked for.
        size: How many rows a page has at most.
    """
    pages = max(1, -(-len(rows) // size))
    page = min(max(page, 1), pages)
    return ListPage(rows[(page - 1) * size : page * size], page, pages)


def page_with(rows: Sequence[Row], row: Row, *, size: int) -> int:
    """Return on which page of a list a row stands; the first where it is not in the list."""
    return rows.index(row) // size + 1 if row in rows else 1
