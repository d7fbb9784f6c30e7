"""Two plans of a tour side by side."""

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Adviser
from seminar_service.bids.model import Bid
from seminar_service.planning.queries.comparison import Comparison, compare
from seminar_service.planning.queries.plans import plan_view
from seminar_service.tours.model import Tour
from tests.factories import make_adviser, make_bid, make_plan
from tests.planning.documents import components

DAY = date(2026, 10, 6)
Held = dict[Bid, tuple[date, list[Adviser]]]


@pytest.fixture
def session(sqlite_session: Session) -> Session:
    return sqlite_session


@pytest.fixture
def advisers(session: Session, tour: Tour) -> list[Adviser]:
    return [make_adviser(session, tour), make_adviser(session, tour)]


def compared(session: Session, tour: Tour, before: Held, after: Held) -> Comparison:
    views = [
        plan_view(session, make_plan(session, tour, held, components=components()).id)
        for held in (before, after)
    ]
    return compare(*views)


def test_a_plan_beside_itself_moves_nobody(
    session: Session, tour: Tour, advisers: list[Adviser]
) -> None:
    held = {make_bid(session, tour): (DAY, [each]) for each in advisers}

    same = compared(session, tour, held, held)

    assert same.moves == ()
    assert (same.unchanged, same.new_days, same.new_teams) == (2, 0, 0)


def test_moves_are_told_by_number_with_what_was_and_what_is(
    session: Session, tour: Tour, advisers: list[Adviser]
) -> None:
    first, second = advisers
    moved = make_bid(session, tour, number=901)
    handed_over = make_bid(session, tour, number=900)
    gone, new, kept = (make_bid(session, tour, number=number) for number in (902, 903, 904))
    later = DAY + timedelta(days=1)
    before = {each: (DAY, [first]) for each in (moved, handed_over, gone, kept)}
    after = {
        moved: (later, [first]),
        handed_over: (DAY, [second]),
        new: (DAY, [second]),
        kept: (DAY, [first]),
    }

    found = compared(session, tour, before, after)

    assert [move.bid for move in found.moves] == [handed_over, moved, gone, new]
    assert [(move.day_moves, move.team_changes) for move in found.moves] == [
        (False, True),
        (True, False),
        (False, False),
        (False, False),
    ]
    assert [move.after is None for move in found.moves] == [False, False, True, False]
    assert [move.before is None for move in found.moves] == [False, False, False, True]
    assert (found.unchanged, found.new_days, found.new_teams) == (1, 1, 1)


def test_the_order_of_a_team_counts_because_each_slot_needs_its_topics(
    session: Session, tour: Tour, advisers: list[Adviser]
) -> None:
    bid = make_bid(session, tour)

    found = compared(session, tour, {bid: (DAY, advisers)}, {bid: (DAY, advisers[::-1])})

    assert [move.team_changes for move in found.moves] == [True]


def test_each_part_of_the_cost_is_told_with_its_change(session: Session, tour: Tour) -> None:
    cheap = make_plan(session, tour, {}, components=components(fares=70), objective_yen=110_000)
    dear = make_plan(
        session, tour, {}, components=components(fares=50, hotels=5), objective_yen=120_000
    )

    found = compare(plan_view(session, cheap.id), plan_view(session, dear.id))

    changes = {part.name: part.change_yen for part in found.components if part.change_yen}
    assert changes == {"fares": -20, "hotels": 5}
    assert (found.total.before_yen, found.total.change_yen) == (110_000, 10_000)
