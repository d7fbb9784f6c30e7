"""What tests of the staff's deeds share."""

from collections.abc import Iterable
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.domain.actors import Actor, ActorKind
from seminar_service.outbox.model import Message
from seminar_service.registrations.by_hand.chosen import seen_mark
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.model import Seminar

CLERK: Final = Actor(ActorKind.ORGANISER)


def seen(*rows: Registration) -> dict[int, str]:
    """The registrations as they are looked at now."""
    return {row.id: seen_mark(row) for row in rows}


def mails(session: Session) -> list[tuple[str, str]]:
    """Which mails were written, and to whom."""
    rows = session.execute(select(Message.kind, Message.recipient).order_by(Message.id))
    return [(kind, to) for kind, to in rows]


def counted(session: Session, seminar: Seminar) -> tuple[int, int]:
    """Places taken and people waiting, as the seminar counts them."""
    session.rollback()
    session.refresh(seminar)
    assert_counters_hold(session, seminar)
    return seminar.taken, seminar.waiting


def assert_counters_hold(session: Session, seminar: Seminar) -> None:
    """Assert that the seminar counts what there is, and never more than its places."""
    rows = session.scalars(
        select(Registration.state).where(Registration.seminar_id == seminar.id)
    ).all()
    holding = {
        RegistrationState.CONFIRMED,
        RegistrationState.PROVISIONAL,
        RegistrationState.OFFERED,
    }
    assert seminar.taken == sum(state in holding for state in rows) <= seminar.capacity
    assert seminar.waiting == sum(state is RegistrationState.WAITING for state in rows)


def states(session: Session, rows: Iterable[Registration]) -> list[str]:
    """How registrations stand."""
    session.rollback()
    return [row.state.value for row in rows]
