"""What releasing a plan would change, and whom it would write to."""

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Adviser
from seminar_service.bids.states import BidState
from seminar_service.domain.errors import NotFound
from seminar_service.planning.states import PlanState
from seminar_service.registrations.states import RegistrationState
from seminar_service.releases.changes import ChangeKind
from seminar_service.releases.mail_list import Audience, mails_of
from seminar_service.releases.preview import comparison
from seminar_service.seminars.states import SeminarState
from seminar_service.tours.model import Tour
from tests.factories import (
    NOW,
    make_bid,
    make_lock,
    make_plan,
    make_registration,
    make_seminar,
    make_tour,
)

DAY = date(2026, 10, 6)
LATER = DAY + timedelta(days=1)


@pytest.fixture
def session(sqlite_session: Session) -> Session:
    return sqlite_session


@pytest.mark.parametrize("cancelled_first", [True, False])
def test_a_plan_is_compared_with_the_seminar_that_stands(
    session: Session, tour: Tour, adviser: Adviser, cancelled_first: bool
) -> None:
    bid = make_bid(session, tour)
    states = [SeminarState.CANCELLED, SeminarState.CONFIRMED]
    if not cancelled_first:
        states.reverse()
    for state in states:
        day = DAY if state is SeminarState.CONFIRMED else LATER
        make_seminar(session, bid, team=[adviser], state=state, day=day)
    plan = make_plan(session, tour, {bid: (DAY, [adviser])})

    compared = comparison(session, plan.id, now=NOW)

    assert [change.kind for change in compared.changes] == [ChangeKind.KEPT]
    assert compared.seminars[bid.id].stands


def test_a_bid_whose_seminar_was_cancelled_gets_a_new_one(
    session: Session, tour: Tour, adviser: Adviser
) -> None:
    bid = make_bid(session, tour)
    make_seminar(session, bid, team=[adviser], state=SeminarState.CANCELLED)
    plan = make_plan(session, tour, {bid: (DAY, [adviser])})

    compared = comparison(session, plan.id, now=NOW)

    assert [change.kind for change in compared.changes] == [ChangeKind.NEW]
    assert compared.seminars == {}


def test_a_plan_that_is_not_weighed_changes_the_same_and_knows_no_objection(
    session: Session, tour: Tour, adviser: Adviser
) -> None:
    seminar = make_seminar(session, make_bid(session, tour), team=[adviser], day=DAY)
    plan = make_plan(session, tour, {seminar.bid: (LATER, [adviser])})

    weighed = comparison(session, plan.id, now=NOW)
    bare = comparison(session, plan.id, now=NOW, weighed=False)

    assert weighed.objections
    assert (bare.changes, bare.objections, bare.objection_texts) == (weighed.changes, (), ())


def test_nothing_of_another_tour_is_touched(session: Session, tour: Tour, adviser: Adviser) -> None:
    other = make_tour(session, 2027)
    make_seminar(session, make_bid(session, other), team=[adviser])
    plan = make_plan(session, tour, {})

    compared = comparison(session, plan.id, now=NOW)

    assert (compared.changes, compared.seminars, compared.unanswered) == ((), {}, ())


@pytest.mark.parametrize("state", [SeminarState.CLOSED, SeminarState.HELD])
def test_what_is_over_is_neither_moved_nor_cancelled(
    session: Session, tour: Tour, adviser: Adviser, state: SeminarState
) -> None:
    held, left_out = make_bid(session, tour), make_bid(session, tour)
    for bid in (held, left_out):
        make_seminar(session, bid, team=[adviser], state=state)
    plan = make_plan(session, tour, {held: (LATER, [adviser])})

    assert comparison(session, plan.id, now=NOW).changes == ()


