"""Reads of counters: for the public as plain rows, for the staff as they are."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.counters.model import Counter
from seminar_service.counters.values import CounterRow
from seminar_service.domain.errors import NotFound
from seminar_service.storage.reading import Reader, read_rows

_SHOWN = tuple(getattr(Counter, name) for name in CounterRow._fields)
_ORDER = (Counter.prefecture, Counter.id)


def directory(reader: Reader) -> list[CounterRow]:
    """All counters of the public directory, from north to south. One query."""
    rows = read_rows(reader, select(*_SHOWN).where(Counter.is_listed).order_by(*_ORDER))
    return [CounterRow(*row) for row in rows]


def directory_of(reader: Reader, prefecture: str) -> list[CounterRow]:
    """Those of one prefecture. One query."""
    found = select(*_SHOWN).where(Counter.is_listed, Counter.prefecture == prefecture)
    return [CounterRow(*row) for row in read_rows(reader, found.order_by(*_ORDER))]


def all_counters(session: Session) -> Sequence[Counter]:
    """Every counter, those that are not listed, too. One query."""
    return session.scalars(select(Counter).order_by(*_ORDER)).all()


def counter(session: Session, counter_id: int) -> Counter:
    """One counter.

    Raises:
        NotFound: There is no such counter.
    """
    found = session.get(Counter, counter_id)
    if found is None:
        raise NotFound("counter")
    return found
