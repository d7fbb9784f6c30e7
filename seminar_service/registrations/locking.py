"""The rows that whoever changes registrations locks first."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.domain.errors import ChangedMeanwhile, NotFound
from seminar_service.domain.history import SubjectKind
from seminar_service.registrations.model import Registration
from seminar_service.seminars.model import Seminar


def locked_public_seminar(session: Session, public_id: str) -> Seminar:
    """A seminar that everybody may see, with its row locked. Part of the caller's transaction.

    Raises:
        NotFound: there is none.
    """
    seminar = session.scalar(
        select(Seminar).where(Seminar.public_id == public_id).with_for_update(key_share=True)
    )
    if seminar is None or not seminar.is_public:
        raise NotFound("seminar")
    return seminar


def locked_registration(session: Session, registration_id: int) -> Registration:
    """The registration as it is once its seminar's row is locked.

    Part of the caller's transaction.

    Raises:
        NotFound: there is no such registration.
        ChangedMeanwhile: the office has just moved it to another seminar.
    """
    locked = session.execute(
        select(Seminar.id)
        .join(Registration, Registration.seminar_id == Seminar.id)
        .where(Registration.id == registration_id)
        .with_for_update(of=Seminar, key_share=True)
    ).scalar()
    registration = session.get(Registration, registration_id)
    if registration is None:
        raise NotFound("registration")
    if registration.seminar_id != locked:  # moved while this waited for the lock
        raise ChangedMeanwhile(SubjectKind.REGISTRATION)
    return registration
