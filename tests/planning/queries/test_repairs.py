"""The cheapest other ways for a declined date, priced against the released plan."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Adviser
from seminar_service.bids.model import Bid
from seminar_service.domain.errors import NotFound
from seminar_service.planning.drafting import copy_plan
from seminar_service.planning.edits import hold_bid, mark_of
from seminar_service.planning.inputs import Held
from seminar_service.planning.model import Plan
from seminar_service.planning.queries.repairs import MOST_REPAIRS, RepairsView, repairs_view
from seminar_service.planning.solver_io import held_by
from seminar_service.planning.states import PlanState
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from seminar_service.seminars.team_model import DeclinedDay
from seminar_service.tours.model import Tour
from tests.factories import NOW, make_adviser, make_bid, make_seminar
from tests.planning.declining import OFFERED, declined, released
from tests.planning.drafts import DAY, LATER, STAFF
from tests.statements import counted_queries

TODAY = date(2026, 6, 1)


@pytest.fixture
def bid(session: Session, tour: Tour) -> Bid:
    return make_bid(session, tour, place="27", days=OFFERED)


@pytest.fixture
def plan(session: Session, tour: Tour, bid: Bid, adviser: Adviser) -> Plan:
    return released(session, tour, bid, adviser)


@pytest.fixture
def other(session: Session, tour: Tour) -> Adviser:
    return make_adviser(session, tour, home="26")


def view(session: Session, decline: DeclinedDay) -> RepairsView:
    return repairs_view(session, decline.id, today=TODAY)


def ways(found: RepairsView) -> list[Held]:
    return [each.choice.held for each in found.repairs]


def test_the_host_gets_other_days_and_never_the_declined_one(
    session: Session, plan: Plan, bid: Bid, adviser: Adviser, other: Adviser
) -> None:
    found = view(session, declined(session, bid))

    assert found.plan == plan
    assert len(found.repairs) == MOST_REPAIRS
    assert DAY not in {each.day for each in ways(found)}
    assert ways(found)[0] == Held(LATER, (other.id,))  # from Kyoto it is nearer than from Tokyo
    differences = [each.choice.difference_yen or 0 for each in found.repairs]
    assert differences == sorted(differences)
    assert set(found.advisers or ()) == {adviser.id, other.id}


def test_an_adviser_is_replaced_on_the_same_day_or_comes_on_another(
    session: Session, plan: Plan, bid: Bid, adviser: Adviser, other: Adviser
) -> None:
    found = view(session, declined(session, bid, adviser))

    assert plan.id
    assert all(each.choice.difference_yen is not None for each in found.repairs)
    assert found.refusing[0] is not None
    assert Held(DAY, (other.id,)) in ways(found)
    assert Held(DAY, (adviser.id,)) not in ways(found)


def test_prices_are_those_of_the_draft_that_begins_with_the_way(
    session: Session, plan: Plan, bid: Bid, other: Adviser
) -> None:
    assert other.id
    first = view(session, declined(session, bid)).repairs[0]

    draft_id = copy_plan(session, plan.id, actor=STAFF, now=NOW)
    seen = mark_of(held_by(session, draft_id)[bid.id])
    done = hold_bid(session, draft_id, bid.id, first.choice.held, seen=seen, actor=STAFF, now=NOW)

    assert dict(done.parts) == dict(first.choice.parts)
    assert sum(done.parts.values()) == first.choice.difference_yen


def test_people_count_where_the_day_is_another(
    session: Session, plan: Plan, bid: Bid, adviser: Adviser, other: Adviser
) -> None:
    seminar = session.query(Seminar).one()
    seminar.taken = 1
    session.commit()

    found = view(session, declined(session, bid, adviser))

    assert plan.id
    people = {each.choice.held.day: each.people for each in found.repairs}
    assert people[DAY] == 0
    assert people[LATER] == seminar.people == 1
    assert other.id


def test_without_a_way_refusing_is_priced_alone(
    session: Session, tour: Tour, adviser: Adviser
) -> None:
    bid = make_bid(session, tour, days={DAY: "first"})
    released(session, tour, bid, adviser)

    found = view(session, declined(session, bid))

    assert found.repairs == ()
    assert found.refusing[0] is not None
    assert found.refusing[1]["declines"] > 0


def test_a_locked_seminar_has_its_ways_all_the_same(session: Session, plan: Plan, bid: Bid) -> None:
    decline = declined(session, bid)
    session.query(Seminar).one().state = SeminarState.ANNOUNCED
    session.commit()

    found = view(session, decline)

    assert plan.id
    assert found.is_locked
    assert {each.day for each in ways(found)} == set(OFFERED) - {DAY}


def test_nothing_is_priced_where_the_seminar_does_not_stand_so_any_more(
    session: Session, plan: Plan, bid: Bid
) -> None:
    decline = declined(session, bid)
    seminar = session.query(Seminar).one()
    seminar.day = LATER
    session.commit()
    assert view(session, decline).seminar is None

    seminar.day, seminar.state = DAY, SeminarState.CANCELLED
    session.commit()
    assert view(session, decline).seminar is None
    assert plan.id


def test_nothing_is_priced_without_a_released_plan_that_holds_it_so_or_once_its_day_is_over(
    session: Session, plan: Plan, bid: Bid
) -> None:
    decline = declined(session, bid)
    assert repairs_view(session, decline.id, today=DAY).plan is None

    plan.seminars[0].day = LATER
    session.commit()
    assert view(session, decline).plan is None

    plan.state = PlanState.SUPERSEDED
    session.commit()
    found = view(session, decline)
    assert (found.plan, found.repairs) == (None, ())
    assert found.seminar


def test_there_is_nothing_of_a_decline_that_is_none(session: Session) -> None:
    with pytest.raises(NotFound):
        repairs_view(session, 7, today=TODAY)


def test_the_number_of_queries_does_not_rise_with_the_bids(
    session: Session, tour: Tour, plan: Plan, bid: Bid, adviser: Adviser
) -> None:
    key, tour_id, adviser_id = declined(session, bid).id, tour.id, adviser.id
    assert plan.id

    def needed() -> int:
        with counted_queries(session) as counted:
            repairs_view(session, key, today=TODAY)
        return len(counted)

    before = needed()
    for _ in range(3):
        more = make_bid(session, session.get_one(Tour, tour_id))
        make_seminar(session, more, team=[session.get_one(Adviser, adviser_id)])

    assert needed() <= before + 1
