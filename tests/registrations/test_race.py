"""Many people at once for the last places: real processes, real transactions."""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

import pytest
from sqlalchemy import create_engine, event, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.schema import AddConstraint, DropConstraint

from seminar_service.domain.actors import PARTICIPANT
from seminar_service.domain.vocabulary import ParticipantKind
from seminar_service.extensions import db
from seminar_service.outbox.model import Message
from seminar_service.outbox.office import Office
from seminar_service.registrations import services as registrations
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationState
from seminar_service.registrations.values import Applicant
from seminar_service.seminars import counters as seminar_counters
from seminar_service.seminars.model import Seminar
from seminar_service.storage.base import Base
from seminar_service.storage.transaction import prepare_sqlite
from tests.factories import make_bid, make_seminar, make_tour
from tests.registrations.crowds import crowd_of

NOW = datetime(2026, 6, 1, 3, 0, tzinfo=UTC)
OFFICE = Office(
    "https://seminar.example.jp", "office@example.jp", "help@example.jp", "試験", "Test"
)
PEOPLE = 200
LAST_PLACES = 20
PROCESSES = 4
THREADS = 4
REFUSED = "refused"
CHECK = "ck_seminar_taken_within_capacity"


@dataclass(frozen=True)
class Crowd:
    """What a process needs to know: where, for which seminar, and whether the guards are on."""

    database_url: str
    public_id: str
    guarded: bool = True
    checked: bool = True


def take_place_unguarded(session: Session, seminar_id: int) -> bool:
    """The statement that takes a place, without its condition."""
    session.execute(update(Seminar).where(Seminar.id == seminar_id).values(taken=Seminar.taken + 1))
    return True


def register_many(crowd: Crowd, numbers: list[int]) -> list[str]:
    """One process: registers people from several threads and gives what became of each."""
    engine = create_engine(crowd.database_url, pool_size=THREADS)
    prepare_sqlite(engine)
    if not crowd.checked and engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _ignore_checks)
    if not crowd.guarded:
        seminar_counters.take_place = take_place_unguarded
    try:
        with ThreadPoolExecutor(THREADS) as threads:
            return list(threads.map(partial(register_one, crowd, sessionmaker(engine)), numbers))
    finally:
        engine.dispose()


def register_one(crowd: Crowd, sessions: sessionmaker[Session], number: int) -> str:
    applicant = Applicant(
        name=f"参加 {number}",
        email=f"person{number}@example.jp",
        participant_kind=ParticipantKind.OTHER,
    )
    with sessions() as session:
        try:
            answer = registrations.register(
                session,
                crowd.public_id,
                applicant,
                form_key=f"form-{number}",
                network=None,
                office=OFFICE,
                actor=PARTICIPANT,
                now=NOW,
            )
        except IntegrityError as error:
            if "taken_within_capacity" in str(error):
                return REFUSED
            raise
        return answer.registration.state.value


def _ignore_checks(connection: sqlite3.Connection, _record: object) -> None:
    connection.execute("PRAGMA ignore_check_constraints = ON")


@contextmanager
def unchecked(session: Session) -> Iterator[None]:
    """PostgreSQL's table without its check; other tests have the table after this one."""
    if session.get_bind().dialect.name == "sqlite":
        yield  # each connection says so for itself
        return
    check = next(
        each
        for each in Base.metadata.tables[Seminar.__tablename__].constraints
        if each.name == CHECK
    )
    session.execute(DropConstraint(check))
    session.commit()
    try:
        yield
    finally:
        session.rollback()
        session.execute(update(Seminar).values(taken=0))
        session.execute(AddConstraint(check))
        session.commit()


@pytest.fixture
def last_places(session: Session) -> Seminar:
    """A seminar for fifty of which thirty places are taken."""
    bid = make_bid(session, make_tour(session), capacity=30 + LAST_PLACES)
    return make_seminar(session, bid, taken=30)


def rush(session: Session, crowd: Crowd, numbers: list[int], *, processes: int = 2) -> Counter[str]:
    """Let everybody register at once, dealt out to the processes in turn."""
    session.close()
    db.engine.dispose()
    hands = [numbers[start::processes] for start in range(processes)]
    with crowd_of(processes) as pool:
        answers = pool.map(partial(register_many, crowd), hands)
        return Counter(answer for each in answers for answer in each)


@pytest.mark.slow
def test_two_hundred_people_at_once_get_exactly_the_last_twenty_places_in_order(
    session: Session, last_places: Seminar, database_url: str
) -> None:
    crowd = Crowd(database_url, last_places.public_id)
    states = rush(session, crowd, list(range(PEOPLE)), processes=PROCESSES)
    assert states == {"confirmed": LAST_PLACES, "waiting": PEOPLE - LAST_PLACES}
    rows = session.scalars(select(Registration).order_by(Registration.queue_number)).all()
    assert [row.queue_number for row in rows] == list(range(1, PEOPLE + 1))
    assert [row.state for row in rows] == [RegistrationState.CONFIRMED] * LAST_PLACES + [
        RegistrationState.WAITING
    ] * (PEOPLE - LAST_PLACES)
    seminar = session.scalars(select(Seminar)).one()
    assert (seminar.taken, seminar.waiting) == (50, PEOPLE - LAST_PLACES)
    mails = session.scalars(select(Message.kind)).all()
    assert Counter(mails) == {"registration_confirmed": 20, "registration_waiting": 180}


@pytest.mark.slow
def test_forms_sent_three_times_at_once_make_one_registration_each(
    session: Session, last_places: Seminar, database_url: str
) -> None:
    crowd = Crowd(database_url, last_places.public_id)
    numbers = [number for number in range(10) for _ in range(3)]
    assert rush(session, crowd, numbers) == {"confirmed": 30}
    assert len(session.scalars(select(Registration)).all()) == 10
    assert len(session.scalars(select(Message)).all()) == 10
    assert session.scalars(select(Seminar.taken)).one() == 40


@pytest.mark.slow
def test_without_the_condition_in_the_statement_the_table_itself_refuses_more_than_fit(
    session: Session, last_places: Seminar, database_url: str
) -> None:
    crowd = Crowd(database_url, last_places.public_id, guarded=False)
    assert rush(session, crowd, list(range(40))) == {"confirmed": LAST_PLACES, REFUSED: 20}
    assert session.scalars(select(Seminar.taken)).one() == 50


@pytest.mark.slow
def test_without_both_guards_places_would_be_sold_twice(
    session: Session, last_places: Seminar, database_url: str
) -> None:
    crowd = Crowd(database_url, last_places.public_id, guarded=False, checked=False)
    with unchecked(session):
        assert rush(session, crowd, list(range(40))) == {"confirmed": 40}
        assert session.scalars(select(Seminar.taken)).one() == 70
