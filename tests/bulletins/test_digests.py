"""The daily numbers of registrations."""

import threading
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.accounts.model import BulletinChoice
from seminar_service.bulletins import digest_mails, digests
from seminar_service.domain.actors import PARTICIPANT
from seminar_service.domain.history import HistoryKind, Subject, SubjectKind
from seminar_service.extensions import db
from seminar_service.history import services as history
from seminar_service.outbox.model import Message
from seminar_service.registrations.model import Registration
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from seminar_service.storage.transaction import transaction
from tests.bulletins.support import make_reader
from tests.factories import NOW, OFFICE, make_bid, make_registration, make_seminar, make_tour

DAY = timedelta(days=1)
EIGHT = datetime(2026, 6, 1, 23, 0, tzinfo=UTC)  # in the morning of 2 June in Japan
DUE = EIGHT + digests.SETTLES
SECOND = timedelta(seconds=1)


def make_digest_reader(session: Session, **values: Any) -> Any:
    return make_reader(session, BulletinChoice.NONE, **({"digest_since": NOW} | values))


def tell(
    session: Session,
    row: Registration,
    kind: HistoryKind = HistoryKind.REGISTERED,
    at: datetime = NOW,
    **data: int,
) -> None:
    with transaction(session):
        subject = Subject(SubjectKind.REGISTRATION, row.id)
        history.record(session, kind, subject, PARTICIPANT, at, **data)


def send(session: Session, now: datetime = DUE) -> int:
    session.rollback()
    return digests.send_due(session, office=OFFICE, now=now)


def mails(session: Session) -> list[Message]:
    session.rollback()
    wanted = select(Message).where(Message.kind == "office_digest").order_by(Message.id)
    return list(session.scalars(wanted))


def seminar_of(session: Session, **values: Any) -> Seminar:
    return make_seminar(session, make_bid(session, make_tour(session)), **values)


def test_numbers_are_counted_by_seminar(session: Session) -> None:
    seminar = seminar_of(session)
    quiet = make_seminar(session, make_bid(session, seminar.tour))
    row = make_registration(session, seminar)
    for kind in (
        HistoryKind.REGISTERED,
        HistoryKind.REGISTERED,
        HistoryKind.REGISTRATION_WITHDRAWN,
        HistoryKind.OFFER_DECLINED,
        HistoryKind.REGISTRATION_LAPSED,
        HistoryKind.OFFER_LAPSED,
        HistoryKind.REGISTRATION_OPENED,
    ):
        tell(session, row, kind)
    tell(session, row, HistoryKind.REGISTRATION_WITHDRAWN, into=7)
    tell(session, row, at=NOW - SECOND)
    tell(session, row, at=EIGHT)
    tell(session, make_registration(session, quiet), HistoryKind.REGISTRATION_REPEATED)

    (found,) = digests.counted(session, since=NOW, until=EIGHT)

    assert found == digest_mails.Counted(seminar, registered=2, withdrew=2, lapsed=2)


def test_cancelled_seminars_are_left_out(session: Session) -> None:
    seminar = seminar_of(session, state=SeminarState.CANCELLED)
    tell(session, make_registration(session, seminar))

    assert digests.counted(session, since=NOW, until=EIGHT) == []


def test_the_digest_comes_once_a_day_and_only_if_anything_happened(session: Session) -> None:
    make_digest_reader(session)
    row = make_registration(session, seminar_of(session))
    tell(session, row)
    tell(session, row, at=EIGHT)

    times = [DUE - SECOND, DUE, DUE + SECOND, DUE + DAY, DUE + 2 * DAY]
    assert [send(session, now) for now in times] == [0, 1, 0, 1, 0]
    assert [bool(digests.accounts_due(session, now=now)) for now in times] == [False] * 5
    assert len(mails(session)) == 2


def test_days_without_a_worker_are_told_in_one_mail(session: Session) -> None:
    make_digest_reader(session, locale="en")
    row = make_registration(session, seminar_of(session))
    for day in range(5):
        tell(session, row, at=NOW + day * DAY)

    assert send(session, NOW + 40 * DAY) == 1
    assert "5 new" in mails(session)[0].subject


@pytest.mark.parametrize(
    "values",
    [{"digest_since": None}, {"active": False}, {"password": None}, {"roles": []}],
    ids=["wants none", "closed", "only invited", "without a role"],
)
def test_who_cannot_or_will_not_read_gets_none(session: Session, values: dict[str, Any]) -> None:
    reader = make_digest_reader(session)
    for name, value in values.items():
        setattr(reader, name, value)
    session.commit()
    tell(session, make_registration(session, seminar_of(session)))

    assert send(session) == 0


def test_two_workers_write_one_digest(app: Flask, session: Session) -> None:
    make_digest_reader(session)
    tell(session, make_registration(session, seminar_of(session)))
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

    assert len(mails(session)) == sum(sent) == 1


def test_one_that_cannot_be_written_is_written_later_and_keeps_nobody_from_theirs(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = make_digest_reader(session), make_digest_reader(session)
    tell(session, make_registration(session, seminar_of(session)))
    write = digest_mails.send

    def fail_for_the_first(session: Session, user: Any, *rest: Any, **more: Any) -> None:
        if user.id == first.id:
            raise RuntimeError
        write(session, user, *rest, **more)

    with monkeypatch.context() as broken:
        broken.setattr(digest_mails, "send", fail_for_the_first)
        assert send(session) == 1
    assert send(session) == 1
    assert [mail.recipient for mail in mails(session)] == [second.email, first.email]
