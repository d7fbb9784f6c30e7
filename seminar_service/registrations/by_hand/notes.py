"""Notes about registrations, for the staff alone."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.domain.actors import Actor
from seminar_service.domain.errors import NotFound
from seminar_service.domain.history import HistoryKind
from seminar_service.history.services import Datum
from seminar_service.registrations.change_model import RegistrationNote
from seminar_service.registrations.history import tell
from seminar_service.registrations.model import Registration
from seminar_service.storage.transaction import transaction

LONGEST_NOTE: Final = 2_000
"""Letters of one note."""


def add_note(
    session: Session, registration_id: int, text: str, *, actor: Actor, now: datetime
) -> None:
    """Write something down about a registration, whatever its state. Nobody is written to.

    Raises:
        NotFound: there is no such registration.
    """
    with transaction(session):
        registration = session.get(Registration, registration_id)
        if registration is None:
            raise NotFound("registration")
        note(session, registration, HistoryKind.REGISTRATION_NOTED, text, actor=actor, now=now)


def add_notes(
    session: Session, seen: Mapping[int, str], text: str, *, actor: Actor, now: datetime
) -> int:
    """Write the same down about several registrations, however they stand; gives how many.

    Args:
        session: The database.
        seen: The registrations, by their numbers.
        text: The note.
        actor: Who writes it.
        now: The present instant.

    Raises:
        NotFound: one of them is not there.
    """
    with transaction(session):
        wanted = select(Registration).where(Registration.id.in_(seen)).order_by(Registration.id)
        rows = session.scalars(wanted).all()
        if len(rows) < len(seen):
            raise NotFound("registration")
        for row in rows:
            note(session, row, HistoryKind.REGISTRATION_NOTED, text, actor=actor, now=now)
        return len(rows)


def note(
    session: Session,
    registration: Registration,
    happened: HistoryKind,
    text: str,
    *,
    actor: Actor,
    now: datetime,
    **data: Datum,
) -> None:
    """Write down what happened, with a note where one is given. Part of the caller's transaction.

    The text stands beside the line of the history, which holds nothing that somebody wrote.
    """
    line = tell(session, registration, happened, actor=actor, now=now, **data)
    if text:
        session.add(RegistrationNote(line=line, registration_id=registration.id, text=text))
