"""What a participant reads about the own registration."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from seminar_service.domain.errors import NotFound
from seminar_service.outbox.model import Message, MessageState
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.publicity import has_begun


@dataclass(frozen=True)
class OwnRegistration:
    """A registration as its owner sees it.

    `position` is the place on the waiting list, from 1 on; None for who does not wait.
    `held_until` is when it lapses unless the button in the mail is pressed; None where no button
    is needed. `mail_failed` tells that the mail with the button could not be delivered.
    `may_register_again` is for registrations that are over: the seminar takes people still.
    """

    registration: Registration
    position: int | None
    held_until: datetime | None
    mail_failed: bool
    may_withdraw: bool
    may_register_again: bool

    def has_lapsed(self, now: datetime) -> bool:
        """Whether the button was not pressed in time, be it that nobody has noted that yet."""
        overdue = self.held_until is not None and self.held_until <= now
        return overdue or self.registration.state is RegistrationState.LAPSED


def own_registration(session: Session, registration_id: int, *, now: datetime) -> OwnRegistration:
    """A registration with its seminar and the position on the waiting list. Three queries at most.

    Raises:
        NotFound: there is no such registration.
    """
    row = session.scalar(
        select(Registration)
        .options(joinedload(Registration.seminar).joinedload(Seminar.tour))
        .where(Registration.id == registration_id)
    )
    if row is None:
        raise NotFound("registration")
    seminar, live = row.seminar, row.is_live
    until = row.held_until if live else None
    return OwnRegistration(
        registration=row,
        position=waiting_position(session, row),
        held_until=until,
        mail_failed=until is not None and _mail_failed(session, row),
        may_withdraw=live and not has_begun(seminar.day, seminar.starts_at, now),
        may_register_again=not live and seminar.takes_registrations(now),
    )


def _mail_failed(session: Session, registration: Registration) -> bool:
    """Whether none of the mails about a registration could be delivered, or ever will be."""
    states = set(session.scalars(select(Message.state).where(Message.about == about(registration))))
    return states == {MessageState.FAILED}


def about(registration: Registration) -> str:
    """How the outbox names a registration."""
    return f"registration:{registration.id}"


def waiting_position(session: Session, registration: Registration) -> int | None:
    """The position of a registration on the waiting list, from 1 on; None if it does not wait."""
    if registration.state is not RegistrationState.WAITING:
        return None
    return session.execute(
        select(func.count())
        .select_from(Registration)
        .where(
            Registration.seminar_id == registration.seminar_id,
            Registration.state == RegistrationState.WAITING,
            Registration.queue_number <= registration.queue_number,
        )
    ).scalar_one()
