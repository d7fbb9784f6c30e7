"""Invented people who register, so that places are taken and one seminar is full."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.domain.actors import PARTICIPANT
from seminar_service.domain.fiscal_years import FiscalYear
from seminar_service.domain.tour_codes import TourCode
from seminar_service.domain.vocabulary import (
    EmployeeBand,
    Industry,
    ParticipantKind,
    SharedWithHost,
)
from seminar_service.outbox.office import Office
from seminar_service.registrations import services as registrations
from seminar_service.registrations.model import Registration
from seminar_service.registrations.values import Applicant
from seminar_service.samples import words
from seminar_service.seminars.model import Seminar
from seminar_service.tours.model import Tour

SHARES = (0.3, 0.9, 0.1, 1.1, 0.5, 0.2, 0.0, 0.4)
"""Which part of its places each of the next seminars has filled; over 1 means people wait."""

KINDS = tuple(ParticipantKind)
BANDS = tuple(EmployeeBand)
INDUSTRIES = tuple(Industry)


def register(session: Session, year: FiscalYear, *, office: Office, now: datetime) -> None:
    """Let people register for the next seminars of a tour for which nobody has registered."""
    there = select(Registration.id).join(Seminar).join(Tour).limit(1)
    if session.scalar(there.where(Tour.has_code(TourCode(year.start_year)))) is not None:
        return
    open_seminars = [
        (seminar.public_id, seminar.capacity)
        for seminar in session.scalars(
            select(Seminar)
            .join(Tour)
            .where(Tour.has_code(TourCode(year.start_year)))
            .order_by(Seminar.day, Seminar.id)
        )
        if seminar.takes_registrations(now)
    ]
    number = 0
    for (public_id, capacity), share in zip(open_seminars, SHARES, strict=False):
        for _ in range(int(capacity * share)):
            key = f"sample-{year.start_year}-{number}"
            registrations.register(
                session,
                public_id,
                _applicant(number),
                form_key=key,
                network=None,
                office=office,
                actor=PARTICIPANT,
                now=now,
            )
            number += 1


def _applicant(number: int) -> Applicant:
    name, reading = words.person(number)
    return Applicant(
        name=name,
        name_kana=reading,
        email=f"person-{number + 1:03}@example.jp",
        participant_kind=KINDS[number % len(KINDS)],
        company=words.COMPANIES[number % len(words.COMPANIES)],
        department=words.DEPARTMENTS[number % len(words.DEPARTMENTS)],
        employees=BANDS[number % len(BANDS)],
        industry=INDUSTRIES[number % len(INDUSTRIES)],
        wishes_consultation=number % 4 == 0,
        shared_with_host=list(SharedWithHost)[number % 3],
    )
