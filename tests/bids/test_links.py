"""The secret links of those who bid; `access/test_renewals` says how they are renewed."""

import re
from collections.abc import Set

import pytest
from sqlalchemy.orm import Session

from seminar_service.access import links
from seminar_service.access.model import LinkPurpose
from seminar_service.access.renewals import LinkTarget
from seminar_service.bids.links import BID_LINKS
from seminar_service.bids.model import Bid
from seminar_service.domain.errors import LinkExpired, NotFound
from seminar_service.domain.history import SubjectKind
from seminar_service.domain.link_lifetimes import bid_link_ends
from seminar_service.outbox.model import Message
from tests.bids.support import NOW, OFFICE, mails_about
from tests.factories import make_bid, make_tour

PAGE, FEED = LinkTarget.PAGE, LinkTarget.FEED
PURPOSES = {"bids": LinkPurpose.BID, "feeds/hosts": LinkPurpose.HOST_FEED}


@pytest.fixture
def bid(sqlite_session: Session) -> Bid:
    """A bid, beside another one."""
    tour = make_tour(sqlite_session)
    make_bid(sqlite_session, tour, number=6)
    return make_bid(sqlite_session, tour, number=7, contact_email="h@a.jp")


def sent(session: Session, bid: Bid, targets: Set[LinkTarget], *, replaces: bool = True) -> Message:
    BID_LINKS.send(session, bid, targets, replaces=replaces, office=OFFICE, now=NOW)
    session.commit()
    (mail,) = mails_about(session, bid)
    return mail


def tokens(mail: Message) -> dict[str, str]:
    """The tokens of a mail by what their addresses lead to."""
    found = re.findall(r"/(bids|feeds/hosts)/([\w-]+)(?:\.ics)?\s", mail.body)
    return dict(found)


@pytest.mark.parametrize(
    ("targets", "ways"),
    [({PAGE}, ["bids"]), ({FEED}, ["feeds/hosts"]), ({PAGE, FEED}, ["bids", "feeds/hosts"])],
)
def test_the_contact_gets_a_link_for_each_thing_that_is_renewed(
    sqlite_session: Session, bid: Bid, targets: Set[LinkTarget], ways: list[str]
) -> None:
    mail = sent(sqlite_session, bid, targets)

    assert (mail.kind, mail.recipient) == ("links_renewed", "h@a.jp")
    assert "2026-7" in mail.body
    found = tokens(mail)
    assert sorted(found) == ways
    for way, token in found.items():
        assert links.resolve(sqlite_session, PURPOSES[way], token, now=NOW) == bid.id


def test_the_link_to_the_page_ends_as_every_other_of_the_bid(
    sqlite_session: Session, bid: Bid
) -> None:
    token = tokens(sent(sqlite_session, bid, {PAGE}))["bids"]

    with pytest.raises(LinkExpired):
        links.resolve(sqlite_session, LinkPurpose.BID, token, now=bid_link_ends(2026, now=NOW))


def test_an_english_host_is_written_to_in_english_and_led_to_english_pages(
    sqlite_session: Session, bid: Bid
) -> None:
    bid.locale = "en"

    mail = sent(sqlite_session, bid, {PAGE, FEED}, replaces=False)

    assert mail.subject == "Your new link"
    assert "/en/bids/" in mail.body
    assert "Earlier ones no longer work" not in mail.body


def test_it_is_said_whether_earlier_links_work_no_more(sqlite_session: Session, bid: Bid) -> None:
    bid.locale = "en"

    assert "Earlier ones no longer work" in sent(sqlite_session, bid, {PAGE}).body


def test_links_belong_to_a_bid_and_its_contact(sqlite_session: Session, bid: Bid) -> None:
    assert BID_LINKS.kind is SubjectKind.BID
    assert BID_LINKS.page is LinkPurpose.BID
    assert BID_LINKS.locked(sqlite_session, bid.id) is bid
    assert BID_LINKS.mailbox(bid) == "h@a.jp"
    with pytest.raises(NotFound):
        BID_LINKS.locked(sqlite_session, 999)
