"""What a participant reads about the own registration."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, UnaryExpression, and_, func, literal, or_, select
from sqlalchemy.orm import Session, joinedload

from seminar_service.domain.errors import NotFound
from seminar_service.outbox.model import MISSED_STATES, Message
from seminar_service.registrations.answers import with_answers
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.publicity import has_begun

ABOUT: Final = "registration"
"""How the outbox names the things that mails about registrations speak of."""


@dataclass(frozen=True)
class OwnRegistration:
    """A registration as its owner sees it.

    `position` is the place on the waiting list, from 1 on; None for who does not wait.
    `held_until` is when it lapses unless the button in the mail is pressed; None where no button
    is needed. `offered_until` is when an offered place lapses unless it is accepted; None where
    none is offered. `mail_failed` tells that the mail with the button could not be delivered.
    `may_register_again` is for registrations that are over: the seminar takes people still.
    """

    registration: Registration
    position: int | None
    held_until: datetime | None
    offered_until: datetime | None
    mail_failed: bool
    may_withdraw: bool
    may_register_again: bool

    def has_lapsed(self, now: datetime) -> bool:
        """Whether nobody confirmed or accepted in time, be it that nobody has noted that yet."""
        lapsed = self.registration.state is RegistrationState.LAPSED
        return lapsed or self.registration.is_overdue(now)


def own_registration(session: Session, registration_id: int, *, now: datetime) -> OwnRegistration:
    """A registration with its seminar, its answers and the position on the waiting list.

    Three queries at most.

    Raises:
        NotFound: there is no such registration.
    """
    rows = session.scalars(
        select(Registration)
        .options(joinedload(Registration.seminar).joinedload(Seminar.tour), with_answers())
        .where(Registration.id == registration_id)
    )
    row = rows.unique().one_or_none()
    if row is None:
        raise NotFound("registration")
    seminar, live = row.seminar, row.is_live
    until = row.held_until if live else None
    offered = row.state is RegistrationState.OFFERED
    return OwnRegistration(
        registration=row,
        position=waiting_position(session, row),
        held_until=until,
        offered_until=row.offered_until if offered else None,
        mail_failed=until is not None and _mail_failed(session, row),
        may_withdraw=live and not has_begun(seminar.day, seminar.starts_at, now),
        may_register_again=not live and seminar.takes_registrations(now),
    )


def _mail_failed(session: Session, registration: Registration) -> bool:
    """Whether none of the mails about a registration could be delivered, or ever will be."""
    states = set(session.scalars(select(Message.state).where(Message.about == about(registration))))
    return bool(states) and states <= set(MISSED_STATES)


def about(registration: Registration) -> str:
    """How the outbox names a registration."""
    return f"{ABOUT}:{registration.id}"


_SINCE: Final = func.coalesce(Registration.waits_since, Registration.created_at)


def waiting_order() -> tuple[UnaryExpression[Any], ...]:
    """The order of a waiting list: the highest priority first, then who has waited longest.

    Who was moved here from another seminar has waited since then. Those of one instant have their
    numbers in the queue.
    """
    return Registration.priority.desc(), _SINCE.asc(), Registration.queue_number.asc()


def waiting_position(session: Session, registration: Registration) -> int | None:
    """The position of a registration on the waiting list, from 1 on; None if it does not wait.

    Who waits for a place at the venue and who waits for one online stand on lists of their own.
    """
    if registration.state is not RegistrationState.WAITING:
        return None
    return session.execute(
        select(func.count())
        .select_from(Registration)
        .where(
            Registration.seminar_id == registration.seminar_id,
            Registration.state == RegistrationState.WAITING,
            Registration.mode == registration.mode,
            _not_behind(registration),
        )
    ).scalar_one()


def _not_behind(registration: Registration) -> ColumnElement[bool]:
    """Who comes before a registration in `waiting_order`, and the registration itself."""
    since = registration.waits_since or registration.created_at
    same: ColumnElement[bool] = literal(since, _SINCE.type) == _SINCE
    earlier: ColumnElement[bool] = literal(since, _SINCE.type) > _SINCE
    ahead = or_(earlier, and_(same, Registration.queue_number <= registration.queue_number))
    longer = and_(Registration.priority == registration.priority, ahead)
    return or_(Registration.priority > registration.priority, longer)
