"""A seminar that became full, or has few registrations, is noted once."""

import threading
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.bulletins import watching
from seminar_service.domain.history import HistoryKind
from seminar_service.domain.japan_time import day_of
from seminar_service.extensions import db
from seminar_service.history import services as history
from seminar_service.history.model import HistoryLine
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from tests.factories import NOW, make_bid, make_seminar, make_tour

DAY = timedelta(days=1)


def seminar_in(session: Session, days: int = 60, **values: Any) -> Seminar:
    """A seminar in so many days, announced long ago."""
    usual = {"day": day_of(NOW) + days * DAY, "announced_at": NOW - 60 * DAY}
    return make_seminar(session, make_bid(session, make_tour(session)), **(usual | values))


def look(session: Session, now: datetime = NOW) -> list[str]:
    """Note what is due; gives the kinds of all lines so far."""
    session.rollback()
    due, noted = watching.is_due(session, now=now), watching.note_due(session, now=now)
    assert due or not noted
    assert not watching.is_due(session, now=now)
    session.rollback()
    kinds = (HistoryKind.SEMINAR_FULL.value, HistoryKind.FEW_REGISTRATIONS.value)
    lines = select(HistoryLine.kind).where(HistoryLine.kind.in_(kinds)).order_by(HistoryLine.id)
    return list(session.scalars(lines))


def take(session: Session, seminar: Seminar, taken: int) -> None:
    seminar.taken = taken
    session.commit()


def test_a_seminar_is_noted_as_full_once_for_each_filling(session: Session) -> None:
    seminar = seminar_in(session, capacity=10, taken=9)
    assert look(session) == []
    take(session, seminar, 10)
    assert [len(look(session)), len(look(session))] == [1, 1]
    take(session, seminar, 9)
    assert len(look(session)) == 1
    take(session, seminar, 10)
    assert look(session) == ["seminar_full"] * 2


@pytest.mark.parametrize(
    "values",
    [
        {"capacity": 10, "taken": 0, "kept_back": 10},
        {"capacity": 10, "taken": 10, "online_capacity": 5},
        {"capacity": 10, "taken": 10, "state": SeminarState.CANCELLED},
        {"capacity": 10, "taken": 10, "days": -1},
    ],
    ids=["nobody took one", "places online", "cancelled", "over"],
)
def test_what_is_not_full_or_no_longer_ahead_is_not_noted(
    session: Session, values: dict[str, Any]
) -> None:
    seminar_in(session, **values)

    assert look(session) == []


@pytest.mark.parametrize(
    ("capacity", "taken", "is_few"),
    [(40, 13, True), (40, 14, False), (10, 4, True), (10, 5, False), (4, 4, False)],
)
def test_few_are_less_than_a_third_or_five(
    session: Session, capacity: int, taken: int, is_few: bool
) -> None:
    seminar_in(session, 14, capacity=capacity, taken=taken)

    assert ("few_registrations" in look(session)) is is_few


@pytest.mark.parametrize(
    "values",
    [
        {"days": 15},
        {"days": 0},
        {"days": 10, "announced_at": NOW - 2 * DAY},
        {"days": 10, "state": SeminarState.CANCELLED},
    ],
    ids=["later", "today", "new", "cancelled"],
)
def test_few_registrations_are_noted_in_the_two_weeks_before_alone(
    session: Session, values: dict[str, Any]
) -> None:
    seminar_in(session, **values)

    assert look(session) == []


def test_a_tour_says_how_many_days_before_few_are_noted(session: Session) -> None:
    seminar = seminar_in(session, 20)
    seminar.tour.few_days = 21
    session.commit()
    other = make_tour(session, 2027)
    far = make_seminar(
        session, make_bid(session, other), day=day_of(NOW) + 20 * DAY, announced_at=NOW - 60 * DAY
    )

    assert look(session) == ["few_registrations"]
    assert session.scalars(select(HistoryLine.subject_id)).all() == [seminar.id]
    assert far.tour.few_days == 14


def test_few_registrations_are_noted_once(session: Session) -> None:
    seminar = seminar_in(session, 15)
    assert look(session) == []
    assert look(session, NOW + DAY) == ["few_registrations"]
    take(session, seminar, 20)
    assert len(look(session, NOW + 2 * DAY)) == 1
    take(session, seminar, 3)
    assert len(look(session, NOW + 3 * DAY)) == 1


def test_two_workers_note_a_seminar_once(app: Flask, session: Session) -> None:
    seminar_in(session, capacity=10, taken=10)
    start, noted = threading.Barrier(2), []

    def work() -> None:
        with app.app_context():
            start.wait()
            noted.append(watching.note_due(db.session(), now=NOW))
            db.session.remove()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sum(noted) == 1
    assert look(session) == ["seminar_full"]


def test_one_that_cannot_be_noted_keeps_no_other_from_it(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = seminar_in(session, capacity=10, taken=10)
    make_seminar(session, make_bid(session, first.tour), capacity=10, taken=10)
    session.rollback()
    record = history.record

    def fail_for_the_first(session: Session, kind: Any, subject: Any, *rest: Any) -> None:
        if subject.id == first.id:
            raise RuntimeError
        record(session, kind, subject, *rest)

    with monkeypatch.context() as broken:
        broken.setattr(history, "record", fail_for_the_first)
        assert watching.note_due(session, now=NOW) == 1

    assert look(session) == ["seminar_full"] * 2