def test_people_who_hold_a_place_or_wait_at_what_moves_are_counted(
    session: Session, tour: Tour, adviser: Adviser
) -> None:
    moved, kept = make_bid(session, tour), make_bid(session, tour)
    for bid in (moved, kept):
        seminar = make_seminar(session, bid, team=[adviser], day=DAY)
        for state in (
            RegistrationState.CONFIRMED,
            RegistrationState.WAITING,
            RegistrationState.CANCELLED,
        ):
            make_registration(session, seminar, state=state)
    gone = make_seminar(session, moved, state=SeminarState.CANCELLED)
    make_registration(session, gone, state=RegistrationState.CANCELLED)
    plan = make_plan(session, tour, {moved: (LATER, [adviser]), kept: (DAY, [adviser])})

    compared = comparison(session, plan.id, now=NOW)

    assert compared.written_participants == 2
    mails = [(mail.audience, mail.about_id) for mail in mails_of(compared)]
    assert mails == [(Audience.HOST, moved.id), (Audience.ADVISER, adviser.id)]


@pytest.mark.parametrize("state", [RegistrationState.PROVISIONAL, RegistrationState.WAITING])
def test_people_whose_time_for_the_button_has_passed_are_not_counted(
    session: Session, tour: Tour, adviser: Adviser, state: RegistrationState
) -> None:
    bid = make_bid(session, tour)
    seminar = make_seminar(session, bid, team=[adviser], day=DAY)
    for held_until in (NOW - timedelta(minutes=1), NOW, NOW + timedelta(minutes=1)):
        make_registration(session, seminar, state=state, held_until=held_until)
    plan = make_plan(session, tour, {bid: (LATER, [adviser])})

    assert comparison(session, plan.id, now=NOW).written_participants == 1


def test_a_refusal_is_new_unless_the_released_plan_of_the_tour_has_told_it(
    session: Session, tour: Tour
) -> None:
    told, new = make_bid(session, tour), make_bid(session, tour)
    make_plan(session, tour, {}, [told], state=PlanState.RELEASED)
    make_plan(session, tour, {}, [new], state=PlanState.SUPERSEDED)
    plan = make_plan(session, tour, {}, [told, new])

    assert [row.bid for row in comparison(session, plan.id, now=NOW).new_declines] == [new]


def test_bids_that_are_no_longer_accepted_or_came_later_are_pointed_out(
    session: Session, tour: Tour, adviser: Adviser
) -> None:
    withdrawn = make_bid(session, tour, state=BidState.WITHDRAWN)
    came_later = make_bid(session, tour)
    make_bid(session, tour, state=BidState.SUBMITTED)
    refused = make_bid(session, tour)
    plan = make_plan(session, tour, {withdrawn: (DAY, [adviser])}, [refused])

    compared = comparison(session, plan.id, now=NOW)

    assert compared.unusable == (withdrawn,)
    assert compared.unanswered == (came_later,)


def test_what_was_shown_has_the_same_fingerprint_until_something_in_it_changes(
    session: Session, tour: Tour, adviser: Adviser
) -> None:
    bid, locked = make_bid(session, tour), make_bid(session, tour)
    seminar = make_seminar(session, bid, team=[adviser], day=DAY)
    held = {bid: (LATER, [adviser]), locked: (DAY, [adviser])}
    plan = make_plan(session, tour, held)
    other = make_bid(session, make_tour(session, 2027))
    seen = [comparison(session, plan.id, now=NOW).fingerprint]

    other.version += 1
    session.commit()
    assert comparison(session, plan.id, now=NOW).fingerprint == seen[0]

    make_registration(session, seminar)
    seen.append(comparison(session, plan.id, now=NOW).fingerprint)
    seminar.version += 1
    session.commit()
    seen.append(comparison(session, plan.id, now=NOW).fingerprint)
    make_lock(session, next(each for each in plan.seminars if each.bid == locked))
    seen.append(comparison(session, plan.id, now=NOW).fingerprint)

    assert len(set(seen)) == 4


def test_a_plan_that_does_not_exist_is_not_found(session: Session) -> None:
    with pytest.raises(NotFound):
        comparison(session, 4711, now=NOW)
