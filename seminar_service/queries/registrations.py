"""What a participant reads about the own registration."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from seminar_service.domain.errors import NotFound
from seminar_service.domain.publicity import has_begun
from seminar_service.domain.states import RegistrationState
from seminar_service.models.registrations import Registration

WITHDRAWABLE = {
    RegistrationState.CONFIRMED,
    RegistrationState.WAITING,
    RegistrationState.OFFERED,
}


@dataclass(frozen=True)
class OwnRegistration:
    """A registration as its owner sees it.

    `position` is the place on the waiting list, from 1 on; None for who does not wait.
    """

    registration: Registration
    position: int | None
    may_withdraw: bool


def own_registration(session: Session, registration_id: int, *, now: datetime) -> OwnRegistration:
    """A registration with its seminar and the position on the waiting list. Two queries.

    Raises:
        NotFound: there is no such registration.
    """
    row = session.scalar(
        select(Registration)
        .options(joinedload(Registration.seminar))
        .where(Registration.id == registration_id)
    )
    if row is None:
        raise NotFound("registration")
    begun = has_begun(row.seminar.day, row.seminar.starts_at, now)
    return OwnRegistration(
        registration=row,
        position=waiting_position(session, row),
        may_withdraw=row.state in WITHDRAWABLE and not begun,
    )


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
