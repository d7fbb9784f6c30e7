"""What participants change of their own registrations, without the office."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from seminar_service.domain.actors import Actor
from seminar_service.domain.errors import Category, DomainError
from seminar_service.domain.organisations import company_key
from seminar_service.history.versions import mark_edited, require_version
from seminar_service.registrations.answers import GivenAnswer, write_answers
from seminar_service.registrations.company_limits import require_room
from seminar_service.registrations.locking import locked_registration
from seminar_service.registrations.search_keys import LONGEST_KEY
from seminar_service.seminars.publicity import has_begun
from seminar_service.storage.transaction import transaction


class RegistrationOver(DomainError):  # noqa: N818 (named after the rule)
    """The place or the wait has been given up or has lapsed, or the seminar has begun."""

    code = "registration_over"
    category = Category.CONFLICT


def change(
    session: Session,
    registration_id: int,
    columns: Mapping[str, Any],
    answers: Sequence[GivenAnswer],
    *,
    instead_of: Collection[int],
    version: int | None,
    actor: Actor,
    now: datetime,
) -> None:
    """Note what somebody answers now. Name and mail address stay: by them a place is somebody's.

    Args:
        session: The database.
        registration_id: The registration.
        columns: The answers to standard questions, by columns of `Registration`.
        answers: The answers to own questions.
        instead_of: Keys of the own questions whose earlier answers these replace.
        version: Of the registration, as it was shown.
        actor: Who does it.
        now: The present instant.

    Raises:
        NotFound: there is no such registration.
        RegistrationOver: nothing of it changes any more.
        ChangedMeanwhile: somebody else has edited it.
        CompanyLimitReached: it is another company now, of which the seminar takes no more people.
    """
    with transaction(session):
        row = locked_registration(session, registration_id)
        seminar = row.seminar
        if not row.is_live or has_begun(seminar.day, seminar.starts_at, now):
            raise RegistrationOver
        require_version(row, version)
        company = columns.get("company", row.company)
        if company_key(company, longest=LONGEST_KEY) != row.company_key:
            require_room(session, seminar, company, besides=row.id)
        for name, value in columns.items():
            setattr(row, name, value)
        write_answers(session, row, answers, instead_of=instead_of)
        mark_edited(session, row, actor=actor, now=now)
