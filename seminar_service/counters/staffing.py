"""Which account of counter staff belongs to which counter."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.accounts.model import Role, RoleName, User
from seminar_service.counters.model import CounterStaff
from seminar_service.counters.services import locked_counter
from seminar_service.domain.actors import Actor
from seminar_service.domain.errors import NotFound
from seminar_service.domain.history import HistoryKind, Subject, SubjectKind
from seminar_service.history import services as history
from seminar_service.storage.transaction import transaction

_OF_COUNTERS = User.roles.any(Role.name == RoleName.COUNTER_STAFF.value)


def bind(session: Session, counter_id: int, user_id: int, *, actor: Actor, now: datetime) -> None:
    """Let an account of counter staff see this counter and no other; twice is once.

    Raises:
        NotFound: There is no such counter, or no such account of counter staff.
    """
    with transaction(session):
        locked_counter(session, counter_id)
        user = session.scalar(
            select(User).where(User.id == user_id, _OF_COUNTERS).with_for_update(key_share=True)
        )
        if user is None:
            raise NotFound("account")
        row = session.get(CounterStaff, user_id)
        if row is not None and row.counter_id == counter_id:
            return
        if row is None:
            session.add(CounterStaff(user_id=user_id, counter_id=counter_id))
        else:
            row.counter_id = counter_id
        subject = Subject(SubjectKind.ACCOUNT, user_id)
        history.record(
            session, HistoryKind.COUNTER_STAFF_BOUND, subject, actor, now, counter=counter_id
        )


def let_go(session: Session, counter_id: int, user_id: int, *, actor: Actor, now: datetime) -> None:
    """Let an account see this counter no longer; twice is once.

    Raises:
        NotFound: There is no such counter.
    """
    with transaction(session):
        locked_counter(session, counter_id)
        row = session.get(CounterStaff, user_id)
        if row is None or row.counter_id != counter_id:
            return
        session.delete(row)
        subject = Subject(SubjectKind.ACCOUNT, user_id)
        history.record(
            session, HistoryKind.COUNTER_STAFF_LET_GO, subject, actor, now, counter=counter_id
        )


def counter_of(session: Session, user_id: int) -> int | None:
    """The counter that an account belongs to, if any. One query."""
    return session.scalar(select(CounterStaff.counter_id).where(CounterStaff.user_id == user_id))


def bound_to(session: Session, counter_id: int) -> Sequence[User]:
    """The accounts of a counter. One query."""
    found = select(User).join(CounterStaff, CounterStaff.user_id == User.id)
    return session.scalars(
        found.where(CounterStaff.counter_id == counter_id, _OF_COUNTERS).order_by(User.id)
    ).all()


def unbound(session: Session) -> Sequence[User]:
    """The open accounts of counter staff that belong to no counter. One query."""
    bound = select(CounterStaff.user_id)
    return session.scalars(
        select(User).where(_OF_COUNTERS, User.active, User.id.not_in(bound)).order_by(User.id)
    ).all()
