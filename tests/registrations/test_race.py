"""Many people at once for the last places: real processes, real transactions."""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

import pytest
from sqlalchemy import create_engine, event, select, update
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.schema import AddConstraint, DropConstraint

from seminar_service.domain.actors import PARTICIPANT
from seminar_service.domain.vocabulary import AttendanceMode, ParticipantKind
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
from seminar_service.tours.values import WaitingRule
from tests.factories import make_bid, make_seminar, make_tour
from tests.registrations.crowds import crowd_of

NOW = datetime(2026, 6, 1, 3, 0, tzinfo=UTC)
OFFICE = Office(
    "https://seminar.example.jp", "office@example.jp", "help@example.jp", "試験", "Test"
)
PEOPLE = 1_000
PLACES = 50
LAST_PLACES = 20
PROCESSES = 4
THREADS = 4
ON_SITE = AttendanceMode.ON_SITE
REFUSED = "refused"
CHECKS = (
    "ck_seminar_taken_within_capacity",
    "ck_seminar_kept_within_capacity",
    "ck_seminar_gathered_within_capacity",
    "ck_seminar_online_gathered_within_capacity",
    "ck_seminar_online_taken_within_capacity",
)


@dataclass(frozen=True)
class Crowd:
    """What a process needs to know: where, for which seminar, and whether the guards are on."""

    database_url: str
    public_id: str
    guarded: bool = True
    hybrid: bool = False
    checked: bool = True


def take_place_unguarded(session: Session, seminar_id: int, mode: AttendanceMode = ON_SITE) -> bool:
    """The statement that takes a place, without its condition."""
    taken = Seminar.online_taken if mode is AttendanceMode.ONLINE else Seminar.taken
    session.execute(update(Seminar).where(Seminar.id == seminar_id).values({taken: taken + 1}))
    return True


def register_many(crowd: Crowd, numbers: list[int]) -> list[str]:
    """One process: registers people from several threads and gives what became of each."""
    with connected(crowd) as sessions, ThreadPoolExecutor(THREADS) as threads:
        return list(
            threads.map(
                lambda number: at_last(partial(register_one, crowd, sessions, number)), numbers
            )
        )


@contextmanager
def connected(crowd: Crowd) -> Iterator[sessionmaker[Session]]:
    """The database as a process of its own sees it, without the guards that are to be off."""
    engine = create_engine(crowd.database_url, pool_size=THREADS)
    prepare_sqlite(engine)
    if not crowd.checked and engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _ignore_checks)
    if not crowd.guarded:
        seminar_counters.take_place = take_place_unguarded
    try:
        yield sessionmaker(engine)
    finally:
        engine.dispose()


def at_last(send: Callable[[], str]) -> str:
    """Send the same form again where SQLite was busy all the time that one may wait for it."""
    while True:
        try:
            return send()
        except OperationalError as error:
            if "database is locked" not in str(error):
                raise


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
                mode=mode_of(crowd, number),
                form_key=f"form-{number}",
                network=None,
                office=OFFICE,
                actor=PARTICIPANT,
                now=NOW,
            )
        except IntegrityError as error:
            if "within_capacity" in str(error):
                return REFUSED
            raise
        return answer.registration.state.value


def mode_of(crowd: Crowd, number: int) -> AttendanceMode:
    """How somebody wants to attend: every third online, where that is possible."""
    online = crowd.hybrid and number % 3 == 0
    return AttendanceMode.ONLINE if online else AttendanceMode.ON_SITE


def _ignore_checks(connection: sqlite3.Connection, _record: object) -> None:
    connection.execute("PRAGMA ignore_check_constraints = ON")


@contextmanager
def unchecked(session: Session) -> Iterator[None]:
    """PostgreSQL's table without its check; other tests have the table after this one."""
    if session.get_bind().dialect.name == "sqlite":
        yield  # each connection says so for itself
        return
    table = Base.metadata.tables[Seminar.__tablename__]
    checks = [each for each in table.constraints if each.name in CHECKS]
    for check in checks:
        session.execute(DropConstraint(check))
    session.commit()
    try:
        yield
    finally:
        session.rollback()
        session.execute(
            update(Seminar).values(taken=0, online_taken=0, gathered=0, online_gathered=0)
        )
        for check in checks:
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


