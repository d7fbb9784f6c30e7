"""What hosts read of registrations."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from seminar_service.domain.vocabulary import AttendanceMode, SharedWithHost
from seminar_service.mail_texts.model import MailText
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.model import Seminar
from seminar_service.storage.transaction import transaction
from seminar_service.tallies import mails as tally_mails
from seminar_service.tours.model import Tour
from tests.factories import NOW, make_bid, make_registration, make_seminar
from tests.registrations.proof_support import OFFICE
from tests.tallies.support import mails

NAMED = SharedWithHost.NAME_AND_COMPANY


@pytest.fixture
def seminar(session: Session, tour: Tour) -> Seminar:
    bid = make_bid(session, tour, locale="en", host_name="Nagoya Chamber", contact_name="Hana Ito")
    return make_seminar(session, bid, capacity=20, online_capacity=30)


def week(session: Session, *seminars: Seminar) -> str:
    with transaction(session):
        tally_mails.send_week(session, seminars, office=OFFICE, now=NOW)
    return mails(session)[-1].body


def last(session: Session, seminar: Seminar) -> str:
    with transaction(session):
        tally_mails.send_last(session, seminar, office=OFFICE, now=NOW)
    return mails(session)[-1].body


def test_a_host_reads_numbers_of_both_ways_and_who_is_new(
    session: Session, seminar: Seminar
) -> None:
    make_registration(session, seminar, created_at=NOW - timedelta(days=8))
    make_registration(session, seminar, mode=AttendanceMode.ONLINE)
    make_registration(session, seminar, state=RegistrationState.WAITING)

    said = week(session, seminar)

    assert said.startswith("Nagoya Chamber\nDear Hana Ito,")
    assert "At the venue: 1 of 20 places taken, 1 waiting" in said
    assert "Online: 1 of 30 places taken, 0 waiting" in said
    assert "New in the last 7 days: 1" in said
    assert "https://seminar.example.jp/en/bids/" in said


def test_where_registration_has_not_begun_it_says_when(session: Session, seminar: Seminar) -> None:
    seminar.registration_opens_at = NOW + timedelta(days=1)
    session.commit()

    said = week(session, seminar)

    assert "Registration opens: Tue 2 Jun 2026 12:00" in said


def test_more_names_than_a_mail_takes_stand_on_the_page(
    session: Session, seminar: Seminar, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tally_mails, "MOST_NAMES", 1)
    for name in ("A Kato", "B Kato", "C Kato"):
        make_registration(session, seminar, name=name, name_kana=name, shared_with_host=NAMED)

    said = last(session, seminar)

    assert "A Kato, 例示工業株式会社\n2 more stand on your own page." in said
    assert "only counted" not in said


def test_without_anybody_to_name_no_list_is_begun(session: Session, seminar: Seminar) -> None:
    make_registration(session, seminar)

    said = last(session, seminar)

    assert "agreed" not in said
    assert "these names" not in said


def test_what_the_office_wrote_for_the_tour_is_said(session: Session, seminar: Seminar) -> None:
    row = MailText(tour=seminar.tour, kind="tally_last", changed_at=NOW)
    row.subject_en, row.body_en = "Tomorrow", "We look forward to it.\n{tally}\n{people}\n{office}"
    session.add(row)
    session.commit()

    assert "We look forward to it." in last(session, seminar)
    assert mails(session)[-1].subject == "Tomorrow"
