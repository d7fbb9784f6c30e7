"""Letters as the staff looks at them: of a real person or a made-up one, with dead links."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from seminar_service.access.model import SecretLink
from seminar_service.domain.actors import SYSTEM
from seminar_service.domain.errors import NotFound
from seminar_service.domain.history import HistoryKind
from seminar_service.domain.locales import Locale
from seminar_service.outbox.letters import LETTER_KINDS, TO_HOSTS, TO_SUBSCRIBERS
from seminar_service.outbox.model import Message
from seminar_service.outbox.rendering import original
from seminar_service.outbox.services import Recipient
from seminar_service.registrations import mail_samples
from seminar_service.tours.model import Tour
from tests import histories
from tests.factories import (
    NOW,
    make_bid,
    make_party,
    make_registration,
    make_seminar,
    make_tour,
)
from tests.mail_texts.support import KIND, anew
from tests.registrations.proof_support import OFFICE

TESTER = Recipient("planner@example.jp", "Planner", "en")


@pytest.mark.parametrize("kind", LETTER_KINDS)
def test_every_letter_can_be_looked_at_with_a_real_person(
    session: Session, tour: Tour, kind: str
) -> None:
    bid = make_bid(session, tour, contact_name="加藤 純")
    seminar = make_seminar(session, bid, title_ja="特許の基本")
    party = make_party(session, seminar, contact_name="窓口 花子")
    person = make_registration(session, seminar, party=party, name="山田 花子")
    name = mail_samples.addressee(kind, person)
    expected = "加藤 純" if kind in TO_HOSTS else "窓口 花子" if "party" in kind else "山田 花子"

    mail = mail_samples.preview(
        kind, original(kind, "ja"), Locale.JA, person, tour, office=OFFICE, now=NOW
    )

    assert name == ("" if kind in TO_SUBSCRIBERS else expected)
    assert not name or f"{name} 様" in mail.body
    assert session.scalar(select(func.count()).select_from(SecretLink)) == 0


@pytest.mark.parametrize("kind", LETTER_KINDS)
@pytest.mark.parametrize("locale", Locale)
def test_every_letter_can_be_looked_at_before_anybody_is_registered(
    session: Session, tour: Tour, kind: str, locale: Locale
) -> None:
    letter = original(kind, locale)

    mail = mail_samples.preview(kind, letter, locale, None, tour, office=OFFICE, now=NOW)

    assert "{" not in mail.subject + mail.body
    greeting = "見本 花子 様\n" if locale == "ja" else "Dear Hanako Mihon,\n"
    assert (greeting in mail.body) == (kind not in TO_SUBSCRIBERS)
    assert not session.new


def test_a_real_persons_letter_has_a_link_that_opens_nothing(session: Session, tour: Tour) -> None:
    seminar = make_seminar(session, make_bid(session, tour), title_ja="特許の基本")
    person = make_registration(session, seminar, name="山田 花子")

    mail = mail_samples.preview(KIND, anew(), Locale.JA, person, tour, office=OFFICE, now=NOW)

    assert (
        mail.subject == "【必読】【申込みを受け付けました】特許の基本"
        or "特許の基本" in mail.subject
    )
    assert "山田 花子 様" in mail.body
    assert f"/registrations/{mail_samples.TOKEN}" in mail.body
    assert session.scalar(select(func.count()).select_from(SecretLink)) == 0


def test_the_staff_walks_from_person_to_person_of_one_tour(session: Session, tour: Tour) -> None:
    seminar = make_seminar(session, make_bid(session, tour))
    first, second = (make_registration(session, seminar, name=name) for name in ("甲", "乙"))
    other = make_tour(session, 2027)

    def after(number: int) -> str:
        found = mail_samples.somebody(session, tour.id, after=number)
        return found.name if found else ""

    assert [after(0), after(first.id), after(second.id)] == ["甲", "乙", "甲"]
    assert mail_samples.somebody(session, other.id) is None


def test_a_test_comes_in_both_languages_to_the_tester_alone(session: Session, tour: Tour) -> None:
    person = make_registration(session, make_seminar(session, make_bid(session, tour)))
    letters = {locale: anew(locale=locale) for locale in Locale}

    mail_samples.send_test(
        session,
        tour.id,
        KIND,
        letters,
        person_id=person.id,
        tester=TESTER,
        office=OFFICE,
        actor=SYSTEM,
        now=NOW,
    )

    mails = session.scalars(select(Message).order_by(Message.id)).all()
    assert [(mail.recipient, mail.locale) for mail in mails] == [
        ("planner@example.jp", "ja"),
        ("planner@example.jp", "en"),
    ]
    assert mails[1].subject.startswith("Test: 【必読】")
    assert "button" in mails[1].html
    assert histories.kinds_told(session) == [HistoryKind.MAIL_TEXT_TESTED]


def test_there_is_no_test_of_other_mails(session: Session, tour: Tour) -> None:
    with pytest.raises(NotFound):
        mail_samples.send_test(
            session,
            tour.id,
            "account_invited",
            {},
            person_id=0,
            tester=TESTER,
            office=OFFICE,
            actor=SYSTEM,
            now=NOW,
        )
