"""Many parties at once for few places: real processes, real transactions."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import groupby

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, sessionmaker

from seminar_service.domain.actors import PARTICIPANT
from seminar_service.domain.vocabulary import ParticipantKind
from seminar_service.extensions import db
from seminar_service.outbox.model import Message
from seminar_service.registrations import services as registrations
from seminar_service.registrations.model import Party, Registration
from seminar_service.registrations.parties.registering import register_party
from seminar_service.registrations.parties.values import Member, PartyApplication
from seminar_service.registrations.states import RegistrationState
from seminar_service.registrations.values import Applicant
from seminar_service.seminars.model import Seminar
from seminar_service.tours.values import WaitingRule
from tests.factories import make_bid, make_seminar, make_tour
from tests.registrations.crowds import crowd_of
from tests.registrations.test_race import (
    NOW,
    OFFICE,
    PROCESSES,
    REFUSED,
    THREADS,
    Crowd,
    at_last,
    connected,
    unchecked,
)

PARTIES = 60
PLACES = 50
SIZES = (2, 3, 4, 5)
CONFIRMED, WAITING, OFFERED, CANCELLED = (
    RegistrationState.CONFIRMED,
    RegistrationState.WAITING,
    RegistrationState.OFFERED,
    RegistrationState.CANCELLED,
)
Deed = Callable[[Crowd, Session, int], str]


def size_of(number: int) -> int:
    """How many people a party has; all sizes are there with either wish."""
    return SIZES[number // 2 % len(SIZES)]


def goes_together(number: int) -> bool:
    """Whether the people of a party would rather all wait than come in part."""
    return number % 2 == 0


def mailbox(number: int, person: int) -> str:
    return f"person{person}-of-{number}@example.jp"


def register(crowd: Crowd, session: Session, number: int) -> str:
    """A contact sends the form of a party; the party's states, or that it was refused."""
    kind = ParticipantKind.OTHER
    members = [
        Member(Applicant(name=f"参加 {each}", email=mailbox(number, each), participant_kind=kind))
        for each in range(size_of(number))
    ]
    application = PartyApplication(
        contact_name="申込 担当",
        contact_email=f"contact{number}@example.jp",
        members=members,
        goes_together=goes_together(number),
    )
    try:
        register_party(
            session,
            crowd.public_id,
            application,
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
    return "registered"


def withdraw(_crowd: Crowd, session: Session, registration_id: int) -> str:
    registrations.withdraw(session, registration_id, office=OFFICE, actor=PARTICIPANT, now=NOW)
    return "withdrawn"


def do_many(crowd: Crowd, deed: Deed, numbers: list[int]) -> list[str]:
    """One process: does its share from several threads."""
    with connected(crowd) as sessions, ThreadPoolExecutor(THREADS) as threads:
        return list(threads.map(partial(do_one, crowd, deed, sessions), numbers))


def do_one(crowd: Crowd, deed: Deed, sessions: sessionmaker[Session], number: int) -> str:
    def once() -> str:
        with sessions() as session:
            return deed(crowd, session, number)

    return at_last(once)


def rush(session: Session, crowd: Crowd, deed: Deed, numbers: Sequence[int]) -> list[str]:
    """Let it all be done at once, dealt out to the processes in turn."""
    session.close()
    db.engine.dispose()
    hands = [list(numbers[start::PROCESSES]) for start in range(PROCESSES)]
    with crowd_of(PROCESSES) as pool:
        answers = pool.map(partial(do_many, crowd, deed), hands)
        return [answer for each in answers for answer in each]


@pytest.fixture
def fifty_places(session: Session) -> Seminar:
    """A seminar for fifty that nobody has registered for, whose tour makes offers."""
    tour = make_tour(session, waiting_rule=WaitingRule.OFFER, party_limit=max(SIZES))
    return make_seminar(session, make_bid(session, tour, capacity=PLACES))


def rows_in_order(session: Session) -> list[Registration]:
    return list(session.scalars(select(Registration).order_by(Registration.queue_number)))


def parties_of(session: Session) -> dict[int, list[RegistrationState]]:
    """How the people of each party stand, by the number of its form."""
    numbers = {
        row.id: int(row.idempotency_key.split("-")[1]) for row in session.scalars(select(Party))
    }
    rows = sorted(rows_in_order(session), key=lambda row: numbers[row.party_id or 0])
    by_party = groupby(rows, key=lambda row: numbers[row.party_id or 0])
    return {number: [row.state for row in members] for number, members in by_party}


def nobody_is_lost_or_twice(session: Session) -> None:
    rows = rows_in_order(session)
    everybody = [mailbox(each, who) for each in range(PARTIES) for who in range(size_of(each))]
    assert sorted(row.email for row in rows) == sorted(everybody)
    assert [row.queue_number for row in rows] == list(range(1, len(everybody) + 1))
    sizes = {number: len(states) for number, states in parties_of(session).items()}
    assert sizes == {number: size_of(number) for number in range(PARTIES)}


def nobody_is_passed_by_and_no_place_idles(session: Session, *taking: RegistrationState) -> None:
    """Places are counted right; who has one stands before all who wait; the rest gather."""
    seminar = session.scalars(select(Seminar)).one()
    states = [row.state for row in rows_in_order(session) if row.state is not CANCELLED]
    with_a_place = [state for state in states if state in taking]
    assert seminar.taken == len(with_a_place) <= PLACES
    assert states == with_a_place + [WAITING] * seminar.waiting
    assert seminar.waiting == len(states) - seminar.taken
    assert seminar.waiting
    assert seminar.taken + seminar.gathered == PLACES


def everybody_comes_as_they_wished(session: Session) -> None:
    split = 0
    for number, states in parties_of(session).items():
        live = {state for state in states if state is not CANCELLED}
        if goes_together(number):
            assert len(live) <= 1, f"party {number} was to come together: {states}"
        split += len(live) > 1
    assert split <= 1  # the one that got the last places


@pytest.mark.slow
def test_parties_at_once_get_no_more_than_the_places_and_come_as_they_wished(
    session: Session, fifty_places: Seminar, database_url: str
) -> None:
    crowd = Crowd(database_url, fifty_places.public_id)
    answers = rush(session, crowd, register, range(PARTIES))
    assert answers == ["registered"] * PARTIES
    nobody_is_lost_or_twice(session)
    nobody_is_passed_by_and_no_place_idles(session, CONFIRMED)
    everybody_comes_as_they_wished(session)
    people = sum(size_of(number) for number in range(PARTIES))
    assert len(session.scalars(select(Message)).all()) == people + PARTIES


@pytest.mark.slow
def test_places_that_come_free_at_once_go_to_whole_parties_in_turn(
    session: Session, fifty_places: Seminar, database_url: str
) -> None:
    crowd = Crowd(database_url, fifty_places.public_id)
    rush(session, crowd, register, range(PARTIES))
    leaving = [row.id for row in rows_in_order(session) if row.state is CONFIRMED]
    assert set(rush(session, crowd, withdraw, leaving)) == {"withdrawn"}
    nobody_is_lost_or_twice(session)
    nobody_is_passed_by_and_no_place_idles(session, OFFERED)
    everybody_comes_as_they_wished(session)


@pytest.mark.slow
def test_forms_of_parties_sent_three_times_at_once_make_one_party_each(
    session: Session, fifty_places: Seminar, database_url: str
) -> None:
    crowd = Crowd(database_url, fifty_places.public_id)
    rush(session, crowd, register, [number for number in range(PARTIES) for _ in range(3)])
    nobody_is_lost_or_twice(session)
    nobody_is_passed_by_and_no_place_idles(session, CONFIRMED)


@pytest.mark.slow
def test_without_the_condition_in_the_statement_the_table_refuses_whole_parties(
    session: Session, fifty_places: Seminar, database_url: str
) -> None:
    crowd = Crowd(database_url, fifty_places.public_id, guarded=False)
    assert REFUSED in rush(session, crowd, register, range(PARTIES))
    for number, states in parties_of(session).items():
        assert len(states) == size_of(number)
    assert session.scalars(select(Seminar.taken)).one() <= PLACES


@pytest.mark.slow
def test_without_both_guards_places_would_be_sold_twice_to_parties(
    session: Session, fifty_places: Seminar, database_url: str
) -> None:
    crowd = Crowd(database_url, fifty_places.public_id, guarded=False, checked=False)
    with unchecked(session):
        rush(session, crowd, register, range(PARTIES))
        confirmed = [row for row in rows_in_order(session) if row.state is CONFIRMED]
        assert len(confirmed) > PLACES
        with pytest.raises(AssertionError):
            nobody_is_passed_by_and_no_place_idles(session, CONFIRMED)
