"""Each happening is told once to each who wants to hear of it."""

import threading
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from seminar_service.accounts.model import BulletinChoice, User
from seminar_service.bids import services as bids
from seminar_service.bulletins import mails as bulletin_mails
from seminar_service.bulletins import services
from seminar_service.bulletins.model import ToldLine
from seminar_service.bulletins.queries import PAUSE
from seminar_service.domain.actors import ADVISER, HOST
from seminar_service.domain.errors import NotFound
from seminar_service.domain.history import HistoryKind
from seminar_service.extensions import db
from seminar_service.outbox.model import Message
from seminar_service.seminars import confirmations
from seminar_service.seminars.states import SeminarState
from tests.bids.support import details
from tests.bulletins.support import bulletins, happen, make_reader
from tests.factories import NOW, OFFICE, make_adviser, make_bid, make_seminar, make_topic, make_tour

MINUTE = timedelta(minutes=1)
EIGHT = datetime(2026, 6, 1, 23, 0, tzinfo=UTC)  # in the morning of 2 June in Japan


def send(session: Session, now: datetime = NOW) -> int:
    session.rollback()
    return services.send_due(session, office=OFFICE, now=now)


def test_a_new_bid_is_told_once_at_once(session: Session) -> None:
    reader = make_reader(session)
    bids.submit(
        session,
        make_tour(session).id,
        details(make_topic(session)),
        idempotency_key="a key",
        locale="ja",
        office=OFFICE,
        now=NOW,
        actor=HOST,
    )

    assert (send(session), send(session), send(session, NOW + PAUSE)) == (1, 0, 0)
    (mail,) = bulletins(session)
    assert mail.recipient == reader.email
    assert "豊橋商工会議所" in mail.subject


def test_answers_by_link_are_told(session: Session) -> None:
    make_reader(session)
    adviser = make_adviser(session)
    seminar = make_seminar(
        session, make_bid(session, make_tour(session)), team=[adviser], state=SeminarState.TENTATIVE
    )
    confirmations.host_answers(session, seminar.bid_id, True, "", shown=None, actor=HOST, now=NOW)
    confirmations.adviser_answers(
        session, adviser.id, seminar.public_id, False, "", shown=None, actor=ADVISER, now=NOW
    )

    assert send(session) == 1
    (mail,) = bulletins(session)
    assert "開催団体が日程を承諾しました" in mail.body
    assert "アドバイザーがセミナーを辞退しました" in mail.body


def test_thirty_happenings_within_a_minute_are_two_mails_at_most(session: Session) -> None:
    make_reader(session)
    bid = make_bid(session, make_tour(session))
    for second in range(30):
        happen(session, bid, at=NOW + second * timedelta(seconds=2))
        send(session, NOW + second * timedelta(seconds=2))

    send(session, NOW + PAUSE)
    assert [mail.body.count("\n- ") for mail in bulletins(session)] == [1, 29]


def test_the_daily_one_comes_once_a_day_and_only_if_anything_happened(session: Session) -> None:
    make_reader(session, BulletinChoice.DAILY)
    bid = make_bid(session, make_tour(session))
    happen(session, bid)
    happen(session, bid, HistoryKind.BID_WITHDRAWN)

    times = [NOW + MINUTE, EIGHT, EIGHT + MINUTE, EIGHT + timedelta(days=1)]
    assert [send(session, now) for now in times] == [0, 1, 0, 0]
    (mail,) = bulletins(session)
    assert mail.body.count("\n- ") == 2


def test_days_without_a_worker_are_told_in_one_mail(session: Session) -> None:
    make_reader(session, BulletinChoice.DAILY)
    bid = make_bid(session, make_tour(session))
    for day in range(5):
        happen(session, bid, at=NOW + timedelta(days=day))

    assert send(session, NOW + timedelta(days=40)) == 1
    assert bulletins(session)[0].body.count("\n- ") == 5


def test_what_is_committed_after_a_later_happening_was_told_is_told_too(session: Session) -> None:
    make_reader(session)
    bid = make_bid(session, make_tour(session))
    happen(session, bid, at=NOW + MINUTE)
    send(session, NOW + MINUTE)
    happen(session, bid, HistoryKind.BID_WITHDRAWN, at=NOW)

    assert send(session, NOW + MINUTE + PAUSE) == 1


def test_what_was_told_is_forgotten_once_nothing_older_can_turn_up(session: Session) -> None:
    make_reader(session)
    bid = make_bid(session, make_tour(session))
    happen(session, bid)
    send(session)
    happen(session, bid, at=NOW + timedelta(days=3))
    send(session, NOW + timedelta(days=3))

    session.rollback()
    assert session.scalar(select(func.count()).select_from(ToldLine)) == 1
    assert send(session, NOW + timedelta(days=4)) == 0


def test_a_new_choice_holds_for_what_was_not_told_yet(session: Session) -> None:
    reader = make_reader(session, BulletinChoice.DAILY)
    happen(session, make_bid(session, make_tour(session)))
    assert send(session) == 0
    reader.bulletin = BulletinChoice.AT_ONCE
    session.commit()

    assert send(session) == 1


def test_two_workers_write_one_bulletin(app: Flask, session: Session) -> None:
    make_reader(session)
    happen(session, make_bid(session, make_tour(session)))
    start, sent = threading.Barrier(2), []

    def work() -> None:
        with app.app_context():
            start.wait()
            sent.append(send(db.session()))
            db.session.remove()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(bulletins(session)) == 1
    assert sum(sent) == 1


def test_one_that_cannot_be_written_keeps_nobody_else_from_theirs(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = make_reader(session), make_reader(session)
    happen(session, make_bid(session, make_tour(session)))
    write = bulletin_mails.send

    def fail_for_the_first(session: Session, user: User, *rest: Any, **more: Any) -> None:
        if user.id == first.id:
            raise RuntimeError
        write(session, user, *rest, **more)

    with monkeypatch.context() as broken:
        broken.setattr(bulletin_mails, "send", fail_for_the_first)
        assert send(session) == 1
    assert [mail.recipient for mail in bulletins(session)] == [second.email]

    assert send(session) == 1
    assert [mail.recipient for mail in bulletins(session)] == [second.email, first.email]


def test_a_use_case_that_is_rolled_back_is_told_to_nobody(session: Session) -> None:
    make_reader(session)
    bid = make_bid(session, make_tour(session))
    with pytest.raises(NotFound):
        confirmations.host_answers(session, bid.id, True, "", shown=None, actor=HOST, now=NOW)

    assert send(session) == 0
    assert session.scalars(select(Message)).all() == []
