"""A scenario becomes the tour's own: rows, history, refusals, and what its plan is worth then."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Adviser, Engagement, UnavailableDay
from seminar_service.bids.model import Bid
from seminar_service.bids.states import BidState
from seminar_service.domain.errors import NotFound
from seminar_service.domain.history import HistoryKind, SubjectKind
from seminar_service.extensions import db
from seminar_service.outbox.model import Message
from seminar_service.planning.adopting import AdoptionOutdated, NothingToAdopt, adopt_scenario
from seminar_service.planning.adoption import adoption_of
from seminar_service.planning.scenario_changes import NightsAway, TourRule
from seminar_service.planning.scenario_model import Scenario
from seminar_service.tours.model import Tour
from seminar_service.tours.stages import TourArchived
from seminar_service.tours.values import TourStage
from tests import histories
from tests.factories import NOW, OFFICE, make_adviser, make_bid
from tests.planning.whatifs import STAFF, TODAY, every_kind, new_adviser, scenario

TAKEN = date(2026, 12, 1)


@pytest.fixture
def adviser(session: Session, tour: Tour) -> Adviser:
    return make_adviser(session, tour, unavailable=[TAKEN])


@pytest.fixture
def bids(session: Session, tour: Tour) -> list[Bid]:
    """Two that are accepted, and one that waits for a decision."""
    waiting = make_bid(session, tour, place="01", state=BidState.SUBMITTED)
    return [make_bid(session, tour), make_bid(session, tour, place="27"), waiting]


@pytest.fixture
def own(session: Session, tour: Tour, adviser: Adviser, bids: list[Bid]) -> Scenario:
    """A scenario with a change of each kind."""
    return scenario(session, tour, *every_kind(adviser, *bids))


def shown(session: Session, own: Scenario) -> str:
    fingerprint = adoption_of(session, own, today=TODAY).fingerprint
    session.rollback()
    return fingerprint


def adopt(session: Session, own: Scenario, seen: str) -> None:
    adopt_scenario(session, own.id, shown=seen, office=OFFICE, actor=STAFF, now=NOW)


def test_every_row_changes_once_with_one_line_each(
    session: Session, tour: Tour, adviser: Adviser, bids: list[Bid], own: Scenario
) -> None:
    adopt(session, own, shown(session, own))

    engagement = session.scalars(select(Engagement)).one()
    days = {each.day for each in engagement.unavailable_days}
    bid, other, waiting = bids
    assert tour.hotel_yen == 9_000
    periods = [(each.first_day, each.last_day) for each in tour.closed_periods]
    assert periods == [(date(2026, 11, 2), date(2026, 11, 8))]
    assert (engagement.max_per_month, engagement.max_nights_away) == (2, 1)
    assert TAKEN not in days
    assert len(days) == 7
    assert (waiting.state, bid.decline_yen) == (BidState.ACCEPTED, 1_000_000)
    assert other.state is BidState.ACCEPTED
    assert own.adopted_at == NOW
    told = [
        (line.kind, line.subject_kind, line.subject_id)
        for line in histories.lines(session)
        if line.kind != HistoryKind.SCENARIO_MADE
    ]
    assert told == [
        (HistoryKind.EDITED, SubjectKind.TOUR, tour.id),
        (HistoryKind.EDITED, SubjectKind.ENGAGEMENT, engagement.id),
        (HistoryKind.BID_ACCEPTED, SubjectKind.BID, waiting.id),
        (HistoryKind.EDITED, SubjectKind.BID, bid.id),
        (HistoryKind.SCENARIO_ADOPTED, SubjectKind.SCENARIO, own.id),
    ]
    assert [each.kind for each in session.scalars(select(Message))] == ["bid_accepted"]
    assert adviser.id == engagement.adviser_id


CHANGED: list[Callable[[Session, Tour, list[Bid]], object]] = [
    lambda _, tour, __: setattr(tour, "version", tour.version + 1),
    lambda _, tour, __: setattr(tour, "hotel_yen", 5),
    lambda session, _, __: setattr(session.scalars(select(Engagement)).one(), "version", 9),
    lambda _, __, bids: setattr(bids[2], "version", 9),
    lambda _, __, bids: setattr(bids[2], "state", BidState.WITHDRAWN),
]


@pytest.mark.parametrize("change", CHANGED)
def test_what_was_changed_meanwhile_keeps_everything_as_it_is(
    session: Session,
    tour: Tour,
    bids: list[Bid],
    own: Scenario,
    change: Callable[[Session, Tour, list[Bid]], object],
) -> None:
    seen = shown(session, own)
    change(session, tour, bids)
    session.commit()

    with pytest.raises(AdoptionOutdated):
        adopt(session, own, seen)

    assert tour.closed_periods == []
    assert own.adopted_at is None
    assert session.scalars(select(Message)).all() == []


def test_two_who_press_at_once_change_everything_once(
    app: Flask, session: Session, own: Scenario
) -> None:
    seen, key = shown(session, own), own.id
    session.rollback()

    def tried(_: int) -> bool:
        with app.app_context():
            try:
                adopt_scenario(db.session(), key, shown=seen, office=OFFICE, actor=STAFF, now=NOW)
            except AdoptionOutdated:
                return False
            return True

    with ThreadPoolExecutor(max_workers=3) as pool:
        assert sum(pool.map(tried, range(3))) == 1
    assert session.scalar(select(func.count()).select_from(Message)) == 1
    assert session.scalar(select(func.count()).select_from(UnavailableDay)) == 7


def test_what_needs_a_person_is_not_adopted_by_a_press(
    session: Session, tour: Tour, adviser: Adviser
) -> None:
    own = scenario(session, tour, new_adviser())
    assert adviser.id

    with pytest.raises(NothingToAdopt):
        adopt(session, own, shown(session, own))


def test_an_archived_tour_and_what_does_not_exist_take_nothing(
    session: Session, tour: Tour
) -> None:
    own = scenario(session, tour, TourRule("hotel_yen", 5))
    seen = shown(session, own)
    tour.stage = TourStage.ARCHIVED
    session.commit()

    with pytest.raises(TourArchived):
        adopt(session, own, seen)
    with pytest.raises(NotFound):
        adopt_scenario(session, 99, shown=seen, office=OFFICE, actor=STAFF, now=NOW)


def test_fewer_nights_for_all_are_a_limit_of_each_who_may_be_away_longer(
    session: Session, tour: Tour, adviser: Adviser
) -> None:
    homely = make_adviser(session, tour, max_nights_away=0)
    own = scenario(session, tour, NightsAway(1))

    adopt(session, own, shown(session, own))

    rows = session.scalars(select(Engagement).order_by(Engagement.id)).all()
    assert [(each.adviser_id, each.max_nights_away, each.version) for each in rows] == [
        (adviser.id, 1, 2),
        (homely.id, 0, 1),
    ]
