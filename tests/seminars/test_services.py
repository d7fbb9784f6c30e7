"""Seminars after their release."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.domain.actors import SYSTEM
from seminar_service.domain.errors import TransitionNotAllowed
from seminar_service.domain.history import HistoryKind, SubjectKind
from seminar_service.outbox.model import Message
from seminar_service.seminars import services as seminars
from seminar_service.seminars.states import SeminarState
from seminar_service.tours.stages import StageContradicted
from seminar_service.tours.values import TourStage
from tests import histories
from tests.factories import (
    NOW,
    OFFICE,
    make_bid,
    make_seminar,
    make_tour,
)
from tests.seminars.support import ORGANISER, seminar_in


def test_announcing_opens_confirmed_seminars_and_tells_the_host_the_address(
    session: Session, now: datetime
) -> None:
    seminar = seminar_in(session, SeminarState.CONFIRMED)
    seminars.announce(session, {seminar.public_id: None}, office=OFFICE, actor=ORGANISER, now=now)
    assert seminar.state is SeminarState.ANNOUNCED
    assert seminar.announced_at == now
    body = session.scalars(select(Message.body)).one()
    assert f"https://seminar.example.jp/seminars/{seminar.public_id}" in body


@pytest.mark.parametrize("stage", [TourStage.PREPARATION, TourStage.ARCHIVED])
def test_nothing_is_announced_of_a_tour_that_is_not_open(
    session: Session, now: datetime, stage: TourStage
) -> None:
    seminar = seminar_in(session, SeminarState.CONFIRMED)
    seminar.tour.stage = stage
    session.commit()
    with pytest.raises(StageContradicted):
        seminars.announce(
            session, {seminar.public_id: None}, office=OFFICE, actor=ORGANISER, now=now
        )
    assert seminar.state is SeminarState.CONFIRMED
    assert session.scalars(select(Message)).all() == []


def test_announcing_one_that_is_not_confirmed_announces_none(
    session: Session, now: datetime
) -> None:
    tour = make_tour(session)
    ready = make_seminar(session, make_bid(session, tour), state=SeminarState.CONFIRMED)
    asked = make_seminar(session, make_bid(session, tour), state=SeminarState.TENTATIVE)
    with pytest.raises(TransitionNotAllowed):
        seminars.announce(
            session,
            {ready.public_id: None, asked.public_id: None},
            office=OFFICE,
            actor=ORGANISER,
            now=now,
        )
    assert ready.state is SeminarState.CONFIRMED


def test_past_seminars_are_closed_and_then_noted_as_held(session: Session) -> None:
    today = date(2026, 6, 1)
    tour = make_tour(session)
    began, over, ahead = (
        make_seminar(session, make_bid(session, tour), day=date(2026, month, day))
        for month, day in ((6, 1), (5, 29), (6, 2))
    )
    at = NOW.replace(hour=5)  # two in the afternoon in Japan
    assert seminars.close_past(session, today=today, actor=SYSTEM, now=at) == 2
    assert [began.state, over.state, ahead.state] == [
        SeminarState.CLOSED,
        SeminarState.HELD,
        SeminarState.ANNOUNCED,
    ]
    assert seminars.close_past(session, today=today, actor=SYSTEM, now=at) == 0


def test_the_history_tells_that_the_service_closed_a_seminar_and_noted_it_as_held(
    session: Session,
) -> None:
    seminar = seminar_in(session, SeminarState.ANNOUNCED, day=date(2026, 6, 1))
    at = NOW.replace(hour=5)  # two in the afternoon in Japan
    for today, then in ((date(2026, 6, 1), at), (date(2026, 6, 2), at + timedelta(days=1))):
        seminars.close_past(session, today=today, actor=SYSTEM, now=then)
    assert [histories.facts(line) for line in histories.lines(session)] == [
        histories.told(kind, SubjectKind.SEMINAR, seminar.id, SYSTEM, then)
        for kind, then in (
            (HistoryKind.SEMINAR_CLOSED, at),
            (HistoryKind.SEMINAR_HELD, at + timedelta(days=1)),
        )
    ]
