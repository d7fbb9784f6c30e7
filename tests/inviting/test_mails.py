"""What an invited host reads."""

import re

import pytest
from sqlalchemy.orm import Session

from seminar_service.access import links
from seminar_service.access.model import LinkPurpose
from seminar_service.inviting.mails import example
from tests.factories import NOW, OFFICE
from tests.inviting.support import NOTES, invitations, invited, lay, mails
from tests.mail_texts.support import ADDED, write


@pytest.fixture
def session(sqlite_session: Session) -> Session:
    return sqlite_session


@pytest.mark.parametrize(
    ("locale", "said"),
    [
        (
            "ja",
            [
                "募集は2026年12月20日（日）まで",
                "前回の開催希望",
                "2025年度巡回セミナー",
                "営業秘密管理",
            ],
        ),
        (
            "en",
            ["until Sun 20 Dec 2026", "Your earlier request", "Seminar tour 2025", "Trade secr"],
        ),
    ],
)
def test_a_host_reads_in_its_language_what_it_had_and_until_when(
    session: Session, locale: str, said: list[str]
) -> None:
    tour, bids = lay(session, {"locale": locale})
    invited(session, tour, bids, notes=NOTES)

    (mail,) = mails(session)

    for text in said:
        assert text in mail.subject + mail.body
    assert NOTES[locale] in mail.body
    assert "<b>" not in mail.html
    assert (mail.about, mail.locale) == (f"bid:{bids[0].id}", locale)
    found = re.search(r"/invitations/([\w-]+)\n", mail.body)
    assert found
    number = links.resolve(session, LinkPurpose.INVITATION, found[1], now=NOW)
    assert number == invitations(session)[0].id
    assert f"/invitations/{found[1]}/end" in mail.body
    assert mail.ended_at.endswith(f"/invitations/{found[1]}/end")


def test_what_the_office_wrote_for_the_tour_is_said(session: Session) -> None:
    tour, bids = lay(session)
    write(session, tour.id, kind="host_invited")

    invited(session, tour, bids)

    assert mails(session)[0].body.startswith(ADDED)


def test_an_example_says_the_same_without_a_secret(session: Session) -> None:
    tour, bids = lay(session)

    shown = example(session, bids[0], tour, NOTES["ja"], office=OFFICE)

    assert NOTES["ja"] in shown.body
    assert "/invitations/example" in shown.body
    assert (mails(session), invitations(session)) == ([], [])
    invited(session, tour, bids, notes=NOTES)
    (mail,) = mails(session)
    token = re.search(r"/invitations/([\w-]+)\n", mail.body)
    assert token
    assert mail.body.replace(token[1], "example") == shown.body
    assert mail.subject == shown.subject
