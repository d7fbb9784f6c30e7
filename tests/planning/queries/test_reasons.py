"""Why a plan holds a bid as it does."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Adviser
from seminar_service.bids.model import Bid
from seminar_service.domain.errors import NotFound
from seminar_service.domain.locales import Locale
from seminar_service.domain.vocabulary import Choice
from seminar_service.planning.edits import hold_bid, mark_of
from seminar_service.planning.inputs import Held
from seminar_service.planning.model import Plan
from seminar_service.planning.queries import reasons
from seminar_service.planning.queries.reasons import reasons_view, refused_view
from seminar_service.planning.solver_io import held_by, instance_document
from seminar_service.tours.model import Tour
from tests.factories import NOW, make_adviser, make_bid, make_run
from tests.planning.draft_fixtures import draft, nagoya, osaka, other
from tests.planning.drafts import DAY, LATER, STAFF
from tests.planning.solver_io.plans import save_plan
from tests.statements import counted_queries

__all__ = ("draft", "nagoya", "osaka", "other")


def computed(session: Session, tour: Tour, bid: Bid, adviser: Adviser) -> Plan:
    """A plan of the planner, with the run that made it."""
    plan = save_plan(session, tour, {bid: (DAY, [adviser])})
    make_run(session, tour, plan=plan, instance=instance_document(session, tour))
    return plan


def test_the_best_way_of_each_other_day_stands_beside_the_seminar(
    session: Session, draft: Plan, osaka: Bid, adviser: Adviser, other: Adviser
) -> None:
    view = reasons_view(session, draft, osaka.id)

    assert (view.held, view.wish) == (Held(DAY, (adviser.id,)), Choice.SECOND)
    assert view.weighing is not None
    assert [each.choice.held.day for each in view.weighing.days] == [LATER]
    (later,) = view.weighing.days
    assert (later.choice.difference_yen or 0) < 0
    assert view.weighing.next_best == later
    assert [each.choice.held.team for each in view.weighing.teams] == [(other.id,)]
    refusing, parts = view.weighing.refusing
    assert refusing is not None
    assert sum(parts.values()) == refusing
    assert set(view.advisers) == {adviser.id, other.id}
    assert view.trips[adviser.id].bids == (osaka.id,)


def test_what_stands_in_the_way_is_said_in_words_and_comes_last(
    session: Session, tour: Tour, adviser: Adviser
) -> None:
    asked = make_bid(
        session,
        tour,
        place="27",
        days={DAY: "first", LATER: "first", LATER + timedelta(days=2): "third"},
    )
    busy = make_adviser(session, tour, home="27", unavailable=[DAY])
    adviser.engagements[0].unavailable_days = []
    plan = computed(session, tour, asked, adviser)

    view = reasons_view(session, plan, asked.id)

    assert view.weighing is not None
    (team,) = view.weighing.teams
    assert team.choice.held.team == (busy.id,)
    (text,) = team.broken
    assert "unavailable" in text[Locale.EN]
    assert [bool(each.broken) for each in view.weighing.days] == [False, False]


def test_where_nothing_else_is_allowed_there_is_no_next_best(
    session: Session, tour: Tour, adviser: Adviser
) -> None:
    asked = make_bid(session, tour, place="27", days={DAY: "first"})
    plan = computed(session, tour, asked, adviser)

    view = reasons_view(session, plan, asked.id)

    assert view.weighing is not None
    assert (view.weighing.days, view.weighing.teams) == ((), ())
    assert view.weighing.next_best is None


def test_a_plan_whose_problem_was_not_kept_shows_the_seminar_alone(
    session: Session, tour: Tour, adviser: Adviser, osaka: Bid
) -> None:
    plan = save_plan(session, tour, {osaka: (DAY, [adviser])})

    view = reasons_view(session, plan, osaka.id)

    assert view.weighing is None
    assert set(view.advisers) == {adviser.id}


def test_a_day_that_nobody_offers_has_no_other_teams(
    session: Session, draft: Plan, osaka: Bid, adviser: Adviser
) -> None:
    seen = mark_of(held_by(session, draft.id).get(osaka.id))
    unheard = Held(DAY + timedelta(days=3), (adviser.id,))
    hold_bid(session, draft.id, osaka.id, unheard, seen=seen, actor=STAFF, now=NOW)

    view = reasons_view(session, draft, osaka.id)

    assert (view.held, view.wish) == (unheard, None)
    assert view.weighing is not None
    assert view.weighing.teams == ()
    assert {each.choice.held.day for each in view.weighing.days} == {DAY, LATER}


def test_a_refused_bid_has_the_best_way_of_each_day_with_what_stands_in_its_way(
    session: Session, draft: Plan, osaka: Bid, nagoya: Bid
) -> None:
    day = nagoya.dates[0].day

    view = refused_view(session, draft, nagoya.id)

    assert view.days is not None
    assert [each.choice.held.day for each in view.days] == [day]
    assert set(view.advisers) == {key for each in view.days for key in each.choice.held.team}
    with pytest.raises(NotFound):
        refused_view(session, draft, osaka.id)


def test_of_a_plan_whose_problem_was_not_kept_nothing_is_known_of_a_refused_bid(
    session: Session, tour: Tour, adviser: Adviser, osaka: Bid, nagoya: Bid
) -> None:
    plan = save_plan(session, tour, {osaka: (DAY, [adviser])})

    view = refused_view(session, plan, nagoya.id)

    assert (view.bid, view.days) == (nagoya, None)


def test_a_bid_that_the_plan_refuses_has_no_such_page(
    session: Session, draft: Plan, nagoya: Bid
) -> None:
    with pytest.raises(NotFound):
        reasons_view(session, draft, nagoya.id)


def test_the_number_of_days_is_bounded_and_that_of_queries_fixed(
    session: Session, draft: Plan, osaka: Bid, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan_id, bid_id = draft.id, osaka.id
    reasons_view(session, draft, bid_id)
    with counted_queries(session) as all_days:
        reasons_view(session, session.get_one(Plan, plan_id), bid_id)
    monkeypatch.setattr(reasons, "MOST_DAYS", 0)
    with counted_queries(session) as no_days:
        view = reasons_view(session, session.get_one(Plan, plan_id), bid_id)

    assert view.weighing is not None
    assert view.weighing.days == ()
    assert len(no_days) <= len(all_days) <= len(no_days) + 3
