"""Hosts are told how many have registered: each Monday, the day before, and each once."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from seminar_service.bids.model import Bid
from seminar_service.domain.vocabulary import SharedWithHost
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from seminar_service.storage.transaction import transaction
from seminar_service.tallies import mails as tally_mails
from seminar_service.tallies import sending
from seminar_service.tours.model import Tour
from seminar_service.work import stumbles
from tests.factories import make_bid, make_registration, make_seminar
from tests.tallies.support import BEFORE, LAST, MINUTE, MONDAY, THURSDAY, WEEK, mails, rows, work

NAMED = SharedWithHost.NAME_AND_COMPANY


@pytest.fixture
def seminar(session: Session, tour: Tour) -> Seminar:
    """An announced seminar on Thursday, 8 October 2026."""
    return make_seminar(session, make_bid(session, tour), day=THURSDAY)


def counts(session: Session, *instants: datetime) -> list[int]:
    return [work(session, now) for now in instants]


def test_a_host_is_told_every_monday_and_the_day_before(session: Session, seminar: Seminar) -> None:
    make_registration(session, seminar)
    work(session, BEFORE)

    mondays = [MONDAY - MINUTE, MONDAY, MONDAY + MINUTE, MONDAY + WEEK, MONDAY + 2 * WEEK]
    assert counts(session, *mondays) == [0, 1, 0, 1, 1]
    assert counts(session, LAST - MINUTE, LAST, LAST + MINUTE, MONDAY + 3 * WEEK) == [0, 1, 0, 0]

    kinds = [each.kind for each in mails(session)]
    assert kinds == ["tally_week"] * 3 + ["tally_last"]
    assert {each.recipient for each in mails(session)} == {seminar.bid.contact_email}


def test_a_host_with_several_seminars_gets_one_mail_that_names_them_all(
    session: Session, tour: Tour
) -> None:
    for address, title in (("a@example.jp", "甲"), ("A@Example.JP", "乙"), ("b@example.jp", "丙")):
        bid = make_bid(session, tour, contact_email=address)
        make_seminar(session, bid, day=THURSDAY, title_ja=title)
    work(session, BEFORE)

    assert work(session, MONDAY) == 2

    first, second = mails(session)
    assert first.recipient == "A@Example.JP"  # as written in the newest bid
    assert [title in first.body for title in ("甲", "乙", "丙")] == [True, True, False]
    assert [title in second.body for title in ("甲", "乙", "丙")] == [False, False, True]


def test_nobody_registered_is_said_too(session: Session, seminar: Seminar) -> None:
    work(session, BEFORE)

    assert work(session, MONDAY) == 1
    assert "40席のうち0席" in mails(session)[0].body
    assert f"/seminars/{seminar.public_id}" in mails(session)[0].body


def test_names_are_told_the_day_before_alone_and_of_those_alone_who_agreed(
    session: Session, seminar: Seminar
) -> None:
    for name, agreed in (("山田 花子", NAMED), ("岸 一郎", SharedWithHost.NUMBER_ONLY)):
        make_registration(session, seminar, name=name, shared_with_host=agreed)
    work(session, BEFORE)
    counts(session, MONDAY, LAST)

    week, last = mails(session)
    assert "山田" not in week.body
    assert "山田 花子、例示工業株式会社" in last.body
    assert "岸" not in last.body + week.body
    assert "ほかに1名" in last.body


@pytest.mark.parametrize("state", [SeminarState.CANCELLED, SeminarState.HELD])
def test_of_what_is_not_to_come_nobody_is_told(
    session: Session, seminar: Seminar, state: SeminarState
) -> None:
    work(session, BEFORE)
    seminar.state = state
    session.commit()

    assert counts(session, MONDAY, LAST) == [0, 0]


def test_where_registration_is_over_the_mail_says_so(session: Session, seminar: Seminar) -> None:
    seminar.registration_closes_on = BEFORE.date()
    seminar.registration_ends_at = BEFORE
    session.commit()
    work(session, BEFORE)

    assert work(session, MONDAY) == 1
    assert "受付は終了しました" in mails(session)[0].body


def test_a_seminar_that_moves_takes_its_last_mail_along(session: Session, seminar: Seminar) -> None:
    work(session, BEFORE)
    seminar.day = THURSDAY + WEEK
    session.commit()

    assert counts(session, LAST, LAST + WEEK) == [0, 1]
    assert [each.kind for each in mails(session)] == ["tally_last"]


def test_after_a_time_without_a_worker_old_weeks_are_left_out(
    session: Session, seminar: Seminar
) -> None:
    assert seminar
    work(session, BEFORE)

    assert counts(session, MONDAY + timedelta(days=4), MONDAY + WEEK) == [0, 1]
    assert work(session, MONDAY + 2 * WEEK + timedelta(days=1)) == 1


def test_once_it_has_begun_no_last_mail_comes(session: Session, seminar: Seminar) -> None:
    assert seminar
    work(session, BEFORE)
    work(session, MONDAY + 2 * WEEK)

    assert work(session, LAST + timedelta(hours=23)) == 0


def test_of_a_seminar_of_tomorrow_the_last_mail_alone_tells(
    session: Session, tour: Tour, seminar: Seminar
) -> None:
    seminar.day = MONDAY.date() + timedelta(days=1)
    session.commit()
    work(session, BEFORE)
    assert counts(session, MONDAY, MONDAY + timedelta(hours=6)) == [0, 1]
    assert [each.kind for each in mails(session)] == ["tally_last"]

    other = make_seminar(session, make_bid(session, tour), day=THURSDAY)
    other.day = (MONDAY + WEEK).date() + timedelta(days=1)
    tour.tells_hosts_last = False
    session.commit()
    work(session, MONDAY + MINUTE)
    assert counts(session, MONDAY + WEEK, MONDAY + WEEK + timedelta(hours=6)) == [1, 0]


@pytest.mark.parametrize(
    ("choice", "kept"), [("tells_hosts_weekly", "tally_last"), ("tells_hosts_last", "tally_week")]
)
def test_a_tour_may_do_without(
    session: Session, tour: Tour, seminar: Seminar, choice: str, kept: str
) -> None:
    assert seminar
    setattr(tour, choice, False)
    session.commit()
    work(session, BEFORE)

    counts(session, MONDAY, LAST)

    assert [each.kind for each in mails(session)] == [kept]


def test_what_was_switched_off_for_weeks_begins_with_the_next_one(
    session: Session, tour: Tour, seminar: Seminar
) -> None:
    assert seminar
    tour.tells_hosts_weekly = False
    session.commit()
    counts(session, BEFORE, MONDAY, MONDAY + timedelta(days=5))
    tour.tells_hosts_weekly = True
    session.commit()

    assert counts(session, MONDAY + timedelta(days=5, hours=1), MONDAY + WEEK) == [0, 1]


def test_one_that_cannot_be_written_rests_and_keeps_no_other_host_from_theirs(
    session: Session, tour: Tour, seminar: Seminar, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = make_seminar(session, make_bid(session, tour), day=THURSDAY)
    work(session, BEFORE)
    send = tally_mails.send_week

    def fail(session: Session, seminars: list[Seminar], **values: Any) -> None:
        if seminars[0].id == seminar.id:
            raise RuntimeError
        send(session, seminars, **values)

    monkeypatch.setattr(tally_mails, "send_week", fail)
    assert counts(session, MONDAY, MONDAY + MINUTE / 2) == [1, 0]
    assert [each.recipient for each in mails(session)] == [other.bid.contact_email]
    assert [each.week_due_at for each in rows(session)] == [MONDAY, MONDAY + WEEK]

    monkeypatch.undo()
    assert work(session, MONDAY + 2 * MINUTE) == 1
    assert stumbles.told_of(session) == 0


def test_who_is_the_contact_by_now_is_written_to(session: Session, seminar: Seminar) -> None:
    work(session, BEFORE)
    with transaction(session):
        session.get_one(Bid, seminar.bid_id).contact_email = "new@example.jp"

    assert work(session, MONDAY) == 1
    assert [each.recipient for each in mails(session)] == ["new@example.jp"]


def test_whether_there_is_something_to_tell_is_known_before(
    session: Session, seminar: Seminar
) -> None:
    assert seminar
    work(session, BEFORE)

    assert not sending.any_due(session, now=MONDAY - MINUTE)
    assert sending.any_due(session, now=MONDAY)
