"""The directory of counters from a file: all of its lines, or none."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.counters.model import Counter
from seminar_service.counters.services import columns_of, new_counter, write_details
from seminar_service.counters.values import CounterDetails
from seminar_service.domain.actors import Actor
from seminar_service.domain.errors import ChangedMeanwhile
from seminar_service.history.versions import mark_edited
from seminar_service.sheets.model import SheetUpload
from seminar_service.sheets.uploads import BROUGHT_IN, locked_upload, mark_done
from seminar_service.storage.transaction import transaction

MOST_COUNTERS: Final = 500
"""Counters of one file."""
CHANGED: Final = "changed"
"""How many counters that were known say something else now."""


class CounterFate(StrEnum):
    """What becomes of a line: a new counter, a changed one, or nothing."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"


@dataclass(frozen=True)
class Foreseen:
    """What would become of each line, and a mark of the directory for which this holds."""

    fates: Sequence[CounterFate]
    mark: str


def foresee(session: Session, lines: Sequence[CounterDetails]) -> Foreseen:
    """What would become of each line; counters are known by prefecture and name. One query."""
    known = _known(session)
    return Foreseen([_fate(known.get(_key(each)), each) for each in lines], _mark(known))


def bring_in(
    session: Session,
    upload_id: int,
    lines: Iterable[CounterDetails],
    *,
    seen: str,
    actor: Actor,
    now: datetime,
) -> SheetUpload:
    """Bring all counters of a file into the directory; brought in once more, it changes nothing.

    Counters that no line names stay as they are.

    Raises:
        NotFound: There is no such file any more.
        ChangedMeanwhile: The directory is not the one for which the fates were `seen`.
        SampleWithTelephone: A line of a sample has a telephone number.
    """
    with transaction(session):
        upload = locked_upload(session, upload_id)
        if upload.done_at is not None:
            return upload
        known = _known(session, locked=True)
        if _mark(known) != seen:
            raise ChangedMeanwhile("counter")
        numbers = dict.fromkeys(CounterFate, 0)
        for line in lines:
            row = known.get(_key(line))
            fate = _fate(row, line)
            numbers[fate] += 1
            if row is None:
                new_counter(session, line, actor=actor, now=now)
            elif fate is CounterFate.CHANGED:
                write_details(row, line, now=now)
                mark_edited(session, row, actor=actor, now=now)
        outcome = {BROUGHT_IN: numbers[CounterFate.NEW], CHANGED: numbers[CounterFate.CHANGED]}
        mark_done(upload, outcome, now=now)
        return upload


def _key(line: CounterDetails | Counter) -> tuple[str, str]:
    return line.prefecture, line.name_ja


def _fate(row: Counter | None, line: CounterDetails) -> CounterFate:
    if row is None:
        return CounterFate.NEW
    is_same = all(getattr(row, name) == value for name, value in columns_of(line).items())
    is_same = is_same and line.reports is (row.reports_from is not None)
    return CounterFate.SAME if is_same else CounterFate.CHANGED


def _mark(known: Mapping[tuple[str, str], Counter]) -> str:
    """Another one as soon as a counter comes or is edited."""
    versions = sorted((row.id, row.version) for row in known.values())
    return hashlib.sha256(repr(versions).encode()).hexdigest()[:32]


def _known(session: Session, *, locked: bool = False) -> dict[tuple[str, str], Counter]:
    found = select(Counter).order_by(Counter.id)
    if locked:
        found = found.with_for_update(key_share=True)
    return {_key(row): row for row in session.scalars(found)}
