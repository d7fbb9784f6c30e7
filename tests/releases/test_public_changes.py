"""What the public is told that is not held as it was announced."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from seminar_service.releases import public_changes as told
from seminar_service.releases.record_model import ReleaseRecord
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from tests.factories import NOW, make_bid, make_plan, make_seminar, make_tour
from tests.statements import counted_queries


@pytest.fixture
def seminars(session: Session) -> list[Seminar]:
    """Three announced seminars on days one after the other."""
    tour = make_tour(session)
    return [
        make_seminar(
            session,
            make_bid(session, tour),
            state=SeminarState.ANNOUNCED,
            announced_at=NOW - timedelta(days=9),
            day=NOW.date() + timedelta(days=30 + number),
        )
        for number in range(3)
    ]


def move(session: Session, seminars: list[Seminar], days_ago: int, by: int) -> None:
    """Note a release that has moved all of them from so many days before."""
    at = NOW - timedelta(days=days_ago)
    plan = make_plan(session, seminars[0].tour, {}, released_at=at)
    changes = [
        {
            "bid": each.bid_id,
            "kind": "moved",
            "before": {
                "day": (each.day - timedelta(days=by)).isoformat(),
                "times": ("10:00", "12:00"),
                "team": [],
            },
            "after": {"day": each.day.isoformat(), "times": ("10:00", "12:00"), "team": []},
            "seminar": each.id,
        }
        for each in seminars
    ]
    counts = {"to_hosts": 0, "to_advisers": 0, "to_participants": 0, "people": 0}
    session.add(ReleaseRecord(plan_id=plan.id, changes=changes, refusals=[], **counts))
    session.commit()


def test_the_last_move_after_the_announcement_counts(
    session: Session, seminars: list[Seminar]
) -> None:
    move(session, seminars, 10, 7)  # before they were announced
    move(session, seminars[:2], 5, 3)
    move(session, seminars[:1], 2, 1)

    found = told.public_changes(session, now=NOW).moved

    assert [(each.row.public_id, each.row.day - each.before) for each in found] == [
        (seminars[0].public_id, timedelta(days=1)),
        (seminars[1].public_id, timedelta(days=3)),
    ]


def test_of_too_many_the_last_are_told_and_queries_do_not_grow(
    session: Session, seminars: list[Seminar], monkeypatch: pytest.MonkeyPatch
) -> None:
    move(session, seminars, 5, 3)
    monkeypatch.setattr(told, "MOST_TOLD", 2)
    last = [each.public_id for each in seminars[1:]]
    with counted_queries(session) as statements:
        found = told.public_changes(session, now=NOW)
    assert [each.row.public_id for each in found.moved] == last
    assert len(statements) <= 3
