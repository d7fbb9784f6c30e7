"""A consultation at a seminar that goes on: it becomes a case and keeps its trail."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.consultations.model import Case
from seminar_service.consultations.sealed import DeskSeal
from seminar_service.consultations.services import put_case
from seminar_service.consultations.values import (
    CaseFacts,
    CaseSecrets,
    Channel,
    Client,
    ClientKind,
)
from seminar_service.domain.actors import Actor
from seminar_service.domain.errors import NotFound
from seminar_service.domain.history import HistoryKind
from seminar_service.registrations import history as registration_history
from seminar_service.registrations.model import Registration
from seminar_service.seminars.model import Seminar
from seminar_service.storage.transaction import transaction


def open_from(
    session: Session, registration_id: int, *, seal: DeskSeal, actor: Actor, now: datetime
) -> str:
    """Make a case of somebody's registration, once, and return its number.

    The case waits in the queue; whoever makes it does not read it.

    Raises:
        NotFound: There is no such registration.
    """
    with transaction(session):
        row = session.get(Registration, registration_id, with_for_update={"key_share": True})
        if row is None:
            raise NotFound("registration")
        there = number_of(session, registration_id)
        if there:
            return there
        case = put_case(session, _facts(row), _secrets(row), seal=seal, actor=actor, now=now)
        case.registration_id, case.locale = row.id, row.locale
        kind = HistoryKind.REGISTRATION_TO_DESK
        registration_history.tell(session, row, kind, actor=actor, now=now, number=case.reference)
        return case.reference


def number_of(session: Session, registration_id: int) -> str:
    """The number of the case that a registration became; empty where there is none. One query."""
    found = session.scalar(select(Case).where(Case.registration_id == registration_id))
    return found.reference if found else ""


def seminar_of(session: Session, case: Case) -> Seminar | None:
    """The seminar from which a case came, as long as that is known. At most one query."""
    if case.registration_id is None:
        return None
    return session.scalar(
        select(Seminar)
        .join(Registration, Registration.seminar_id == Seminar.id)
        .where(Registration.id == case.registration_id)
    )


def _facts(row: Registration) -> CaseFacts:
    return CaseFacts(
        channel=Channel.SEMINAR,
        client_kind=ClientKind.COMPANY if row.company else ClientKind.PERSON,
        user_kind=row.participant_kind,
        employees=row.employees,
        industry=row.industry,
    )


def _secrets(row: Registration) -> CaseSecrets:
    return CaseSecrets(Client(row.name, row.company, row.email, row.telephone))