@pytest.fixture
def fifty_places(session: Session) -> Seminar:
    """A seminar for fifty that nobody has registered for, whose tour makes offers."""
    tour = make_tour(session, waiting_rule=WaitingRule.OFFER)
    return make_seminar(session, make_bid(session, tour, capacity=PLACES))


@pytest.mark.slow
def test_a_thousand_people_at_once_get_exactly_the_fifty_places_and_wait_in_order(
    session: Session, fifty_places: Seminar, database_url: str
) -> None:
    crowd = Crowd(database_url, fifty_places.public_id)
    states = rush(session, crowd, list(range(PEOPLE)), processes=PROCESSES)
    assert states == {"confirmed": PLACES, "waiting": PEOPLE - PLACES}
    rows = session.scalars(select(Registration).order_by(Registration.queue_number)).all()
    assert [row.queue_number for row in rows] == list(range(1, PEOPLE + 1))
    assert len({row.email for row in rows}) == PEOPLE
    assert [row.state for row in rows] == [RegistrationState.CONFIRMED] * PLACES + [
        RegistrationState.WAITING
    ] * (PEOPLE - PLACES)
    seminar = session.scalars(select(Seminar)).one()
    assert (seminar.taken, seminar.waiting) == (PLACES, PEOPLE - PLACES)
    mails = session.scalars(select(Message.kind)).all()
    assert Counter(mails) == {
        "registration_confirmed": PLACES,
        "registration_waiting": PEOPLE - PLACES,
    }


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
    session: Session, fifty_places: Seminar, database_url: str
) -> None:
    crowd = Crowd(database_url, fifty_places.public_id, guarded=False, checked=False)
    with unchecked(session):
        assert rush(session, crowd, list(range(2 * PLACES))) == {"confirmed": 2 * PLACES}
        assert session.scalars(select(Seminar.taken)).one() == 2 * PLACES


ONLINE_PLACES = 20


@pytest.fixture
def hybrid(session: Session) -> Seminar:
    """A seminar for fifty at the venue and twenty online, for which nobody has registered."""
    tour = make_tour(session, waiting_rule=WaitingRule.OFFER)
    bid = make_bid(session, tour, capacity=PLACES)
    return make_seminar(session, bid, online_capacity=ONLINE_PLACES)


@pytest.mark.slow
def test_a_thousand_people_at_once_get_exactly_the_places_at_the_venue_and_those_online(
    session: Session, hybrid: Seminar, database_url: str
) -> None:
    crowd = Crowd(database_url, hybrid.public_id, hybrid=True)
    rush(session, crowd, list(range(PEOPLE)), processes=PROCESSES)
    rows = session.scalars(select(Registration).order_by(Registration.queue_number)).all()
    assert len({row.email for row in rows}) == PEOPLE
    for mode, places in ((AttendanceMode.ON_SITE, PLACES), (AttendanceMode.ONLINE, ONLINE_PLACES)):
        states = [row.state.value for row in rows if row.mode is mode]
        wanted = [mode_of(crowd, number) for number in range(PEOPLE)].count(mode)
        assert states == ["confirmed"] * places + ["waiting"] * (wanted - places)
    seminar = session.scalars(select(Seminar)).one()
    assert (seminar.taken, seminar.online_taken) == (PLACES, ONLINE_PLACES)
    assert seminar.everybody_waiting == PEOPLE - PLACES - ONLINE_PLACES


@pytest.mark.slow
def test_without_the_condition_the_table_itself_refuses_more_than_fit_online(
    session: Session, hybrid: Seminar, database_url: str
) -> None:
    crowd = Crowd(database_url, hybrid.public_id, guarded=False, hybrid=True)
    everybody_online = list(range(0, 3 * 2 * ONLINE_PLACES, 3))
    answers = rush(session, crowd, everybody_online)
    assert answers == {"confirmed": ONLINE_PLACES, REFUSED: ONLINE_PLACES}


@pytest.mark.slow
def test_without_both_guards_places_online_would_be_sold_twice(
    session: Session, hybrid: Seminar, database_url: str
) -> None:
    crowd = Crowd(database_url, hybrid.public_id, guarded=False, checked=False, hybrid=True)
    everybody_online = list(range(0, 3 * 2 * ONLINE_PLACES, 3))
    with unchecked(session):
        assert rush(session, crowd, everybody_online) == {"confirmed": 2 * ONLINE_PLACES}
        assert session.scalars(select(Seminar.online_taken)).one() == 2 * ONLINE_PLACES
