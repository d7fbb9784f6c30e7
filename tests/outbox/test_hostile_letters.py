"""What people and the office write into mails stays a text: in headers, in HTML, in calendars."""

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.outbox.letters import Letter
from seminar_service.outbox.model import Message
from seminar_service.seminars.model import Seminar
from tests.factories import make_bid, make_seminar, make_tour
from tests.mail_texts.support import anew, write
from tests.registrations.proof_support import applicant, register

HOSTILE = [
    "<script>alert(1)</script>",
    "\"'><img src=x onerror=alert(1)>",
    "{専用リンク} {氏名} {link}",
    "{{ config }} {% raw %} %(name)s %s {0.__class__}",
    "\u202eゑ\u2066\u2067\u200f",
    "👩‍👩‍👧‍👦𠮷",
    "=HYPERLINK(1)",
    "花子\x01\x02\x1b[31m",
    "=?utf-8?q?=0A_=80?=",
]


@pytest.fixture
def seminar(session: Session) -> Seminar:
    return make_seminar(session, make_bid(session, make_tour(session), capacity=9))


def only_mail(session: Session) -> Message:
    return session.scalars(select(Message)).one()


def links_of(mail: Message) -> list[str]:
    found = BeautifulSoup(mail.html, "html.parser").select("a[href]")
    return [str(each["href"]) for each in found]


def is_sound(mail: Message) -> None:
    assert "\n" not in mail.subject
    assert "\r" not in mail.subject
    page = BeautifulSoup(mail.html, "html.parser")
    assert not page.select("script, img, iframe, form, [onerror], [onclick]")
    assert not [each for each in mail.body if ord(each) < 32 and each not in "\n\t"]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_name_is_a_text_in_every_part_of_a_mail(
    session: Session, seminar: Seminar, text: str
) -> None:
    register(session, seminar, applicant(name="参加 一郎", email="plain@example.jp"))
    usual = links_of(only_mail(session))
    session.delete(only_mail(session))
    session.commit()
    register(session, seminar, applicant(name=text[:80], email="other@example.jp"))
    mail = only_mail(session)
    is_sound(mail)
    assert len(links_of(mail)) == len(usual), "nothing that was typed is filled in"


@pytest.mark.parametrize("text", [each for each in HOSTILE if "{" not in each])
def test_a_letter_that_the_office_wrote_is_a_text(
    session: Session, seminar: Seminar, text: str
) -> None:
    letter = anew(added=text)
    write(session, seminar.tour_id, ja=Letter(f"{letter.subject} {text}", letter.body))
    register(session, seminar, applicant())
    is_sound(only_mail(session))
