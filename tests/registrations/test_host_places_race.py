"""A host and everybody else at once for the places of a seminar: real processes."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, sessionmaker

from seminar_service.domain.actors import HOST
from seminar_service.domain.vocabulary import RegistrationSource
from seminar_service.extensions import db
from seminar_service.registrations import host_people
from seminar_service.registrations.host_people import NoPlaceKept
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationState
from seminar_service.registrations.values import Applicant
from seminar_service.seminars import counters as seminar_counters
from seminar_service.seminars.model import Seminar
from seminar_service.tours.values import WaitingRule
from tests.factories import make_bid, make_seminar, make_tour
from tests.registrations.crowds import crowd_of
from tests.registrations.test_race import (
    NOW,
    OFFICE,
    REFUSED,
    THREADS,
    Crowd,
    at_last,
    connected,
    register_one,
)

KEPT, OPEN = 8, 12
PROCESSES = 3


def take_kept_unguarded(session: Session, seminar_id: int) -> bool:
    """The statement that takes a place kept back, without its condition."""
    moved = {Seminar.taken: Seminar.taken + 1, Seminar.kept_back: Seminar.kept_back - 1}
    session.execute(update(Seminar).where(Seminar.id == seminar_id).values(moved))
    return True


def act(crowd: Crowd, numbers: list[int]) -> list[str]:
    """One process: even numbers are people of the host, odd ones anybody."""
    if not crowd.guarded:
        seminar_counters.take_kept_place = take_kept_unguarded
    with connected(crowd) as sessions, ThreadPoolExecutor(THREADS) as threads:
        return list(threads.map(partial(one, crowd, sessions), numbers))


def one(crowd: Crowd, sessions: sessionmaker[Session], number: int) -> str:
    send = register_one if number % 2 else of_host
    who = "public" if number % 2 else "host"
    return f"{who} {at_last(partial(send, crowd, sessions, number))}"


def of_host(crowd: Crowd, sessions: sessionmaker[Session], number: int) -> str:
    person = Applicant(
        f"会員 {number}", f"member{number}@example.jp", source=RegistrationSource.HOST
    )
    with sessions() as session:
        try:
            row = host_people.register(
                session,
                crowd.public_id,
                person,
                form_key=f"host-{number}",
                office=OFFICE,
                actor=HOST,
                now=NOW,
            )
        except NoPlaceKept:
            return "none kept"
        except IntegrityError as error:
            if "within_capacity" in str(error):
                return REFUSED
            raise
        return row.state.value


@pytest.fixture
def seminar(session: Session) -> Seminar:
    tour = make_tour(session, waiting_rule=WaitingRule.OFFER)
    return make_seminar(session, make_bid(session, tour, capacity=KEPT + OPEN), kept_back=KEPT)


def rush(session: Session, crowd: Crowd, numbers: list[int]) -> Counter[str]:
    session.close()
    db.engine.dispose()
    hands = [numbers[start::PROCESSES] for start in range(PROCESSES)]
    with crowd_of(PROCESSES) as pool:
        return Counter(said for each in pool.map(partial(act, crowd), hands) for said in each)


@pytest.mark.slow
def test_the_host_fills_its_places_and_everybody_else_theirs(
    session: Session, seminar: Seminar, database_url: str
) -> None:
    found = rush(session, Crowd(database_url, seminar.public_id), list(range(60)))

    assert found == {
        "host confirmed": KEPT,
        "host none kept": 30 - KEPT,
        "public confirmed": OPEN,
        "public waiting": 30 - OPEN,
    }
    now = session.scalars(select(Seminar)).one()
    assert (now.taken, now.kept_back, now.waiting) == (KEPT + OPEN, 0, 30 - OPEN)
    rows = session.scalars(
        select(Registration).where(Registration.state == RegistrationState.CONFIRMED)
    ).all()
    assert sum(row.host_place for row in rows) == KEPT


@pytest.mark.slow
def test_without_the_condition_the_table_itself_refuses_more_than_are_kept(
    session: Session, seminar: Seminar, database_url: str
) -> None:
    crowd = Crowd(database_url, seminar.public_id, guarded=False)
    found = rush(session, crowd, list(range(0, 40, 2)))

    assert found == {"host confirmed": KEPT, f"host {REFUSED}": 20 - KEPT}
    now = session.scalars(select(Seminar)).one()
    assert (now.taken, now.kept_back) == (KEPT, 0)
