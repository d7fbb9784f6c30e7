"""An instance to rows. Whether they give it back is told in `test_round_trip`."""

from datetime import date, time
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

import solver
from seminar_service.bids.states import BidState
from seminar_service.domain.vocabulary import BidSource, Choice
from seminar_service.planning.solver_io.importing import (
    ImportedTour,
    plan_for_rows,
    tour_from_instance,
)
from seminar_service.planning.solver_io.names import adviser_name, bid_name
from seminar_service.tours.model import Topic
from seminar_service.tours.values import TourStage
from tests.factories import NOW, make_adviser, make_topic
from tests.solver import tours


@pytest.fixture
def session(sqlite_session: Session) -> Session:
    return sqlite_session


def document(*bids: dict[str, Any], **rules: Any) -> dict[str, Any]:
    advisers = [
        tours.make_adviser("a1", topics=["ip", "going-abroad"], unavailable=[tours.day(3)]),
        tours.make_adviser("a2", max_per_month=2),
    ]
    return tours.make_tour(list(bids), advisers, rules=tours.make_rules(**rules))


def imported(session: Session, given: dict[str, Any], **options: Any) -> ImportedTour:
    return tour_from_instance(session, given, fiscal_year=2027, now=NOW, **options)


def test_a_tour_is_in_preparation_with_the_span_and_the_rules_of_the_instance(
    session: Session,
) -> None:
    given = document(tours.make_bid("b1"), hotel_yen=9_000, day_start="07:30")

    tour = imported(session, given).tour

    assert (tour.fiscal_year, tour.stage) == (2027, TourStage.PREPARATION)
    assert tour.first_day == date.fromisoformat(given["horizon"]["start"])
    assert tour.last_day == date.fromisoformat(given["horizon"]["end"])
    assert (tour.hotel_yen, tour.day_start, tour.day_end) == (9_000, time(7, 30), time(22))


def test_bids_are_accepted_and_numbered_in_their_order(session: Session) -> None:
    rows = imported(session, document(tours.make_bid("x"), tours.make_bid("b"))).bids

    assert [(row.number, row.host_name) for row in rows.values()] == [(1, "Host x"), (2, "Host b")]
    assert {(row.state, row.source) for row in rows.values()} == {
        (BidState.ACCEPTED, BidSource.SAMPLE)
    }


def test_the_cheapest_price_is_the_first_choice_of_all_bids_and_stays_a_price_of_the_tour(
    session: Session,
) -> None:
    given = document(
        tours.make_bid("b1", {0: 0, 1: 5_000}), tours.make_bid("b2", {2: 20_000, 3: 5_000})
    )

    made = imported(session, given)

    choices = [[each.choice for each in bid.dates] for bid in made.bids.values()]
    assert choices == [[Choice.FIRST, Choice.SECOND], [Choice.THIRD, Choice.SECOND]]
    tour = made.tour
    assert (tour.first_choice_yen, tour.second_choice_yen, tour.third_choice_yen) == (
        0,
        5_000,
        20_000,
    )


def test_topics_that_are_there_stay_and_missing_ones_are_made_with_a_readable_name(
    session: Session,
) -> None:
    known = make_topic(session, "ip", name_ja="知財", name_en="IP")

    imported(session, document(tours.make_bid("b1")))

    names = {topic.code: topic.name_en for topic in session.scalars(select(Topic))}
    assert names["ip"] == known.name_en == "IP"
    assert names["going-abroad"] == "Going abroad"


def test_an_adviser_who_is_known_is_engaged_again_and_keeps_home_and_topics(
    session: Session,
) -> None:
    known = make_adviser(session, home="01")
    topics = [topic.code for topic in known.topics]

    made = imported(session, document(tours.make_bid("b1")), known={"a2": known})

    assert made.advisers["a2"] is known
    (engagement,) = known.engagements
    assert (engagement.tour, engagement.max_per_month) == (made.tour, 2)
    assert (known.home, [topic.code for topic in known.topics]) == ("01", topics)
    (engagement,) = made.advisers["a1"].engagements
    assert [each.day.isoformat() for each in engagement.unavailable_days] == [tours.day(3)]


def test_what_is_published_or_locked_in_the_instance_makes_no_seminar(session: Session) -> None:
    bid = tours.lock(tours.make_bid("b1"), 0, "a1")

    made = imported(session, document(bid))

    assert set(made.bids) == {"b1"}


def test_a_document_that_breaks_its_format_is_refused(session: Session) -> None:
    with pytest.raises(solver.InvalidInstance):
        imported(session, document(tours.make_bid("b1")) | {"horizon": {}})


def test_dates_of_more_than_three_prices_are_refused(session: Session) -> None:
    with pytest.raises(ValueError, match="4 different prices"):
        imported(session, document(tours.make_bid("b1", {0: 0, 1: 1, 2: 2, 3: 3})))


def test_a_plan_speaks_of_the_rows_and_of_nobody_who_was_not_imported(session: Session) -> None:
    made = imported(session, document(tours.make_bid("b1"), tours.make_bid("b2")))
    plan = solver.Plan(
        "small",
        "feasible",
        None,
        None,
        (solver.Seminar("b2", tours.START, ("a1",)),),
        (solver.Decline("b1", "outbid", extra_yen=5, instead=("b2",)),),
    )

    found = plan_for_rows(solver.write_plan(plan), made)

    b1, b2 = (bid_name(made.bids[name].id) for name in ("b1", "b2"))
    assert found.instance == "fy2027"
    team = (adviser_name(made.advisers["a1"].id),)
    assert found.seminars == (solver.Seminar(b2, tours.START, team),)
    assert [(each.bid, each.instead) for each in found.declined] == [(b1, (b2,))]
    with pytest.raises(KeyError):
        plan_for_rows(solver.write_plan(plan), ImportedTour(made.tour, {}, made.bids))
