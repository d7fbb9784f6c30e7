"""What the mails of a notice say."""

import re

import pytest
from sqlalchemy.orm import Session

from seminar_service.access import links
from seminar_service.access.model import LinkPurpose, SecretLink
from seminar_service.domain.locales import Locale
from seminar_service.notices import mails as notice_mails
from seminar_service.notices.values import Letter
from seminar_service.outbox.services import Recipient
from seminar_service.registrations.model import Registration
from seminar_service.storage.transaction import transaction
from seminar_service.tours.model import Tour
from tests.factories import NOW, make_bid, make_registration, make_seminar
from tests.notices.support import NOTHING, mails, write
from tests.registrations.proof_support import OFFICE


@pytest.fixture
def person(session: Session, tour: Tour) -> Registration:
    seminar = make_seminar(session, make_bid(session, tour, place="23"))
    return make_registration(session, seminar, name="山田 花子", email="hanako@example.jp")


def send(session: Session, tour: Tour, person: Registration, **letters: Letter) -> None:
    notice = write(session, tour, **letters)
    with transaction(session):
        notice_mails.send(session, notice, person, office=OFFICE, now=NOW)


def test_each_reads_the_own_name_seminar_and_page(
    session: Session, tour: Tour, person: Registration
) -> None:
    send(session, tour, person)

    [mail] = mails(session)
    assert mail.subject == f"{person.seminar.title_ja}の持ち物"
    assert (mail.recipient, mail.about) == ("hanako@example.jp", f"registration:{person.id}")
    assert "山田 花子 様" in mail.body
    assert "愛知県" in mail.body
    token = re.search(r"/registrations/(\S+)", mail.body)
    assert token
    purpose = LinkPurpose.REGISTRATION
    assert links.resolve(session, purpose, token[1], now=NOW) == person.id


def test_english_readers_get_the_english_text(
    session: Session, tour: Tour, person: Registration
) -> None:
    person.locale = "en"
    session.commit()
    send(session, tour, person)
    [mail] = mails(session)
    assert (mail.locale, mail.subject[:13]) == ("en", "What to bring")
    assert "Dear 山田 花子," in mail.body


def test_whose_language_is_missing_gets_the_other_one(
    session: Session, tour: Tour, person: Registration
) -> None:
    person.locale = "en"
    session.commit()
    send(session, tour, person, en=NOTHING)
    assert [mail.locale for mail in mails(session)] == ["ja"]


def test_no_secret_link_is_made_where_the_text_has_none(
    session: Session, tour: Tour, person: Registration
) -> None:
    send(session, tour, person, ja=Letter("件名", "本文"))
    assert session.query(SecretLink).count() == 0


def test_a_hostile_name_adds_neither_lines_to_the_subject_nor_links(
    session: Session, tour: Tour, person: Registration
) -> None:
    person.name = "{専用リンク}\r\nBcc: all@example.jp"
    session.commit()
    send(session, tour, person, ja=Letter("{氏名}", "{氏名}"))
    [mail] = mails(session)
    assert mail.subject == "{専用リンク} Bcc: all@example.jp"
    assert session.query(SecretLink).count() == 0


def test_a_test_says_that_it_is_one_and_opens_nothing(
    session: Session, tour: Tour, person: Registration
) -> None:
    notice = write(session, tour)
    tester = Recipient("clerk@example.jp", "窓口", "ja")
    with transaction(session):
        notice_mails.send_test(session, notice, person, tester, office=OFFICE, now=NOW)

    first, second = mails(session, "notice_test")
    assert first.subject.startswith("テスト：")
    assert second.subject.startswith("Test: ")
    assert {first.recipient, second.recipient} == {"clerk@example.jp"}
    assert "/registrations/XXXXXXXX" in first.body
    assert session.query(SecretLink).count() == 0


def test_the_preview_is_what_is_sent_but_for_the_link(
    session: Session, tour: Tour, person: Registration
) -> None:
    notice = write(session, tour)
    letter = notice.letters[Locale.JA]
    subject, text = notice_mails.preview(letter, person, Locale.JA, office=OFFICE)
    with transaction(session):
        sent = notice_mails.send(session, notice, person, office=OFFICE, now=NOW)
    assert subject == sent.subject
    assert re.sub(r"/registrations/\S+", "", text) == re.sub(r"/registrations/\S+", "", sent.body)
