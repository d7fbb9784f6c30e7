"""The staff puts somebody into another's place, and takes that back."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from seminar_service.domain.errors import ChangedMeanwhile, NotFound
from seminar_service.domain.proof import ProofRule
from seminar_service.registrations.by_hand import restoring, substituting
from seminar_service.registrations.by_hand.substituting import SubstitutionKnown
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationState
from seminar_service.registrations.substitutes import NotToHandOver
from seminar_service.registrations.values import Applicant, PersonRegisteredAlready
from seminar_service.seminars.model import Seminar
from tests.factories import make_bid, make_registration, make_seminar, make_tour
from tests.registrations.by_hand.support import CLERK, counted, mails, seen
from tests.registrations.proof_support import NOW, OFFICE
from tests.registrations.substitute_support import COLLEAGUE, hand_over, kinds_of

CONFIRMED, WAITING = RegistrationState.CONFIRMED, RegistrationState.WAITING
CANCELLED = RegistrationState.CANCELLED


@pytest.fixture
def seminar(session: Session) -> Seminar:
    """An announced seminar with one place, of a tour that always asks for the button."""
    tour = make_tour(session, proof_rule=ProofRule.ALWAYS)
    return make_seminar(session, make_bid(session, tour, capacity=1))


@pytest.fixture
def place(session: Session, seminar: Seminar) -> Registration:
    return make_registration(session, seminar)


def put_in(
    session: Session, row: Registration, person: Applicant = COLLEAGUE, *, tell: bool = True
) -> Registration:
    return substituting.substitute(
        session, seen(row), person, tell_them=tell, office=OFFICE, actor=CLERK, now=NOW
    )


def take_back(session: Session, row: Registration) -> Registration:
    return substituting.take_back(session, seen(row), office=OFFICE, actor=CLERK, now=NOW)


def test_both_are_told_and_no_button_is_asked_for(
    session: Session, seminar: Seminar, place: Registration
) -> None:
    new = put_in(session, place)

    assert (new.state, new.held_until, new.company) == (CONFIRMED, None, place.company)
    assert mails(session) == [
        ("registration_handed_over", place.email),
        ("registration_taken_over", "goto@example.jp"),
    ]
    assert counted(session, seminar) == (1, 0)
    assert kinds_of(session, place) == ["place_handed_over"]


def test_somebody_of_no_company_can_be_replaced_by_the_office(
    session: Session, seminar: Seminar
) -> None:
    alone = make_registration(session, seminar, company="")

    assert put_in(session, alone).state is CONFIRMED


def test_what_nobody_was_told_of_is_taken_back_as_if_nothing_had_been(
    session: Session, seminar: Seminar, place: Registration
) -> None:
    waits = make_registration(session, seminar, state=WAITING)
    number = place.queue_number
    new = put_in(session, place, tell=False)
    assert substituting.may_be_taken_back(session, new)

    former = take_back(session, new)

    assert former is place
    assert (place.state, place.queue_number, place.withdrawn_at) == (CONFIRMED, number, None)
    assert (new.state, waits.state) == (CANCELLED, WAITING)
    assert mails(session) == []
    assert counted(session, seminar) == (1, 1)
    assert put_in(session, place, tell=False).state is CONFIRMED


def test_what_somebody_was_told_of_is_not_taken_back(session: Session, place: Registration) -> None:
    new = put_in(session, place)

    assert not substituting.may_be_taken_back(session, new)
    with pytest.raises(SubstitutionKnown):
        take_back(session, new)
    assert new.state is CONFIRMED


def test_what_participants_arranged_themselves_is_not_taken_back(
    session: Session, seminar: Seminar, place: Registration
) -> None:
    seminar.tour.proof_rule = ProofRule.NEVER
    session.commit()

    with pytest.raises(SubstitutionKnown):
        take_back(session, hand_over(session, place))
    with pytest.raises(SubstitutionKnown):
        take_back(session, make_registration(session, seminar, state=WAITING))


def test_what_is_over_or_known_or_seen_otherwise_is_left_alone(
    session: Session, seminar: Seminar, place: Registration
) -> None:
    over = make_registration(session, seminar, state=CANCELLED)
    with pytest.raises(NotToHandOver):
        put_in(session, over)
    with pytest.raises(PersonRegisteredAlready):
        put_in(session, place, Applicant(name=place.name, email=place.email))
    with pytest.raises(ChangedMeanwhile):
        substituting.substitute(
            session,
            {place.id: "waiting-1"},
            COLLEAGUE,
            tell_them=True,
            office=OFFICE,
            actor=CLERK,
            now=NOW,
        )
    with pytest.raises(NotFound):
        substituting.take_back(session, {4711: "confirmed-1"}, office=OFFICE, actor=CLERK, now=NOW)
    with pytest.raises(NotToHandOver):
        substituting.substitute(
            session,
            seen(place),
            COLLEAGUE,
            tell_them=True,
            office=OFFICE,
            actor=CLERK,
            now=NOW + timedelta(days=200),
        )


def test_who_was_replaced_and_is_let_in_again_comes_behind_those_who_wait(
    session: Session, seminar: Seminar, place: Registration
) -> None:
    waits = make_registration(session, seminar, state=WAITING)
    put_in(session, place, tell=False)

    restoring.restore(session, seen(place), tell_them=False, office=OFFICE, actor=CLERK, now=NOW)

    assert place.state is WAITING
    assert place.queue_number > waits.queue_number
    assert (
        put_in(session, place, Applicant(name="三人目", email="third@example.jp")).state is WAITING
    )
