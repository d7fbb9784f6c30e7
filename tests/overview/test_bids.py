"""One bid with all that became of it."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from seminar_service.bids.model import Bid
from seminar_service.bids.states import BidState
from seminar_service.domain.errors import NotFound
from seminar_service.domain.locales import Locale
from seminar_service.overview.bids import BidPage, bid_page, call_for_bids, topics
from seminar_service.planning.states import PlanState
from seminar_service.seminars.states import SeminarState
from seminar_service.tours.values import TourStage
from tests.factories import (
    make_adviser,
    make_bid,
    make_plan,
    make_seminar,
    make_topic,
    make_tour,
)
from tests.statements import counted_queries

STANDING = [state for state in SeminarState if state is not SeminarState.CANCELLED]


@pytest.fixture
def bid(session: Session) -> Bid:
    """An accepted bid of which nothing has been made."""
    return make_bid(session, make_tour(session))


def refuse(session: Session, bid: Bid, state: PlanState, text: str = "日程の都合です。") -> None:
    plan = make_plan(session, bid.tour, {}, [bid], state=state)
    plan.declines[0].text_ja = text
    session.commit()


def page(session: Session, bid: Bid) -> BidPage:
    session.expire_all()
    return bid_page(session, bid.id)


@pytest.mark.parametrize("state", STANDING)
def test_of_several_seminars_the_one_that_stands_is_shown(
    session: Session, bid: Bid, state: SeminarState
) -> None:
    make_seminar(session, bid, state=SeminarState.CANCELLED)
    standing = make_seminar(session, bid, state=state)
    own = page(session, bid)
    assert own.seminar == standing
    assert own.is_settled
    assert not own.is_cancelled
    assert not own.may_withdraw
    assert own.reached is not None


def test_the_order_in_which_they_were_made_does_not_matter(session: Session, bid: Bid) -> None:
    standing = make_seminar(session, bid, state=SeminarState.CONFIRMED)
    make_seminar(session, bid, state=SeminarState.CANCELLED)
    assert page(session, bid).seminar == standing


def test_where_none_stands_the_one_cancelled_last_is_shown(session: Session, bid: Bid) -> None:
    make_seminar(session, bid, state=SeminarState.CANCELLED)
    later = make_seminar(session, bid, state=SeminarState.CANCELLED, day=date(2026, 10, 8))
    own = page(session, bid)
    assert own.seminar == later
    assert own.is_cancelled
    assert own.may_withdraw
    assert own.reached is None


def test_the_whole_team_of_the_seminar_is_read(session: Session, bid: Bid) -> None:
    make_seminar(session, bid, state=SeminarState.CANCELLED, team=[make_adviser(session)])
    team = [make_adviser(session), make_adviser(session)]
    make_seminar(session, bid, team=team)
    seminar = page(session, bid).seminar
    assert seminar is not None
    assert [member.adviser for member in seminar.team] == team


def test_a_bid_without_a_seminar_is_not_settled(session: Session, bid: Bid) -> None:
    own = page(session, bid)
    assert own.seminar is None
    assert (own.is_settled, own.is_cancelled, own.may_withdraw) == (False, False, True)


@pytest.mark.parametrize("cancelled", [0, 1])
def test_a_bid_that_the_released_plan_refuses_says_why_also_once_its_seminar_is_cancelled(
    session: Session, bid: Bid, cancelled: int
) -> None:
    for _ in range(cancelled):
        make_seminar(session, bid, state=SeminarState.CANCELLED)
    for state in (PlanState.SUPERSEDED, PlanState.COMPUTED):
        refuse(session, bid, state, text="前の計画です。")
    refuse(session, bid, PlanState.RELEASED)
    refuse(session, make_bid(session, bid.tour), PlanState.RELEASED, text="別の団体です。")

    own = page(session, bid)

    assert own.refusal is not None
    assert own.refusal[Locale.JA] == "日程の都合です。"


def test_a_bid_that_the_released_plan_refuses_is_on_no_step_of_its_way_any_more(
    session: Session, bid: Bid
) -> None:
    assert page(session, bid).reached == "accepted"
    refuse(session, bid, PlanState.RELEASED)
    assert page(session, bid).reached is None


def test_an_old_refusal_says_nothing_once_a_seminar_stands(session: Session, bid: Bid) -> None:
    refuse(session, bid, PlanState.RELEASED)
    make_seminar(session, bid, state=SeminarState.TENTATIVE)

    assert page(session, bid).refusal is None


def test_a_bid_that_was_withdrawn_is_not_refused_as_well(session: Session, bid: Bid) -> None:
    refuse(session, bid, PlanState.RELEASED)
    bid.state = BidState.WITHDRAWN
    session.commit()

    assert page(session, bid).refusal is None


@pytest.mark.parametrize(
    ("state", "reached"),
    [
        (BidState.SUBMITTED, "submitted"),
        (BidState.ASKED_BACK, "submitted"),
        (BidState.ACCEPTED, "accepted"),
        (BidState.REJECTED, None),
        (BidState.WITHDRAWN, None),
    ],
)
def test_a_bid_without_a_seminar_has_come_as_far_as_its_state_says(
    sqlite_session: Session, state: BidState, reached: str | None
) -> None:
    bid = make_bid(sqlite_session, make_tour(sqlite_session), state=state)

    assert page(sqlite_session, bid).reached == reached


def test_the_host_sees_this_version_of_the_seminar_and_nothing_before_there_is_one(
    session: Session, bid: Bid
) -> None:
    assert page(session, bid).question_mark == ""
    seminar = make_seminar(session, bid, state=SeminarState.TENTATIVE)
    seen = page(session, bid).question_mark
    seminar.version += 1
    session.commit()
    assert page(session, bid).question_mark not in {"", seen}


def test_six_queries_are_enough_for_a_bid(sqlite_session: Session) -> None:
    session = sqlite_session
    slots = [[make_topic(session)], [make_topic(session, "brand")]]
    bid = make_bid(session, make_tour(session), topics=slots)
    for state in (SeminarState.CANCELLED, SeminarState.ANNOUNCED):
        team = [make_adviser(session), make_adviser(session)]
        make_seminar(session, bid, state=state, team=team)
    number = bid.id

    with counted_queries(session) as queries:
        own = bid_page(session, number)
        assert own.seminar is not None
        assert [member.adviser.name for member in own.seminar.team]
        assert [topic.code for slot in own.bid.slots for topic in slot.topics]
        assert [each.choice for each in own.bid.dates]
        assert list(own.bid.tour.closed_periods) == []

    assert len(queries) <= 6


def test_a_bid_that_does_not_exist_is_not_found(sqlite_session: Session) -> None:
    with pytest.raises(NotFound):
        bid_page(sqlite_session, 4711)


TODAY = date(2026, 6, 1)


def tour_whose_call(
    session: Session, year: int, opens: date, closes: date, stage: TourStage = TourStage.OPEN
) -> None:
    make_tour(session, year, call_opens_on=opens, call_closes_on=closes, stage=stage)


def called(session: Session, today: date = TODAY) -> tuple[int | list[int], bool, bool] | None:
    call = call_for_bids(session, today)
    if call is None:
        return None
    years = [tour.fiscal_year for tour in call.tours]
    return years if len(years) > 1 else call.tour.fiscal_year, call.is_open, call.is_ahead


def test_without_a_tour_or_with_archived_ones_alone_nobody_is_called(
    sqlite_session: Session,
) -> None:
    assert called(sqlite_session) is None
    tour_whose_call(sqlite_session, 2026, TODAY, TODAY, TourStage.ARCHIVED)
    assert called(sqlite_session) is None


def test_a_call_is_open_from_its_first_day_to_its_last(sqlite_session: Session) -> None:
    session = sqlite_session
    first, last = date(2026, 5, 1), date(2026, 6, 30)
    tour_whose_call(session, 2026, first, last)
    assert called(session, date(2026, 4, 30)) == (2026, False, True)
    assert called(session, first) == called(session, last) == (2026, True, False)
    assert called(session, date(2026, 7, 1)) == (2026, False, False)


def test_all_open_calls_count_and_any_open_one_before_those_ahead(
    sqlite_session: Session,
) -> None:
    session = sqlite_session
    tour_whose_call(session, 2028, date(2027, 1, 10), date(2027, 2, 1), TourStage.PREPARATION)
    tour_whose_call(session, 2026, TODAY, date(2026, 12, 1))
    assert called(session) == (2026, True, False)
    tour_whose_call(session, 2027, TODAY, date(2026, 12, 1), TourStage.PREPARATION)
    assert called(session) == ([2026, 2027], True, False)


def test_of_the_calls_ahead_the_next_one_counts(sqlite_session: Session) -> None:
    session = sqlite_session
    tour_whose_call(session, 2029, date(2028, 1, 10), date(2028, 2, 1))
    tour_whose_call(session, 2028, date(2027, 1, 10), date(2027, 2, 1))
    tour_whose_call(session, 2026, date(2026, 1, 10), date(2026, 2, 1))
    assert called(session) == (2028, False, True)


def test_topics_are_listed_by_position(sqlite_session: Session) -> None:
    for code, position in (("last", 3), ("first", 1), ("second", 1)):
        make_topic(sqlite_session, code, position=position)
    assert [topic.code for topic in topics(sqlite_session)] == ["first", "second", "last"]
