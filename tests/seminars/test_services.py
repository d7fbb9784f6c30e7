"""Seminars after their release."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.domain.actors import SYSTEM, Actor, ActorKind
from seminar_service.domain.errors import NotFound, TransitionNotAllowed
from seminar_service.domain.history import HistoryKind, SubjectKind
from seminar_service.outbox.model import Message
from seminar_service.overview.bid_steps import bid_steps
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars import services as seminars
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.services import CapacityBelowTaken, Description
from seminar_service.seminars.states import SeminarState
from tests import histories
from tests.factories import (
    NOW,
    OFFICE,
    make_adviser,
    make_bid,
    make_registration,
    make_seminar,
    make_tour,
)

ORGANISER = Actor(ActorKind.ORGANISER)


def seminar_in(session: Session, state: SeminarState, **values: object) -> Seminar:
    bid = make_bid(session, make_tour(session))
    return make_seminar(session, bid, team=[make_adviser(session)], state=state, **values)


def described(seminar: Seminar, **values: object) -> Description:
    names = Description.__dataclass_fields__
    present = Description(**{name: getattr(seminar, name) for name in names})
    return replace(present, **values)  # type: ignore[arg-type]  # each test names its own columns


def kinds(session: Session) -> list[str]:
    return list(session.scalars(select(Message.kind).order_by(Message.id)))


def test_announcing_opens_confirmed_seminars_and_tells_the_host_the_address(
    session: Session, now: datetime
) -> None:
    seminar = seminar_in(session, SeminarState.CONFIRMED)
    seminars.announce(session, {seminar.public_id: None}, office=OFFICE, actor=ORGANISER, now=now)
    assert seminar.state is SeminarState.ANNOUNCED
    assert seminar.announced_at == now
    body = session.scalars(select(Message.body)).one()
    assert f"https://seminar.example.jp/seminars/{seminar.public_id}" in body


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


def test_a_new_venue_raises_the_revision_and_is_told_to_participants(
    session: Session, now: datetime
) -> None:
    seminar = seminar_in(session, SeminarState.ANNOUNCED)
    make_registration(session, seminar)
    change = described(seminar, venue_name="別館 3階")
    seminars.describe(
        session, seminar.public_id, change, version=None, office=OFFICE, actor=ORGANISER, now=now
    )
    assert seminar.calendar_sequence == 1
    assert kinds(session) == ["registration_moved"]


def test_a_new_title_leaves_the_revision_alone(session: Session, now: datetime) -> None:
    seminar = seminar_in(session, SeminarState.ANNOUNCED)
    change = described(seminar, title_ja="営業秘密の守り方")
    seminars.describe(
        session, seminar.public_id, change, version=None, office=OFFICE, actor=ORGANISER, now=now
    )
    assert (seminar.title_ja, seminar.calendar_sequence) == ("営業秘密の守り方", 0)


def test_more_places_move_people_up_from_the_waiting_list(session: Session, now: datetime) -> None:
    seminar = seminar_in(session, SeminarState.ANNOUNCED, capacity=1)
    make_registration(session, seminar)
    waiting = make_registration(session, seminar, state=RegistrationState.WAITING)
    change = described(seminar, capacity=2)
    seminars.describe(
        session, seminar.public_id, change, version=None, office=OFFICE, actor=ORGANISER, now=now
    )
    session.refresh(waiting)
    assert waiting.state is RegistrationState.CONFIRMED


def test_places_cannot_be_fewer_than_those_taken(session: Session, now: datetime) -> None:
    seminar = seminar_in(session, SeminarState.ANNOUNCED)
    make_registration(session, seminar)
    make_registration(session, seminar)
    with pytest.raises(CapacityBelowTaken):
        seminars.describe(
            session,
            seminar.public_id,
            described(seminar, capacity=1),
            version=None,
            office=OFFICE,
            actor=ORGANISER,
            now=now,
        )


def test_cancelling_tells_host_advisers_and_participants(session: Session, now: datetime) -> None:
    seminar = seminar_in(session, SeminarState.ANNOUNCED)
    make_registration(session, seminar)
    seminars.cancel(
        session,
        seminar.public_id,
        "台風のため",
        version=None,
        office=OFFICE,
        actor=ORGANISER,
        now=now,
    )
    assert seminar.state is SeminarState.CANCELLED
    assert seminar.calendar_sequence == 1
    assert kinds(session) == [
        "registration_seminar_cancelled",
        "seminar_cancelled",
        "adviser_asked",
    ]


def test_a_cancelled_seminar_cannot_be_cancelled_again(session: Session, now: datetime) -> None:
    seminar = seminar_in(session, SeminarState.CANCELLED)
    with pytest.raises(TransitionNotAllowed):
        seminars.cancel(
            session, seminar.public_id, "", version=None, office=OFFICE, actor=ORGANISER, now=now
        )


def test_a_seminar_that_does_not_exist_is_missing(session: Session, now: datetime) -> None:
    with pytest.raises(NotFound):
        seminars.cancel(
            session, "nothere", "", version=None, office=OFFICE, actor=ORGANISER, now=now
        )


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


def test_the_history_tells_what_was_done_to_a_seminar_once(session: Session, now: datetime) -> None:
    seminar = seminar_in(session, SeminarState.CONFIRMED)
    acting = partial(dict[str, Any], office=OFFICE, actor=ORGANISER, now=now)
    public_id = seminar.public_id
    seminars.announce(session, {public_id: None}, **acting())
    seminars.describe(session, public_id, described(seminar), **acting(version=None))
    seminars.cancel(session, public_id, "大雪のため", **acting(version=None))

    lines = histories.lines(session)
    assert [histories.facts(line) for line in lines] == [
        histories.told(kind, SubjectKind.SEMINAR, seminar.id, ORGANISER, now, version=version)
        for version, kind in (
            (2, HistoryKind.SEMINAR_ANNOUNCED),
            (3, HistoryKind.EDITED),
            (4, HistoryKind.SEMINAR_CANCELLED),
        )
    ]
    steps = [(step.kind, step.note) for step in bid_steps(session, seminar.bid_id)]
    assert steps == [("seminar_announced", ""), ("seminar_cancelled", "大雪のため")]


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
