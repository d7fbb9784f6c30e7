"""Seminars that are cancelled by hand."""

from datetime import date, datetime

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
from seminar_service.seminars import services as seminars
from seminar_service.seminars.states import SeminarState
from tests import histories
from tests.factories import (
    OFFICE,
    make_registration,
)
from tests.seminars.support import ORGANISER, cancel, describe, kinds, seminar_in


def test_an_adviser_reads_that_a_seminar_is_cancelled_and_why(session: Session) -> None:
    seminar = seminar_in(session, SeminarState.ANNOUNCED, day=date(2026, 10, 6))
    reader = make_registration(session, seminar, locale="en")
    cancel(session, seminar.public_id, "台風のため")
    mails = {mail.recipient: mail for mail in session.scalars(select(Message))}
    to_adviser = mails[seminar.team[0].adviser.email]
    assert to_adviser.subject == "2026年10月6日（火）のセミナーは中止になりました"
    assert "理由：台風のため" in to_adviser.body
    assert "承諾" not in to_adviser.body
    assert "Reason (in Japanese only):\n台風のため" in mails[reader.email].body
    assert "台風のため" in mails[seminar.bid.contact_email].body


def test_cancelling_tells_host_advisers_and_participants(session: Session) -> None:
    seminar = seminar_in(session, SeminarState.ANNOUNCED)
    make_registration(session, seminar)
    cancel(session, seminar.public_id, "台風のため")
    assert seminar.state is SeminarState.CANCELLED
    assert seminar.calendar_sequence == 1
    assert kinds(session) == [
        "registration_seminar_cancelled",
        "seminar_cancelled",
        "adviser_asked",
    ]


def test_a_cancelled_seminar_cannot_be_cancelled_again(session: Session) -> None:
    seminar = seminar_in(session, SeminarState.CANCELLED)
    with pytest.raises(TransitionNotAllowed):
        cancel(session, seminar.public_id)


def test_a_seminar_that_does_not_exist_is_missing(session: Session) -> None:
    with pytest.raises(NotFound):
        cancel(session, "nothere")


def test_the_history_tells_what_was_done_to_a_seminar_once(session: Session, now: datetime) -> None:
    seminar = seminar_in(session, SeminarState.CONFIRMED)
    public_id = seminar.public_id
    seminars.announce(session, {public_id: None}, office=OFFICE, actor=ORGANISER, now=now)
    describe(session, seminar)
    cancel(session, public_id, "大雪のため")

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
    session: Session, plan_again: bool, state: BidState, told: str
) -> None:
    seminar = seminar_in(session, SeminarState.CONFIRMED)
    cancel(session, seminar.public_id, "大雪のため", plan_again=plan_again)

    assert seminar.bid.state is state
    (mail,) = session.scalars(select(Message).where(Message.kind == "seminar_cancelled"))
    assert [text for text in ("次の計画で別", "受付は終了") if text in mail.body] == [told]
    planned = [each["id"] for each in instance_document(session, seminar.tour)["bids"]]
    assert planned == ([f"b{seminar.bid_id}"] if plan_again else [])


def test_a_closed_bid_can_be_taken_up_again(session: Session, now: datetime) -> None:
    seminar = seminar_in(session, SeminarState.CONFIRMED)
    cancel(session, seminar.public_id, "大雪のため", plan_again=False)
    steps = [step.kind for step in bid_steps(session, seminar.bid_id)]
    assert steps[-2:] == [HistoryKind.SEMINAR_CANCELLED, HistoryKind.BID_CLOSED]

    accept(session, seminar.bid_id, note="", version=None, office=OFFICE, actor=ORGANISER, now=now)

    assert seminar.bid.state is BidState.ACCEPTED
