"""Several clerks at once: the places are never exceeded, and nobody waits in a circle."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session, sessionmaker

from seminar_service.domain.errors import ChangedMeanwhile
from seminar_service.registrations.by_hand import restoring, withdrawing
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationState
from seminar_service.storage.transaction import prepare_sqlite
from seminar_service.tours.model import Tour
from tests.factories import NOW, OFFICE, make_bid, make_registration, make_seminar
from tests.registrations.by_hand.support import CLERK, counted, seen

CLERKS = 6
PLACES = 3


def restore(
    sessions: sessionmaker[Session], together: threading.Barrier, looked_at: dict[int, str]
) -> int:
    with sessions() as session:
        together.wait()
        return restoring.restore(
            session, looked_at, tell_them=False, office=OFFICE, actor=CLERK, now=NOW
        )


def withdraw(
    sessions: sessionmaker[Session], together: threading.Barrier, looked_at: dict[int, str]
) -> int:
    with sessions() as session:
        together.wait()
        try:
            return withdrawing.withdraw(
                session, looked_at, tell_them=False, office=OFFICE, actor=CLERK, now=NOW
            )
        except ChangedMeanwhile:
            return 0


@pytest.fixture
def sessions(database_url: str) -> Iterator[sessionmaker[Session]]:
    """Makes a session for each clerk."""
    engine = create_engine(database_url, pool_size=CLERKS)
    prepare_sqlite(engine)
    yield sessionmaker(engine)
    engine.dispose()


def test_more_people_are_restored_at_once_than_there_are_places(
    session: Session, tour: Tour, sessions: sessionmaker[Session]
) -> None:
    seminar = make_seminar(session, make_bid(session, tour), capacity=PLACES)
    rows = [
        make_registration(session, seminar, state=RegistrationState.LAPSED) for _ in range(CLERKS)
    ]
    looked_at = [seen(row) for row in rows]
    session.commit()

    do = partial(restore, sessions, threading.Barrier(CLERKS))
    with ThreadPoolExecutor(CLERKS) as clerks:
        done = list(clerks.map(do, looked_at))

    assert done == [1] * CLERKS
    assert counted(session, seminar) == (PLACES, CLERKS - PLACES)
    numbers = session.scalars(select(Registration.queue_number)).all()
    assert len(set(numbers)) == CLERKS


def test_people_of_two_seminars_are_withdrawn_by_all_clerks_at_once_and_each_once(
    session: Session, tour: Tour, sessions: sessionmaker[Session]
) -> None:
    seminars = [make_seminar(session, make_bid(session, tour)) for _ in range(2)]
    rows = [make_registration(session, seminars[number % 2]) for number in range(4)]
    forwards, backwards = seen(*rows), seen(*reversed(rows))
    session.commit()

    do = partial(withdraw, sessions, threading.Barrier(CLERKS))
    with ThreadPoolExecutor(CLERKS) as clerks:
        done = list(clerks.map(do, [forwards, backwards] * (CLERKS // 2)))

    assert sorted(done) == [0] * (CLERKS - 1) + [4]
    assert [counted(session, seminar) for seminar in seminars] == [(0, 0), (0, 0)]
