"""Seminars that are described anew or cancelled by hand."""

from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.bids.decisions import accept
from seminar_service.bids.states import BidState
from seminar_service.domain.errors import NotFound, TransitionNotAllowed
from seminar_service.domain.history import HistoryKind, SubjectKind
from seminar_service.outbox.model import Message
from seminar_service.overview.bid_steps import bid_steps
from seminar_service.planning.solver_io import instance_document
from seminar_service.registrations.states import RegistrationState
from seminar_service.releases import amendments
from seminar_service.releases.amendments import CapacityBelowTaken
from seminar_service.seminars import services as seminars
from seminar_service.seminars.states import SeminarState
from tests import histories
from tests.factories import (
    OFFICE,
    make_registration,
)
from tests.seminars.support import ORGANISER, described, kinds, seminar_in


def test_a_new_venue_raises_the_revision_and_is_told_to_participants(
    session: Session, now: datetime
) -> None:
    seminar = seminar_in(session, SeminarState.ANNOUNCED)
    make_registration(session, seminar)
    change = described(seminar, venue_name="別館 3階")
    amendments.describe(
        session, seminar.public_id, change, version=None, office=OFFICE, actor=ORGANISER, now=now
    )
    assert seminar.calendar_sequence == 1
    assert kinds(session) == ["registration_changed", "seminar_changed", "seminar_changed"]


def test_a_new_title_leaves_the_revision_alone(session: Session, now: datetime) -> None:
    seminar = seminar_in(session, SeminarState.ANNOUNCED)
    change = described(seminar, title_ja="営業秘密の守り方")
    amendments.describe(
        session, seminar.public_id, change, version=None, office=OFFICE, actor=ORGANISER, now=now
    )
    assert (seminar.title_ja, seminar.calendar_sequence) == ("営業秘密の守り方", 0)


def test_an_adviser_reads_that_a_seminar_is_cancelled_and_why(
    session: Session, now: datetime
) -> None:
    seminar = seminar_in(session, SeminarState.ANNOUNCED, day=date(2026, 10, 6))
    reader = make_registration(session, seminar, locale="en")
    amendments.cancel(
        session,
        seminar.public_id,
        amendments.Reason("台風のため", ""),
        plan_again=True,
        version=None,
        office=OFFICE,
        actor=ORGANISER,
        now=now,
    )
    mails = {mail.recipient: mail for mail in session.scalars(select(Message))}
    to_adviser = mails[seminar.team[0].adviser.email]
    assert to_adviser.subject == "2026年10月6日(火)のセミナーは中止になりました"
    assert "理由： 台風のため" in to_adviser.body
    assert "承諾" not in to_adviser.body
    assert "Reason (in Japanese only):\n台風のため" in mails[reader.email].body
    assert "台風のため" in mails[seminar.bid.contact_email].body


def test_more_places_move_people_up_from_the_waiting_list(session: Session, now: datetime) -> None:
    seminar = seminar_in(session, SeminarState.ANNOUNCED, capacity=1)
    make_registration(session, seminar)
    waiting = make_registration(session, seminar, state=RegistrationState.WAITING)
    change = described(seminar, capacity=2)
    amendments.describe(
        session, seminar.public_id, change, version=None, office=OFFICE, actor=ORGANISER, now=now
    )
    session.refresh(waiting)
    assert waiting.state is RegistrationState.CONFIRMED


def test_programme_way_and_deadline_are_told_to_those_whom_they_concern(
    session: Session, now: datetime
) -> None:
    seminar = seminar_in(session, SeminarState.ANNOUNCED)
    make_registration(session, seminar)
    said = {"programme_ja": "13:30 講演", "access_ja": "駅から5分"}
    deadline = {"registration_closes_on": seminar.day}
    public_id = seminar.public_id
    amendments.describe(
        session,
        public_id,
        described(seminar, **said),
        version=None,
        office=OFFICE,
        actor=ORGANISER,
        now=now,
    )
    assert kinds(session).count("registration_changed") == 1
    amendments.describe(
        session,
        public_id,
        described(seminar, **deadline),
        version=None,
        office=OFFICE,
        actor=ORGANISER,
        now=now,
    )
    assert kinds(session).count("registration_changed") == 1
    assert kinds(session).count("seminar_changed") == 4  # host and adviser, each time
    assert (seminar.programme("ja"), seminar.access("ja")) == ("13:30 講演", "駅から5分")
    assert seminar.registration_closes_on == seminar.day


