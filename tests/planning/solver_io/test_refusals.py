"""Refused bids: from the planner's answer to values, and to sentences for the organiser."""

import re
from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

import solver
from seminar_service.advisers.model import Adviser
from seminar_service.bids.model import Bid
from seminar_service.domain.locales import Locale
from seminar_service.domain.vocabulary import Choice
from seminar_service.planning.model import PlannedDecline, PlanOrigin
from seminar_service.planning.queries.refusals import remedy_texts
from seminar_service.planning.refusals import Breach, Failure, FailureKind, Hindrance, Lock
from seminar_service.planning.solver_io import add_plan, check_plan, instance_document
from seminar_service.planning.solver_io.names import bid_name
from seminar_service.planning.solver_io.refusals import HINDRANCES, failure_of
from seminar_service.tours.model import Tour
from tests.factories import NOW, make_adviser, make_bid, make_topic, make_tour
from tests.planning.solver_io.plans import save_plan

DAY = date(2026, 10, 6)


@pytest.fixture
def tour(session: Session) -> Tour:
    """A single day, and an adviser who is taken on it."""
    tour = make_tour(session, first_day=DAY, last_day=DAY)
    make_adviser(session, tour, name="山田 太郎", name_en="Taro Yamada", unavailable=[DAY])
    return tour


@pytest.fixture
def bid(session: Session, tour: Tour) -> Bid:
    return make_bid(session, tour, days={DAY: Choice.FIRST})


def planned_refusal(session: Session, bid: Bid) -> PlannedDecline:
    """What the planner's own plan of the tour says of a bid, as it is read back."""
    document = instance_document(session, bid.tour)
    plan = solver.solve(solver.read_instance(document), solver.SolveOptions(time_limit_seconds=20))
    row = add_plan(
        session, bid.tour_id, check_plan(document, plan), origin=PlanOrigin.PLANNER, now=NOW
    )
    session.commit()
    session.expire_all()
    refusals = select(PlannedDecline).where(PlannedDecline.plan_id == row.id)
    return session.scalars(refusals.where(PlannedDecline.bid_id == bid.id)).one()


def test_what_would_have_won_names_advisers_as_readers_of_each_language_know_them(
    session: Session, bid: Bid
) -> None:
    refusal = planned_refusal(session, bid)

    assert refusal.reason == "no_free_adviser"
    adviser = session.scalars(select(Adviser)).one()
    assert refusal.remedies == [
        {
            "kind": "free_day",
            "day": "2026-10-06",
            "adviser_id": adviser.id,
            "free_day": "2026-10-06",
        }
    ]
    assert remedy_texts(session, [refusal])[bid.id] == [
        {
            "ja": (
                "山田 太郎の都合が2026年10月6日（火）につけば、2026年10月6日（火）に開催できます。"
            ),
            "en": "It would be held on Tue 6 Oct 2026 if Taro Yamada were free on Tue 6 Oct 2026.",
        }
    ]


def test_a_refusal_keeps_no_sentence_but_what_stands_in_the_way(session: Session, bid: Bid) -> None:
    refusal = planned_refusal(session, bid)

    adviser = session.scalars(select(Adviser)).one()
    assert (refusal.text_ja, refusal.text_en) == ("", "")
    by = [{"why": "unavailable", "advisers": [adviser.id]}]
    assert refusal.grounds == {
        "topics": [],
        "days": ["2026-10-06"],
        "hindered": [{"day": "2026-10-06", "by": by}],
    }


def test_a_topic_called_like_a_word_of_a_sentence_changes_no_sentence(
    session: Session, tour: Tour
) -> None:
    tour.travel_budget_yen = 1
    budget = make_topic(session, "budget", name_ja="予算管理", name_en="Budgeting")
    make_adviser(session, tour, topics=[budget])
    bid = make_bid(session, tour, days={DAY: Choice.FIRST}, topics=[[budget]])

    told = remedy_texts(session, [planned_refusal(session, bid)])[bid.id]

    assert told is not None
    assert [each[Locale.EN].rsplit(" ", 2)[0] for each in told] == [
        "It would be held on Tue 6 Oct 2026 with a travel budget of"
    ]


def test_no_id_of_the_planner_is_left_where_several_changes_would_have_won(
    session: Session, tour: Tour, bid: Bid
) -> None:
    tour.last_day = DAY + timedelta(days=40)
    make_adviser(session, tour, name="佐藤 花子", name_en="Hanako Sato", max_seminars=0)

    refusal = planned_refusal(session, bid)

    assert refusal.remedies is not None
    assert len(refusal.remedies) == 3
    texts = remedy_texts(session, [refusal])[bid.id] or ()
    told = " ".join(text for remedy in texts for text in remedy.values())
    assert "佐藤 花子" in told
    assert "Hanako Sato" in told
    assert not re.search(r"\b[ab]\d+\b", told, re.ASCII)


def test_a_refusal_that_no_single_change_would_turn_has_an_empty_list(
    session: Session, tour: Tour
) -> None:
    overseas = make_topic(session, "overseas", name_ja="海外展開", name_en="Going abroad")
    bid = make_bid(session, tour, days={DAY: Choice.FIRST}, topics=[[overseas]])

    assert planned_refusal(session, bid).remedies == []


def test_what_nobody_looked_for_stays_unknown(session: Session, tour: Tour, bid: Bid) -> None:
    refusal = solver.Decline(bid_name(bid.id), "outbid")

    row = save_plan(session, tour, {}, {bid: refusal})

    assert row.declines[0].remedies is None
    unknown = select(PlannedDecline.bid_id).where(PlannedDecline.remedies.is_(None))
    assert session.scalars(unknown).all() == [bid.id]


@pytest.mark.parametrize("rule", solver.Rule)
def test_each_rule_of_the_planner_is_a_hindrance_that_hosts_can_be_told(rule: solver.Rule) -> None:
    assert HINDRANCES[rule] in Hindrance


def test_a_collision_names_rows_for_the_ids_of_the_planner() -> None:
    broken = solver.Violation(
        solver.Breach.TRAVEL, ("b3",), ("a7",), (DAY,), causes=(solver.Rule.NIGHTS,)
    )
    lock = solver.Seminar("b3", DAY, ("a7", "a8"))

    failure = failure_of(solver.Collision((lock,), (broken,)))

    assert failure == Failure(
        FailureKind.INFEASIBLE,
        locks=(Lock(3, DAY, (7, 8)),),
        broken=(
            Breach(8, "travel", bid_ids=(3,), adviser_ids=(7,), days=(DAY,), causes=("nights",)),
        ),
    )
