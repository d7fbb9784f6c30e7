"""New keys for the desk: what lies under earlier ones is closed anew under the first."""

from datetime import datetime
from typing import Final

from sqlalchemy import Table, select, update
from sqlalchemy.orm import Session

from seminar_service.access.sealing import SealBroken
from seminar_service.consultations.model import SEALED, Case
from seminar_service.consultations.sealed import DeskSeal
from seminar_service.domain.actors import Actor
from seminar_service.domain.history import HistoryKind, Subject, SubjectKind
from seminar_service.history import services as history
from seminar_service.storage.base import Base
from seminar_service.storage.transaction import transaction

ROWS_AT_ONCE: Final = 200
"""Rows of one transaction, so that nobody at the desk waits long."""


def sealed_tables() -> dict[Table, list[str]]:
    """The tables with columns under seal, and the names of these."""
    found = {
        table: [column.name for column in table.c if column.info.get(SEALED)]
        for table in Base.metadata.sorted_tables
    }
    return {table: names for table, names in found.items() if names}


def is_in_use(session: Session) -> bool:
    """Whether the desk keeps anything. One query."""
    return session.scalar(select(Case.id).limit(1)) is not None


def opens_what_is_kept(session: Session, seal: DeskSeal) -> bool:
    """Whether the keys open what was kept last. One query."""
    kept = session.scalar(
        select(Case.client).where(Case.client != "").order_by(Case.id.desc()).limit(1)
    )
    try:
        seal.open(kept or "")
    except SealBroken:
        return False
    return True


def rotate(session: Session, *, seal: DeskSeal, actor: Actor, now: datetime) -> int:
    """Close everything anew under the first key; how many rows that were.

    Interrupted, it can be begun again. Earlier keys are needed until it has ended.

    Raises:
        SealBroken: Something was kept under a key that is not known.
    """
    number = sum(_rotate_table(session, table, names, seal) for table, names in _in_order())
    with transaction(session):
        subject = Subject(SubjectKind.INSTALLATION)
        history.record(session, HistoryKind.DESK_KEYS_CHANGED, subject, actor, now, rows=number)
    return number


def _in_order() -> list[tuple[Table, list[str]]]:
    return list(sealed_tables().items())


def _rotate_table(session: Session, table: Table, names: list[str], seal: DeskSeal) -> int:
    last, number = 0, 0
    while True:
        with transaction(session):
            rows = session.execute(
                select(table.c.id, *(table.c[name] for name in names))
                .where(table.c.id > last)
                .order_by(table.c.id)
                .limit(ROWS_AT_ONCE)
                .with_for_update(key_share=True)
            ).all()
            for row in rows:
                kept = {name: value for name, value in zip(names, row[1:], strict=True) if value}
                renewed = {name: _renewed(value, seal) for name, value in kept.items()}
                if renewed:
                    session.execute(update(table).where(table.c.id == row.id).values(**renewed))
            if table is Case.__table__:
                _renew_digests(session, [row.id for row in rows], seal)
        if not rows:
            return number
        last, number = rows[-1].id, number + len(rows)


def _renewed(kept: str | bytes, seal: DeskSeal) -> str | bytes:
    if isinstance(kept, str):
        return seal.close(seal.open(kept))
    return seal.close_bytes(seal.open_bytes(bytes(kept)))


def _renew_digests(session: Session, case_ids: list[int], seal: DeskSeal) -> None:
    session.expire_all()
    for case in session.scalars(select(Case).where(Case.id.in_(case_ids))):
        seal.write(case, seal.read(case))
