"""What is told at once about registrations, and to whom."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from seminar_service.accounts.model import BulletinChoice, User
from seminar_service.bulletins import services, urgent, watching
from seminar_service.bulletins.model import ToldLine
from seminar_service.bulletins.queries import PAUSE
from seminar_service.domain.actors import PARTICIPANT
from seminar_service.domain.history import HistoryKind, Subject, SubjectKind
from seminar_service.domain.japan_time import day_of
from seminar_service.history import services as history
from seminar_service.registrations import services as registrations
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from seminar_service.storage.transaction import transaction
from seminar_service.tours.model import Tour
from tests.bulletins.support import bulletins, happen, make_reader
from tests.factories import NOW, OFFICE, make_bid, make_registration, make_seminar, make_tour
from tests.statements import counted_queries

DAY = timedelta(days=1)


def make_urgent_reader(session: Session, **values: Any) -> User:
    return make_reader(session, BulletinChoice.NONE, urgent_since=NOW, **values)


def seminar_in(session: Session, days: int, **values: Any) -> Seminar:
    bid = make_bid(session, make_tour(session), host_name="長野商工会議所")
    return make_seminar(session, bid, day=day_of(NOW) + days * DAY, **values)


def withdraw(session: Session, row: Registration) -> None:
    session.commit()
    registrations.withdraw(session, row.id, office=OFFICE, actor=PARTICIPANT, now=NOW)


def withdrawn_line(
    session: Session, row: Registration, at: datetime = NOW, before: str = "confirmed", **data: int
) -> None:
    subject, kind = Subject(SubjectKind.REGISTRATION, row.id), HistoryKind.REGISTRATION_WITHDRAWN
    with transaction(session):
        history.record(session, kind, subject, PARTICIPANT, at, before=before, **data)


def send(session: Session, now: datetime = NOW) -> int:
    session.rollback()
    return services.send_due(session, office=OFFICE, now=now)


def test_a_withdrawal_near_the_day_is_told_once_without_a_name(session: Session) -> None:
    make_urgent_reader(session, locale="en")
    row = make_registration(session, seminar_in(session, 3, public_id="abc"), name="参加 花子")
    withdraw(session, row)

    assert (send(session), send(session), send(session, NOW + PAUSE)) == (1, 0, 0)
    (mail,) = bulletins(session)
    assert mail.subject == (
        "A registration has been withdrawn shortly before the seminar: 長野商工会議所"
    )
    assert "People with a place: 0, places: 40, waiting: 0" in mail.body
    assert "https://seminar.example.jp/en/organiser/seminars/abc/registrations" in mail.body
    assert "花子" not in mail.body


@pytest.mark.parametrize("days", [4, 60])
def test_a_withdrawal_long_before_is_not_told(session: Session, days: int) -> None:
    make_urgent_reader(session)
    withdraw(session, make_registration(session, seminar_in(session, days)))

    assert send(session) == 0


@pytest.mark.parametrize(("near_days", "told"), [(0, 0), (9, 0), (10, 1), (30, 1)])
def test_a_tour_says_how_near_the_day_is(session: Session, near_days: int, told: int) -> None:
    make_urgent_reader(session)
    seminar = seminar_in(session, 10)
    seminar.tour.near_days = near_days
    session.commit()
    withdraw(session, make_registration(session, seminar))

    assert send(session) == told


@pytest.mark.parametrize(
    "values",
    [{"before": "waiting"}, {"into": 1}],
    ids=["waited only", "became one with another"],
)
def test_what_frees_no_place_is_not_told(session: Session, values: dict[str, Any]) -> None:
    make_urgent_reader(session)
    row = make_registration(session, seminar_in(session, 2), state=RegistrationState.CANCELLED)
    withdrawn_line(session, row, **values)

    assert send(session) == 0


def test_nothing_is_told_of_a_cancelled_seminar_or_of_what_is_gone(session: Session) -> None:
    make_urgent_reader(session)
    seminar = seminar_in(session, 2)
    withdraw(session, make_registration(session, seminar))
    happen(session, seminar, HistoryKind.SEMINAR_FULL)
    seminar.state = SeminarState.CANCELLED
    session.commit()
    gone = Subject(SubjectKind.SEMINAR, 4711)
    with transaction(session):
        history.record(session, HistoryKind.SEMINAR_FULL, gone, None, NOW)

    assert send(session) == 0


def test_who_does_not_want_it_is_not_told(session: Session) -> None:
    make_reader(session, BulletinChoice.AT_ONCE)
    make_reader(session, BulletinChoice.NONE, urgent_since=NOW + DAY)
    withdraw(session, make_registration(session, seminar_in(session, 2)))

    assert send(session) == 0


def test_a_seminar_that_became_full_is_told_to_each_who_wants_it(session: Session) -> None:
    readers = [make_urgent_reader(session), make_urgent_reader(session)]
    seminar_in(session, 60, capacity=10, taken=10, waiting=2)
    session.rollback()
    watching.note_due(session, now=NOW)

    assert [send(session), send(session)] == [2, 0]
    mails = bulletins(session)
    assert {mail.recipient for mail in mails} == {reader.email for reader in readers}
    assert "満席になりました" in mails[0].subject


def test_hosts_and_registrations_are_told_in_one_mail(session: Session) -> None:
    make_reader(session, BulletinChoice.AT_ONCE, urgent_since=NOW, locale="en")
    seminar = seminar_in(session, 10)
    happen(session, seminar, HistoryKind.HOST_CONFIRMED)
    happen(session, seminar, HistoryKind.FEW_REGISTRATIONS)

    assert send(session) == 1
    (mail,) = bulletins(session)
    assert mail.subject == "2 messages about seminars"
    assert "A host has accepted the date" in mail.body
    assert "A seminar has few registrations" in mail.body


def test_the_daily_one_does_not_hold_back_what_is_urgent(session: Session) -> None:
    make_reader(session, BulletinChoice.DAILY, urgent_since=NOW)
    seminar = seminar_in(session, 10)
    happen(session, seminar, HistoryKind.HOST_CONFIRMED)
    happen(session, seminar, HistoryKind.SEMINAR_FULL)

    assert [send(session), send(session, NOW + DAY)] == [1, 1]
    assert [mail.body.count("\n- ") for mail in bulletins(session)] == [1, 1]


def test_what_was_told_is_forgotten_and_never_told_again(session: Session) -> None:
    make_urgent_reader(session)
    seminar = seminar_in(session, 60)
    for days in (0, 3):
        happen(session, seminar, HistoryKind.SEMINAR_FULL, at=NOW + days * DAY)
        assert send(session, NOW + days * DAY) == 1

    session.rollback()
    assert session.query(ToldLine).count() == 1
    assert send(session, NOW + 4 * DAY) == 0


def test_many_are_read_in_a_fixed_number_of_queries(session: Session) -> None:
    reader_id = make_urgent_reader(session).id
    tour_id = make_tour(session).id

    def read(more: int) -> int:
        tour = session.get_one(Tour, tour_id)
        for _ in range(more):
            seminar = make_seminar(session, make_bid(session, tour), day=day_of(NOW))
            happen(session, seminar, HistoryKind.SEMINAR_FULL)
        with counted_queries(session) as queries:
            lines = urgent.lines_due(session, reader_id, now=NOW)
            told = urgent.happenings(session, lines)
            assert all(each.bid.tour and each.bid.slots[0].topics for each in told)
        return len(queries)

    assert read(2) == read(5)