def test_registration_cannot_end_after_the_seminars_day(session: Session, now: datetime) -> None:
    seminar = seminar_in(session, SeminarState.ANNOUNCED)
    late = described(seminar, registration_closes_on=seminar.day + timedelta(days=1))
    with pytest.raises(amendments.RegistrationClosesTooLate):
        amendments.describe(
            session, seminar.public_id, late, version=None, office=OFFICE, actor=ORGANISER, now=now
        )
    assert seminar.registration_closes_on is None
    assert kinds(session) == []


def test_places_cannot_be_fewer_than_those_taken(session: Session, now: datetime) -> None:
    seminar = seminar_in(session, SeminarState.ANNOUNCED)
    make_registration(session, seminar)
    make_registration(session, seminar)
    with pytest.raises(CapacityBelowTaken):
        amendments.describe(
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
    amendments.cancel(
        session,
        seminar.public_id,
        amendments.Reason("台風のため", ""),
        plan_again=True,
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
        amendments.cancel(
            session,
            seminar.public_id,
            amendments.Reason("", ""),
            plan_again=True,
            version=None,
            office=OFFICE,
            actor=ORGANISER,
            now=now,
        )


def test_a_seminar_that_does_not_exist_is_missing(session: Session, now: datetime) -> None:
    with pytest.raises(NotFound):
        amendments.cancel(
            session,
            "nothere",
            amendments.Reason("", ""),
            plan_again=True,
            version=None,
            office=OFFICE,
            actor=ORGANISER,
            now=now,
        )


def test_the_history_tells_what_was_done_to_a_seminar_once(session: Session, now: datetime) -> None:
    seminar = seminar_in(session, SeminarState.CONFIRMED)
    acting = partial(dict[str, Any], office=OFFICE, actor=ORGANISER, now=now)
    public_id = seminar.public_id
    seminars.announce(session, {public_id: None}, **acting())
    amendments.describe(session, public_id, described(seminar), **acting(version=None))
    amendments.cancel(
        session,
        public_id,
        amendments.Reason("大雪のため", ""),
        plan_again=True,
        **acting(version=None),
    )

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


@pytest.mark.parametrize(
    ("plan_again", "state", "told"),
    [
        (True, BidState.ACCEPTED, "次の計画で別"),
        (False, BidState.CLOSED, "受付は終了"),
    ],
)
def test_whoever_cancels_says_whether_the_bid_is_planned_again_and_the_host_is_told(
    session: Session, now: datetime, plan_again: bool, state: BidState, told: str
) -> None:
    seminar = seminar_in(session, SeminarState.CONFIRMED)
    acting = partial(dict[str, Any], office=OFFICE, actor=ORGANISER, now=now)
    amendments.cancel(
        session,
        seminar.public_id,
        amendments.Reason("大雪のため", ""),
        plan_again=plan_again,
        **acting(version=None),
    )

    assert seminar.bid.state is state
    (mail,) = session.scalars(select(Message).where(Message.kind == "seminar_cancelled"))
    assert [text for text in ("次の計画で別", "受付は終了") if text in mail.body] == [told]
    planned = [each["id"] for each in instance_document(session, seminar.tour)["bids"]]
    assert planned == ([f"b{seminar.bid_id}"] if plan_again else [])


def test_a_closed_bid_can_be_taken_up_again(session: Session, now: datetime) -> None:
    seminar = seminar_in(session, SeminarState.CONFIRMED)
    acting = partial(dict[str, Any], office=OFFICE, actor=ORGANISER, now=now, version=None)
    amendments.cancel(
        session,
        seminar.public_id,
        amendments.Reason("大雪のため", ""),
        plan_again=False,
        **acting(),
    )
    steps = [step.kind for step in bid_steps(session, seminar.bid_id)]
    assert steps[-2:] == [HistoryKind.SEMINAR_CANCELLED, HistoryKind.BID_CLOSED]

    accept(session, seminar.bid_id, note="", **acting())

    assert seminar.bid.state is BidState.ACCEPTED
