"""The mails to those who bid: to whom, in which language, with which links."""

import re
from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from seminar_service.access import links, mailboxes
from seminar_service.access.model import LinkPurpose
from seminar_service.bids import mails as bid_mails
from seminar_service.bids.model import Bid
from seminar_service.domain.errors import LinkExpired
from seminar_service.domain.link_lifetimes import bid_link_ends
from seminar_service.domain.vocabulary import Choice
from seminar_service.outbox.model import Message
from seminar_service.tours.calendar import calendar_of
from seminar_service.tours.calendar_days import DayRange
from tests.bids.support import NOW, OFFICE, mails_about
from tests.factories import make_bid, make_topic, make_tour
from tests.mail_texts.support import ADDED, write

KINDS = [
    "bid_received",
    "bid_accepted",
    "bid_question",
    "bid_rejected",
    "bid_reopened",
    "bid_withdrawn",
    "bid_changed",
]
FRIDAY, MONDAY = date(2026, 10, 2), date(2026, 10, 5)


@pytest.fixture
def bid(sqlite_session: Session) -> Bid:
    """A bid whose contact nobody has proven."""
    return make_bid(sqlite_session, make_tour(sqlite_session), number=7, contact_email="h@a.jp")


def sent(session: Session, bid: Bid, kind: str, note: str = "") -> Message:
    bid_mails.send(session, kind, bid, office=OFFICE, now=NOW, note=note)
    session.commit()
    return mails_about(session, bid)[-1]


def token(mail: Message, page: str) -> str:
    found = re.search(rf"/{page}/(\S+)", mail.body)
    assert found is not None
    return found[1]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("note", ["", "伝言です"])
def test_paragraphs_are_parted_by_one_empty_line(
    sqlite_session: Session, bid: Bid, kind: str, note: str
) -> None:
    assert "\n\n\n" not in sent(sqlite_session, bid, kind, note=note).body


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("locale", ["ja", "en"])
def test_every_kind_goes_to_the_contact_in_the_bids_language(
    sqlite_session: Session, bid: Bid, kind: str, locale: str
) -> None:
    bid.locale = locale

    mail = sent(sqlite_session, bid, kind, note="伝言です")

    assert (mail.kind, mail.recipient, mail.recipient_name) == (kind, "h@a.jp", bid.contact_name)
    assert (mail.locale, mail.about) == (locale, f"bid:{bid.id}")
    assert OFFICE.name(locale) in mail.body
    assert "2026-7" in mail.subject + mail.body
    base = "https://seminar.example.jp/" + ("en/" if locale == "en" else "")
    assert set(re.findall(r"https://\S*?/(?=bids/|mailboxes/)", mail.body)) == {base}


def test_each_mail_has_a_link_of_its_own_that_opens_the_bid_until_some_months_after_the_year(
    sqlite_session: Session, bid: Bid
) -> None:
    ends = bid_link_ends(2026, now=NOW)
    tokens = {token(sent(sqlite_session, bid, "bid_received"), "bids") for _ in range(2)}

    assert len(tokens) == 2
    for each in tokens:
        just_before = ends - timedelta(seconds=1)
        opened = links.resolve(sqlite_session, LinkPurpose.BID, each, now=just_before)
        assert opened == bid.id
        with pytest.raises(LinkExpired):
            links.resolve(sqlite_session, LinkPurpose.BID, each, now=ends)


def test_a_contact_nobody_has_proven_gets_a_button_and_a_proven_one_none(
    sqlite_session: Session, bid: Bid
) -> None:
    caution = OFFICE.caution
    button = token(sent(sqlite_session, bid, "bid_received"), "mailboxes")
    mailbox = links.resolve(sqlite_session, LinkPurpose.MAILBOX, button, now=NOW)
    mailboxes.press(sqlite_session, mailbox, actor=None, now=NOW)
    assert mailboxes.is_proven(sqlite_session, "h@a.jp", caution=caution, now=NOW)

    assert "/mailboxes/" not in sent(sqlite_session, bid, "bid_received").body


def test_a_mail_is_gone_where_the_callers_transaction_fails(
    sqlite_session: Session, bid: Bid
) -> None:
    bid_mails.send(sqlite_session, "bid_received", bid, office=OFFICE, now=NOW)
    sqlite_session.rollback()

    assert mails_about(sqlite_session, bid) == []


def test_topics_of_all_advisers_are_named_once_in_the_usual_order(
    sqlite_session: Session,
) -> None:
    later = make_topic(sqlite_session, "later", name_ja="後", name_en="Later", position=2)
    sooner = make_topic(sqlite_session, "sooner", name_ja="先", name_en="Sooner", position=1)
    bid = make_bid(sqlite_session, make_tour(sqlite_session), topics=[[later], [sooner, later]])

    assert bid_mails.topic_names(bid, "ja") == ["先", "後"]
    assert bid_mails.topic_names(bid, "en") == ["Sooner", "Later"]


def test_wishes_are_told_as_ranges_the_dearest_first_without_empty_ones(
    sqlite_session: Session,
) -> None:
    tour = make_tour(sqlite_session)
    days = {
        date(2026, 11, 4): Choice.IMPOSSIBLE,
        FRIDAY: Choice.FIRST,
        MONDAY: Choice.FIRST,
        date(2026, 10, 8): Choice.FIRST,
    }
    bid = make_bid(sqlite_session, tour, days=days)

    wishes = bid_mails.wish_ranges(bid, calendar_of(tour))

    assert wishes == [
        (
            Choice.FIRST,
            [DayRange(FRIDAY, MONDAY), DayRange(date(2026, 10, 8), date(2026, 10, 8))],
        ),
        (Choice.IMPOSSIBLE, [DayRange(date(2026, 11, 4), date(2026, 11, 4))]),
    ]


def test_what_the_office_wrote_for_the_tour_is_said(sqlite_session: Session, bid: Bid) -> None:
    write(sqlite_session, bid.tour_id, kind="bid_accepted")

    assert sent(sqlite_session, bid, "bid_accepted").body.startswith(f"{ADDED}\n\n")
    assert ADDED not in sent(sqlite_session, bid, "bid_received").body
