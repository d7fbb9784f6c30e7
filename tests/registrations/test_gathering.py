"""Places gather for a party that would rather come together, and nobody behind it gets one."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from seminar_service.domain.actors import PARTICIPANT, SYSTEM
from seminar_service.registrations import held_places, offers, services
from seminar_service.registrations.model import Party, Registration
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.model import Seminar
from seminar_service.tours.values import WaitingRule
from tests.factories import make_bid, make_registration, make_seminar, make_tour
from tests.registrations.parties.support import people, register, states_of
from tests.registrations.proof_support import NOW, OFFICE, applicant, counters
from tests.registrations.proof_support import register as register_one

WAITING = RegistrationState.WAITING
LATER = NOW + timedelta(hours=21)  # half a day from noon would end at midnight: so at 9:00


@pytest.fixture
def seminar(session: Session) -> Seminar:
    """An announced seminar with three places, of a tour that makes offers."""
    tour = make_tour(session, waiting_rule=WaitingRule.OFFER)
    return make_seminar(session, make_bid(session, tour, capacity=3))


@pytest.fixture
def placed(session: Session, seminar: Seminar) -> list[Registration]:
    """Two people with a place."""
    return [make_registration(session, seminar) for _ in range(2)]


def together(session: Session, seminar: Seminar, number: int) -> Party:
    return register(session, seminar, people(number), goes_together=True).party


def withdraw(session: Session, row: Registration) -> None:
    services.withdraw(session, row.id, office=OFFICE, actor=PARTICIPANT, now=NOW)


def gathered(session: Session, seminar: Seminar) -> tuple[int, int]:
    """How many places gather, and how many are left."""
    session.refresh(seminar)
    return seminar.gathered, seminar.places_left


@pytest.mark.usefixtures("placed")
def test_where_not_all_fit_all_wait_and_what_is_free_gathers(
    session: Session, seminar: Seminar
) -> None:
    party = together(session, seminar, 2)

    assert states_of(session, party) == ["waiting"] * 2
    assert gathered(session, seminar) == (1, 0)
    assert party.gathers_until == LATER
    behind = register_one(session, seminar, applicant()).registration
    assert behind.state is WAITING


def test_where_all_fit_all_have_a_place_at_once(session: Session, seminar: Seminar) -> None:
    party = together(session, seminar, 3)

    assert states_of(session, party) == ["confirmed"] * 3
    assert not party.goes_together


def test_once_there_are_enough_all_are_offered_one_at_once(
    session: Session, seminar: Seminar, placed: list[Registration]
) -> None:
    party = together(session, seminar, 2)

    withdraw(session, placed[0])

    assert states_of(session, party) == ["offered"] * 2
    assert gathered(session, seminar) == (0, 0)
    assert party.gathers_until is None
    assert counters(session, seminar) == (3, 0)


def test_one_who_declines_does_not_drop_the_others(
    session: Session, seminar: Seminar, placed: list[Registration]
) -> None:
    party = together(session, seminar, 2)
    behind = register_one(session, seminar, applicant()).registration
    withdraw(session, placed[0])
    first, second = _rows(session, party)

    offers.decline(session, first.id, office=OFFICE, actor=PARTICIPANT, now=NOW)
    offers.accept(session, second.id, office=OFFICE, actor=PARTICIPANT, now=NOW)

    assert states_of(session, party) == ["cancelled", "confirmed"]
    assert behind.state is RegistrationState.OFFERED


@pytest.mark.usefixtures("placed")
def test_after_the_time_of_an_offer_what_there_is_is_offered_split(
    session: Session, seminar: Seminar
) -> None:
    party = together(session, seminar, 3)
    assert not held_places.any_overdue(session, now=LATER - timedelta(minutes=1))
    assert held_places.any_overdue(session, now=LATER)

    held_places.lapse_overdue(session, office=OFFICE, actor=SYSTEM, now=LATER)

    assert states_of(session, party) == ["offered", "waiting", "waiting"]
    assert (party.goes_together, party.gathers_until) == (False, None)
    assert not held_places.any_overdue(session, now=LATER)


def test_who_comes_before_the_party_gets_a_place_alone(
    session: Session, seminar: Seminar, placed: list[Registration]
) -> None:
    make_registration(session, seminar)
    before = make_registration(session, seminar, state=WAITING)
    party = together(session, seminar, 2)

    withdraw(session, placed[0])
    assert (before.state, states_of(session, party)) == (
        RegistrationState.OFFERED,
        ["waiting", "waiting"],
    )
    withdraw(session, placed[1])
    assert states_of(session, party) == ["waiting", "waiting"]
    assert gathered(session, seminar) == (1, 0)


def test_a_member_who_leaves_makes_the_others_fit(
    session: Session, seminar: Seminar, placed: list[Registration]
) -> None:
    assert placed
    party = together(session, seminar, 2)

    withdraw(session, _rows(session, party)[0])

    assert states_of(session, party) == ["cancelled", "offered"]


def test_a_party_larger_than_the_seminar_is_split_from_the_beginning(
    session: Session, seminar: Seminar
) -> None:
    party = together(session, seminar, 4)

    assert states_of(session, party) == ["confirmed"] * 3 + ["waiting"]
    assert not party.goes_together


@pytest.mark.usefixtures("placed")
def test_when_the_seminar_is_near_nothing_gathers(session: Session, seminar: Seminar) -> None:
    near = NOW + timedelta(days=126, hours=23)  # two hours and a half before it begins
    party = register(session, seminar, people(2), goes_together=True, now=near).party

    assert states_of(session, party) == ["confirmed", "waiting"]
    assert gathered(session, seminar) == (0, 0)


def _rows(session: Session, party: Party) -> list[Registration]:
    session.rollback()
    return list(session.query(Registration).filter_by(party_id=party.id).order_by(Registration.id))
