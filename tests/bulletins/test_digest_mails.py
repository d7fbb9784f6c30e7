"""What the daily numbers of registrations say, in both languages, and what they never say."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.accounts.model import BulletinChoice
from seminar_service.bulletins import digest_mails
from seminar_service.bulletins.digest_mails import Counted
from seminar_service.outbox.model import Message
from seminar_service.storage.transaction import transaction
from tests.bulletins.support import make_reader
from tests.factories import NOW, OFFICE, make_bid, make_registration, make_seminar, make_tour


def told(session: Session, number: int = 1, **values: Any) -> Message:
    tour, counted = make_tour(session), []
    for place in range(number):
        bid = make_bid(session, tour, host_name="長野\r\n商工会議所")
        seminar = make_seminar(session, bid, public_id=f"abc{place}", waiting=3, taken=8, beyond=1)
        make_registration(session, seminar, name="参加 花子")
        counted.append(Counted(seminar, registered=4, withdrew=2, lapsed=1))
    reader = make_reader(session, BulletinChoice.NONE, name="佐藤", **values)
    with transaction(session):
        digest_mails.send(session, reader, counted, office=OFFICE, now=NOW)
    return session.scalars(select(Message).where(Message.kind == "office_digest")).one()


def test_the_numbers_and_how_it_stands_are_said_in_english(session: Session) -> None:
    mail = told(session, locale="en")

    assert mail.subject == "Registrations of a day: 4 new, 2 withdrawn"
    assert (
        "- Tue 6 Oct 2026 長野 商工会議所\n  Registered: 4, withdrawn: 2, lapsed: 1\n" in mail.body
    )
    assert "People with a place: 10, places: 40, waiting: 3\n" in mail.body
    assert "https://seminar.example.jp/en/organiser/seminars/abc0/registrations" in mail.body
    assert "https://seminar.example.jp/en/organiser/account/bulletins" in mail.body


def test_the_numbers_and_how_it_stands_are_said_in_japanese(session: Session) -> None:
    mail = told(session)

    assert mail.body.startswith("佐藤 様\n")
    assert "申込み：4件" in mail.body
    assert "キャンセル待ち：3名" in mail.body


@pytest.mark.parametrize("locale", ["ja", "en"])
def test_nobody_is_named(session: Session, locale: str) -> None:
    mail = told(session, locale=locale)

    assert "花子" not in mail.body
    assert "person" not in mail.body.lower().replace("people", "")


def test_a_long_list_ends_with_how_many_more_there_are(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(digest_mails, "MOST", 2)

    mail = told(session, 3, locale="en")

    assert mail.body.count("\n- ") == 2
    assert "1 more is on the pages of the office." in mail.body
