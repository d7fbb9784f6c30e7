"""Reminding those who have not answered, each time once."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from seminar_service.domain.japan_time import JAPAN
from seminar_service.outbox import services as outbox
from seminar_service.rounds.sending import any_due, send_due
from seminar_service.rounds.services import Answer, answer, remind_all, set_deadline
from seminar_service.seminars.states import SeminarState
from seminar_service.tours.values import TourStage
from seminar_service.work.model import Stumble
from tests.factories import NOW, OFFICE
from tests.rounds.support import DUE, HOST, ORGANISER, askings, host_of, mails, one_asked

FIRST = datetime(2026, 6, 10, 9, tzinfo=JAPAN)
SECOND = datetime(2026, 6, 14, 9, tzinfo=JAPAN)
MINUTE = timedelta(minutes=1)


def send(session: Session, now: datetime) -> int:
    return send_due(session, office=OFFICE, now=now)


def test_who_has_not_answered_is_reminded_twice_and_then_no_more(session: Session) -> None:
    one_asked(session)
    found = []
    for now in (FIRST - MINUTE, FIRST, FIRST + MINUTE, SECOND, SECOND + timedelta(days=9)):
        due = any_due(session, now=now)
        found.append((due, send(session, now)))

    assert found == [(False, 0), (True, 2), (False, 0), (True, 2), (False, 0)]
    assert len(mails(session, "dates_reminder")) == len(mails(session, "adviser_reminded")) == 2


def test_who_has_answered_is_not(session: Session) -> None:
    _, bid, _ = one_asked(session)
    reader = host_of(session, bid)
    answers = [Answer(each.seminar.public_id, False, "無理", None) for each in reader.dates]
    answer(session, reader, answers, actor=HOST, now=NOW)

    assert send(session, FIRST) == 1
    assert mails(session, "dates_reminder") == []


def test_a_new_deadline_moves_the_reminders(session: Session) -> None:
    tour, _, _ = one_asked(session)
    later = DUE + timedelta(days=30)
    set_deadline(session, tour.id, later, who=None, shown=None, actor=ORGANISER, now=NOW)

    assert [send(session, now) for now in (FIRST, FIRST + timedelta(days=30))] == [0, 2]


@pytest.mark.parametrize("obstacle", ["archived", "cancelled", "gone", "late"])
def test_nobody_is_reminded_of_what_does_not_hold_any_more(session: Session, obstacle: str) -> None:
    tour, bid, _ = one_asked(session)
    now = FIRST
    if obstacle == "archived":
        tour.stage = TourStage.ARCHIVED
    elif obstacle == "cancelled":
        bid.seminars[0].state = SeminarState.CANCELLED
    elif obstacle == "gone":
        bid.seminars[0].day = date(2026, 6, 2)
    else:
        now = FIRST + timedelta(days=20)
    session.commit()

    assert send(session, now) == 0
    assert not any_due(session, now=now)
    assert {row.reminded_at for row in askings(session)} == {None}


def test_one_that_cannot_be_written_keeps_no_other_from_theirs(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    one_asked(session)
    written = outbox.enqueue

    def failing(session: Session, kind: str, *more: object, **values: object) -> object:
        if kind == "dates_reminder":
            raise RuntimeError("broken")
        return written(session, kind, *more, **values)  # type: ignore[arg-type]

    monkeypatch.setattr(outbox, "enqueue", failing)
    assert send(session, FIRST) == 1
    assert session.query(Stumble).count() == 1
    assert send(session, FIRST) == 0  # it rests

    monkeypatch.setattr(outbox, "enqueue", written)
    assert send(session, FIRST + timedelta(minutes=2)) == 1
    assert session.query(Stumble).count() == 0


def want_all(session: Session, now: datetime) -> int:
    """The office presses the button for all; how many are meant."""
    (tour_id,) = {row.tour_id for row in askings(session)}
    return remind_all(session, tour_id, actor=ORGANISER, now=now)


def test_what_the_office_wants_is_written_once_however_often_a_worker_looks(
    session: Session,
) -> None:
    one_asked(session)
    soon = NOW + timedelta(days=2)

    assert want_all(session, soon) == 2
    assert mails(session, "dates_reminder") == []  # nobody waits for it
    assert want_all(session, soon) == 0
    assert [send(session, soon + each * MINUTE) for each in range(3)] == [2, 0, 0]
    assert len(mails(session, "dates_reminder")) == len(mails(session, "adviser_reminded")) == 1
    assert [send(session, now) for now in (FIRST, SECOND)] == [2, 2]  # those in time stay


def test_a_worker_that_is_stopped_leaves_the_rest_to_the_next_one(session: Session) -> None:
    one_asked(session)
    soon, asked = NOW + timedelta(days=2), iter((False, True))
    want_all(session, soon)

    first = send_due(session, office=OFFICE, now=soon, should_stop=lambda: next(asked))

    assert (first, any_due(session, now=soon)) == (1, True)
    assert (send(session, soon), any_due(session, now=soon)) == (1, False)
    assert len({mail.recipient for mail in mails(session) if "remind" in mail.kind}) == 2


def test_who_answers_before_the_worker_comes_is_not_written_to(session: Session) -> None:
    _, bid, _ = one_asked(session)
    soon = NOW + timedelta(days=2)
    want_all(session, soon)
    reader = host_of(session, bid)
    answers = [Answer(each.seminar.public_id, True, "", None) for each in reader.dates]
    answer(session, reader, answers, actor=HOST, now=soon)

    assert send(session, soon) == 1
    assert mails(session, "dates_reminder") == []
    assert not any_due(session, now=soon)


def test_the_office_may_remind_of_a_day_that_has_passed(session: Session) -> None:
    one_asked(session)
    late = FIRST + timedelta(days=20)
    send(session, late)
    assert mails(session, "dates_reminder") == []

    want_all(session, late)

    assert send(session, late) == 2


def test_a_tour_that_is_put_away_in_between_writes_to_nobody(session: Session) -> None:
    tour, _, _ = one_asked(session)
    soon = NOW + timedelta(days=2)
    want_all(session, soon)
    tour.stage = TourStage.ARCHIVED
    session.commit()

    assert send(session, soon) == 0
    assert {row.wanted_at for row in askings(session)} == {None}
