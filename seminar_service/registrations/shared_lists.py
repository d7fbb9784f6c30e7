"""Who comes to a seminar, as far as each agreed that its host and advisers read it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from seminar_service.domain.vocabulary import AttendanceMode, SharedWithHost
from seminar_service.registrations.answer_counts import COUNTED
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.model import Seminar

NAMED: Final = (SharedWithHost.NAME_AND_COMPANY, SharedWithHost.WITH_MAIL)


@dataclass(frozen=True)
class SharedPerson:
    """Somebody on the list; `email` is empty where the person did not agree to it."""

    name: str
    reading: str
    company: str
    email: str
    mode: AttendanceMode


@dataclass(frozen=True)
class Numbers:
    """How many people have a place in a way of attending, and how many wait for one."""

    mode: AttendanceMode
    seated: int
    waiting: int


@dataclass(frozen=True)
class SharedList:
    """What host and advisers read of the participants of a seminar.

    Attributes:
        seminar: The seminar.
        people: Those with a place who agreed to be named, by reading.
        further: How many more have a place, and are only counted.
        numbers: Places and waits, for each way of attending.
    """

    seminar: Seminar
    people: Sequence[SharedPerson]
    further: int
    numbers: Sequence[Numbers]


def shared_list(session: Session, seminar: Seminar) -> SharedList:
    """Read the list of a seminar. Two queries: of who is only counted nothing is read."""
    rows = session.scalars(
        select(Registration)
        .where(
            Registration.seminar_id == seminar.id,
            Registration.state.in_(COUNTED),
            Registration.shared_with_host.in_(NAMED),
        )
        .order_by(Registration.reading_key, Registration.id)
    ).all()
    numbers = _numbers(session, seminar)
    further = sum(each.seated for each in numbers) - len(rows)
    return SharedList(seminar, [_person(row) for row in rows], further, numbers)


def _person(row: Registration) -> SharedPerson:
    agreed = row.shared_with_host is SharedWithHost.WITH_MAIL
    email = row.email if agreed else ""
    return SharedPerson(row.name, row.name_kana, row.company, email, row.mode)


def _numbers(session: Session, seminar: Seminar) -> list[Numbers]:
    found = session.execute(
        select(Registration.mode, Registration.state, func.count())
        .where(
            Registration.seminar_id == seminar.id,
            Registration.state.in_((*COUNTED, RegistrationState.WAITING)),
        )
        .group_by(Registration.mode, Registration.state)
    ).all()

    def people(mode: AttendanceMode, *states: RegistrationState) -> int:
        return sum(number for way, state, number in found if way is mode and state in states)

    return [
        Numbers(mode, people(mode, *COUNTED), people(mode, RegistrationState.WAITING))
        for mode in AttendanceMode
        if mode in seminar.modes or any(way is mode for way, _, _ in found)
    ]
