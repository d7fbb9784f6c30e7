"""What hosts and advisers read who are asked, and reminded."""

import re
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from seminar_service.access import links
from seminar_service.access.model import LinkPurpose
from seminar_service.outbox.addresses import mark
from seminar_service.outbox.model import Message, MessageState
from seminar_service.rounds.mails import remind
from seminar_service.rounds.values import Who
from tests.factories import NOW, OFFICE, make_adviser, make_bid
from tests.mail_texts.support import ADDED, write
from tests.rounds.support import (
    DAY,
    DUE,
    NEXT,
    host_of,
    mails,
    one_asked,
    readers,
    released,
    wide_tour,
)


@pytest.fixture
def session(sqlite_session: Session) -> Session:
    return sqlite_session


def opened(session: Session, message: Message, purpose: LinkPurpose, path: str) -> int:
    """What the link of some path in a mail opens."""
    found = re.search(rf"{OFFICE.base_url}\S*/{path}", message.body)
    assert found, message.body
    return links.resolve(session, purpose, found[1], now=NOW)


@pytest.mark.parametrize(
    ("locale", "subject", "day"),
    [
        (
            "ja",
            "【2026年6月15日（月）までに要回答】セミナーの日程のご確認",
            "2026年6月15日（月）まで",
        ),
        ("en", "Your answer is needed by Mon 15 Jun 2026: your seminar", "by Mon 15 Jun 2026"),
    ],
)
def test_a_host_with_one_bid_reads_until_when_and_where_to_answer(
    session: Session, locale: str, subject: str, day: str
) -> None:
    _, bid, _ = one_asked(session, locale=locale)

    (mail,) = mails(session, "seminar_proposed")

    assert mail.subject.startswith(subject)
    assert day in mail.body
    assert opened(session, mail, LinkPurpose.BID, r"bids/([\w-]+)/dates") == bid.id
    assert opened(session, mail, LinkPurpose.BID, r"bids/([\w-]+)\n") == bid.id
    assert opened(session, mail, LinkPurpose.HOST_FEED, r"feeds/hosts/([\w-]+)\.ics") == bid.id
    assert mail.calendar is None


@pytest.mark.parametrize("locale", ["ja", "en"])
def test_a_contact_with_several_bids_gets_one_mail_about_all(session: Session, locale: str) -> None:
    tour = wide_tour(session)
    bids = [
        make_bid(session, tour, contact_email="one@example.jp", locale=locale) for _ in range(3)
    ]
    adviser = make_adviser(session, tour)
    released(session, tour, {bids[0]: (NEXT, [adviser])})
    assert [mail.kind for mail in mails(session)] == ["seminar_proposed", "adviser_asked"]

    released(
        session,
        tour,
        {
            bids[0]: (DAY + timedelta(days=2), [adviser]),
            bids[1]: (DAY, [adviser]),
            bids[2]: (NEXT, [adviser]),
        },
    )

    (mail,) = mails(session, "dates_asked")
    assert (mail.recipient, mail.about, mail.locale) == (
        "one@example.jp",
        f"bid:{bids[2].id}",
        locale,
    )
    days = ["10月6日", "10月7日", "10月8日"] if locale == "ja" else ["6 Oct", "7 Oct", "8 Oct"]
    places = [mail.body.index(day) for day in days]
    assert places == sorted(places)
    assert mail.body.count("商工会館 大ホール") == 3
    assert mail.body.count("/feeds/hosts/") == 3
    assert opened(session, mail, LinkPurpose.BID, r"bids/([\w-]+)/dates") == bids[2].id
    assert len(mails(session, "adviser_asked")) == 2


def test_an_adviser_reads_until_when_and_where_to_answer(session: Session) -> None:
    _, _, adviser = one_asked(session)

    (mail,) = mails(session, "adviser_asked")

    assert mail.subject == "【2026年6月15日（月）までに要回答】ご担当セミナーの日程"
    assert "カレンダーへの登録は回答になりません" in mail.body
    assert opened(session, mail, LinkPurpose.ADVISER, r"adviser/([\w-]+)/dates") == adviser.id


@pytest.mark.parametrize("locale", ["ja", "en"])
def test_a_reminder_has_another_subject_and_names_only_what_is_open(
    session: Session, locale: str
) -> None:
    tour, bid, adviser = one_asked(session, locale=locale)

    for who in (Who.host(bid.contact_email), Who(adviser.id)):
        remind(session, readers(session, tour)[who], DUE, office=OFFICE, now=NOW)
    session.commit()

    first = {mail.subject for mail in mails(session) if "remind" not in mail.kind}
    (host_mail,) = mails(session, "dates_reminder")
    (adviser_mail,) = mails(session, "adviser_reminded")
    said = "Not answered yet" if locale == "en" else "【未回答】"
    assert host_mail.subject.startswith(said)
    assert adviser_mail.subject.startswith("【未回答】")
    assert not first & {host_mail.subject, adviser_mail.subject}
    assert opened(session, host_mail, LinkPurpose.BID, r"bids/([\w-]+)/dates") == bid.id
    assert opened(session, adviser_mail, LinkPurpose.ADVISER, r"adviser/([\w-]+)/dates")


def test_what_the_office_wrote_for_the_tour_is_said_in_reminders(session: Session) -> None:
    tour, bid, _ = one_asked(session)
    write(session, tour.id, kind="dates_reminder")

    remind(session, host_of(session, bid), DUE, office=OFFICE, now=NOW)
    session.commit()

    (mail,) = mails(session, "dates_reminder")
    assert mail.body.startswith(ADDED)


def test_a_reminder_to_an_address_that_fails_is_kept_as_given_up(session: Session) -> None:
    _, bid, _ = one_asked(session)
    mark(session, bid.contact_email, reason="550 no", lasting=True, now=NOW)
    session.commit()

    remind(session, host_of(session, bid), DUE, office=OFFICE, now=NOW)
    session.commit()

    assert [mail.state for mail in mails(session, "dates_reminder")] == [MessageState.FAILED]


@pytest.mark.parametrize("name", ["<script>x</script>", "{link}{期限}", "%(day)s\r\nBcc: x@y.z"])
def test_a_hostile_name_stays_a_text(session: Session, name: str) -> None:
    _, bid, _ = one_asked(session, contact_name=name, host_name=name, venue_name=name)

    remind(session, host_of(session, bid), DUE, office=OFFICE, now=NOW)
    session.commit()

    for mail in mails(session):
        assert "<script>" not in mail.html
        assert "\n" not in mail.subject
