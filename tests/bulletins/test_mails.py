"""What a bulletin says, in both languages, and what it never says."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from seminar_service.accounts.model import BulletinChoice
from seminar_service.bulletins import mails as bulletin_mails
from seminar_service.bulletins.queries import TOLD, DaysSaid, Happening
from seminar_service.domain.history import HistoryKind
from seminar_service.outbox.model import Message
from seminar_service.seminars.states import SeminarState
from seminar_service.storage.transaction import transaction
from tests.bulletins.support import bulletins, happen, make_reader
from tests.factories import NOW, OFFICE, make_adviser, make_bid, make_seminar, make_tour

PERSONAL = ("窓口 花子", "@example.jp\n", "052-000-0000", "助言 ", "Adviser ")


def told(session: Session, *kinds: HistoryKind, locale: str = "ja", **values: Any) -> Message:
    """The mail that tells of these happenings to one bid and its seminar."""
    bid = make_bid(session, make_tour(session), number=3, host_name="長野\r\n商工会議所")
    team = [make_adviser(session, bid.tour)]
    seminar = make_seminar(session, bid, state=SeminarState.TENTATIVE, team=team, public_id="abc")
    reader = make_reader(session, locale=locale, name="佐藤", **values)
    found = []
    for kind in kinds:
        of_seminar = kind.value.startswith(("host_", "adviser_"))
        line = happen(session, seminar if of_seminar else bid, kind)
        found.append(Happening(line, bid, seminar if of_seminar else None))
    with transaction(session):
        bulletin_mails.send(session, reader, found, office=OFFICE, now=NOW)
    (mail,) = bulletins(session)
    return mail


def test_one_happening_is_the_subject(session: Session) -> None:
    mail = told(session, HistoryKind.BID_SUBMITTED)

    assert mail.subject == "新しい開催希望が届きました：長野 商工会議所"
    assert mail.body.startswith("佐藤 様\n")
    assert "2026-3 長野 商工会議所\n  営業秘密管理\n" in mail.body
    assert "https://seminar.example.jp/organiser/bids/" in mail.body
    assert "https://seminar.example.jp/organiser/account/bulletins" in mail.body


def test_an_answer_names_the_day_and_leads_to_the_seminar(session: Session) -> None:
    mail = told(session, HistoryKind.ADVISER_DECLINED, locale="en")

    assert mail.subject == "An adviser has declined a seminar: 長野 商工会議所"
    assert "Seminar on Tue 6 Oct 2026" in mail.body
    assert "The cheapest other ways, with their prices" in mail.body
    assert "https://seminar.example.jp/en/organiser/seminars/abc#declined\n" in mail.body


def test_an_answer_that_is_yes_leads_to_no_other_ways(session: Session) -> None:
    mail = told(session, HistoryKind.ADVISER_CONFIRMED, locale="en")

    assert "https://seminar.example.jp/en/organiser/seminars/abc\n" in mail.body
    assert "cheapest" not in mail.body


@pytest.mark.parametrize("locale", ["ja", "en"])
@pytest.mark.parametrize("bulletin", [BulletinChoice.AT_ONCE, BulletinChoice.DAILY])
def test_every_happening_has_its_words_and_nobody_is_named(
    session: Session, locale: str, bulletin: BulletinChoice
) -> None:
    mail = told(session, *TOLD, locale=locale, bulletin=bulletin)

    assert str(len(TOLD)) in mail.subject
    assert mail.body.count("\n- ") == len(TOLD)
    assert not [each for each in PERSONAL if each in mail.body.split("\n--\n")[0]]


def test_a_long_list_ends_with_how_many_more_there_are(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulletin_mails, "MOST", 2)

    mail = told(session, *TOLD, locale="en")

    assert mail.subject == "9 messages from hosts and advisers"
    assert mail.body.count("\n- ") == 2
    assert "7 more are on the pages of the office." in mail.body


def test_days_of_an_adviser_are_told_with_their_tour_and_where_they_are(session: Session) -> None:
    tour = make_tour(session)
    adviser = make_adviser(session, tour)
    line = happen(session, adviser.engagements[0], HistoryKind.AVAILABILITY_WISHED)
    reader = make_reader(session, locale="en")
    with transaction(session):
        told = [DaysSaid(line, adviser.engagements[0])]
        bulletin_mails.send(session, reader, told, office=OFFICE, now=NOW)

    (mail,) = bulletins(session)

    assert mail.subject == f"An adviser asks for days on which they have a seminar: {tour.name_en}"
    assert f"/en/organiser/tours/2026/advisers/{adviser.id}" in mail.body
    assert not [each for each in PERSONAL if each in mail.body.split("\n--\n")[0]]
