"""What would have won a refused bid, as changes."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from seminar_service.domain.vocabulary import Choice
from seminar_service.planning.scenario_changes import (
    AdviserLimit,
    BidDate,
    Change,
    DaysFree,
    NewAdviser,
    TourRule,
)
from seminar_service.planning.scenario_remedies import RemedyGone, remedy_changes
from seminar_service.tours.model import Tour
from tests.factories import make_adviser, make_bid, make_plan
from tests.planning.whatifs import DAY

NEXT = date(2026, 11, 10)


@pytest.mark.parametrize(
    "kind", ["date", "free_day", "limit", "month_limit", "day_limit", "adviser", "budget"]
)
def test_each_kind_becomes_what_it_says(session: Session, tour: Tour, kind: str) -> None:
    adviser = make_adviser(session, tour)
    bid = make_bid(session, tour, days={DAY: Choice.FIRST, date(2026, 10, 7): Choice.SECOND})
    plan = make_plan(session, tour, {}, [bid])
    values: dict[str, object] = {"kind": kind, "day": NEXT.isoformat(), "adviser_id": adviser.id}
    plan.declines[0].remedies = [
        values | {"free_day": "2026-11-09", "budget_yen": 500_000},
    ]
    tour.max_seminars_per_day = 2
    session.commit()
    expected: dict[str, tuple[Change, ...]] = {
        "date": (BidDate(bid.id, NEXT, Choice.SECOND),),
        "free_day": (DaysFree(adviser.id, date(2026, 11, 9), date(2026, 11, 9)),),
        "limit": (
            AdviserLimit(adviser.id, "max_seminars", 10),
            AdviserLimit(adviser.id, "max_per_month", 5),
        ),
        "month_limit": (AdviserLimit(adviser.id, "max_per_month", 5),),
        "day_limit": (TourRule("max_seminars_per_day", 3),),
        "adviser": (
            NewAdviser(
                name=f"{adviser.name} ＋1",
                home=adviser.home,
                topics=tuple(topic.code for topic in adviser.topics),
                max_seminars=9,
                max_per_month=4,
                max_nights_away=3,
            ),
        ),
        "budget": (TourRule("travel_budget_yen", 500_000),),
    }

    assert remedy_changes(session, plan.id, bid.id, 0) == expected[kind]
    with pytest.raises(RemedyGone):
        remedy_changes(session, plan.id, bid.id, 1)
    with pytest.raises(RemedyGone):
        remedy_changes(session, plan.id, bid.id, -1)


def test_of_who_has_left_nothing_can_be_asked(session: Session, tour: Tour) -> None:
    leaver, bid = make_adviser(session), make_bid(session, tour)
    plan = make_plan(session, tour, {}, [bid])
    plan.declines[0].remedies = [{"kind": "limit", "adviser_id": leaver.id, "day": "2026-10-06"}]
    session.commit()

    with pytest.raises(RemedyGone):
        remedy_changes(session, plan.id, bid.id, 0)
