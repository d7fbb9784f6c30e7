"""What would make a plan worse than it had to be."""

from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Engagement
from seminar_service.bids.states import BidState
from seminar_service.domain.vocabulary import Choice
from seminar_service.planning.queries.warnings import (
    PlanningWarning,
    Prospect,
    WarningKind,
    warnings,
)
from seminar_service.planning.solver_io import Appointment
from seminar_service.planning.solver_io.rows import open_bids
from seminar_service.tours.model import Tour
from tests.factories import make_adviser, make_bid, make_topic

DAY = date(2026, 10, 6)
TAKEN = [DAY + timedelta(days=30)]


@pytest.fixture
def session(sqlite_session: Session) -> Session:
    return sqlite_session


def found(
    session: Session,
    tour: Tour,
    *,
    earliest: date | None = None,
    published: Mapping[int, Appointment] | None = None,
    locked: Mapping[int, Appointment] | None = None,
) -> dict[WarningKind, PlanningWarning]:
    bids = open_bids(session, tour.id)
    engagements = tuple(session.scalars(select(Engagement).order_by(Engagement.id)))
    prospect = Prospect(tour, earliest, bids, engagements, published or {}, locked or {})
    told = list(warnings(prospect))
    assert len({warning.kind for warning in told}) == len(told)
    return {warning.kind: warning for warning in told}


def keys(warning: PlanningWarning) -> list[int]:
    return [each.id for each in warning.bids]


def test_a_tour_that_is_well_prepared_gives_no_cause(session: Session, tour: Tour) -> None:
    make_adviser(session, tour, unavailable=TAKEN)
    make_bid(session, tour)

    assert found(session, tour) == {}


def test_without_advisers_that_alone_is_said_of_them(session: Session, tour: Tour) -> None:
    make_bid(session, tour)

    assert list(found(session, tour)) == [WarningKind.NO_ADVISERS]


def test_a_bid_needs_somebody_for_each_slot_who_knows_all_its_topics(
    session: Session, tour: Tour
) -> None:
    secrets, brands = make_topic(session), make_topic(session, "brand")
    for topic in (secrets, brands):
        make_adviser(session, tour, topics=[topic], unavailable=TAKEN)
    make_bid(session, tour, topics=[[secrets], [brands]])
    both_at_once = make_bid(session, tour, topics=[[secrets, brands]])
    make_bid(session, tour, topics=[[secrets, brands]], state=BidState.WITHDRAWN)

    assert keys(found(session, tour)[WarningKind.BID_WITHOUT_ADVISER]) == [both_at_once.id]


@pytest.mark.parametrize(
    ("day", "choice"),
    [
        (DAY, Choice.IMPOSSIBLE),
        (date(2026, 6, 1), Choice.FIRST),
        (date(2026, 3, 31), Choice.FIRST),
        (date(2027, 4, 1), Choice.FIRST),
    ],
)
def test_a_day_that_is_impossible_past_or_outside_the_tour_is_none(
    session: Session, tour: Tour, day: date, choice: Choice
) -> None:
    make_adviser(session, tour, unavailable=TAKEN)
    bid = make_bid(session, tour, days={day: choice})
    make_bid(session, tour, days={day: choice, date(2027, 3, 31): Choice.THIRD})

    told = found(session, tour, earliest=date(2026, 6, 2))

    assert keys(told[WarningKind.BID_WITHOUT_DAYS]) == [bid.id]


def test_a_locked_bid_needs_no_day(session: Session, tour: Tour) -> None:
    adviser = make_adviser(session, tour, unavailable=TAKEN)
    bid = make_bid(session, tour, days={DAY: Choice.IMPOSSIBLE})

    assert found(session, tour, locked={bid.id: Appointment(DAY, (adviser.id,))}) == {}


def test_a_lock_that_keeps_what_is_published_is_no_surprise(session: Session, tour: Tour) -> None:
    make_adviser(session, tour, unavailable=TAKEN)
    same, day, team = (make_bid(session, tour) for _ in range(3))
    published = {each.id: Appointment(DAY, (1,), settled=True) for each in (same, day, team)}
    locked = {
        same.id: Appointment(DAY, (1,)),
        day.id: Appointment(DAY + timedelta(days=1), (1,)),
        team.id: Appointment(DAY, (2,)),
    }

    told = found(session, tour, published=published, locked=locked)

    assert keys(told[WarningKind.LOCKED_OTHERWISE]) == [day.id, team.id]


def test_advisers_who_cannot_be_planned_or_have_named_no_days_are_named(
    session: Session, tour: Tour
) -> None:
    topicless = make_adviser(session, tour, topics=[], unavailable=TAKEN)
    idle = [
        make_adviser(session, tour, unavailable=TAKEN, **{limit: 0})
        for limit in ("max_seminars", "max_per_month")
    ]
    silent = make_adviser(session, tour)

    told = found(session, tour)

    assert told[WarningKind.ADVISER_WITHOUT_TOPICS].advisers == (topicless,)
    assert told[WarningKind.ADVISER_WITHOUT_SEMINARS].advisers == tuple(idle)
    assert told[WarningKind.ADVISER_DAYS_MISSING].advisers == (silent,)


def test_bids_on_which_somebody_has_to_decide_are_named_last(session: Session, tour: Tour) -> None:
    make_adviser(session, tour)
    undecided = make_bid(session, tour, state=BidState.SUBMITTED)

    told = found(session, tour)

    assert list(told)[-1] is WarningKind.BIDS_UNDECIDED
    assert keys(told[WarningKind.BIDS_UNDECIDED]) == [undecided.id]
