"""What hosts and advisers are written about their seminars."""

import re
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.access import links
from seminar_service.access.model import LinkPurpose
from seminar_service.outbox.model import Message
from seminar_service.seminars.mails import team_names, write_to_adviser, write_to_host
from tests.factories import NOW, OFFICE, make_adviser, make_bid, make_seminar, make_tour


@pytest.fixture
def session(sqlite_session: Session) -> Session:
    return sqlite_session


def written(session: Session) -> Message:
    session.flush()
    return session.scalars(select(Message)).one()


def opened(session: Session, message: Message, purpose: LinkPurpose, path: str) -> int | None:
    """What the link of some path in a mail opens."""
    found = re.search(rf"{OFFICE.base_url}\S*/{path}/([\w-]+)", message.body)
    assert found, message.body
    return links.resolve(session, purpose, found[1], now=NOW)


@pytest.mark.parametrize("locale", ["ja", "en"])
def test_a_host_is_written_to_in_the_own_language_with_a_link_to_the_own_bid(
    session: Session, locale: str
) -> None:
    tour = make_tour(session)
    make_bid(session, tour)
    bid = make_bid(session, tour, locale=locale, contact_name="窓口 太郎")
    seminar = make_seminar(session, bid)

    write_to_host(
        session, "seminar_cancelled", bid, office=OFFICE, now=NOW, seminar=seminar, reason="台風"
    )

    mail = written(session)
    assert (mail.kind, mail.about, mail.locale) == ("seminar_cancelled", f"bid:{bid.id}", locale)
    assert (mail.recipient, mail.recipient_name) == (bid.contact_email, "窓口 太郎")
    assert "台風" in mail.body
    assert OFFICE.name(locale) in mail.body
    assert opened(session, mail, LinkPurpose.BID, "bids") == bid.id


def test_an_adviser_reads_what_to_confirm_and_what_fell_away(session: Session) -> None:
    tour = make_tour(session)
    adviser = make_adviser(session, tour)
    joining, leaving = (
        make_seminar(session, make_bid(session, tour), team=[adviser], day=date(2026, 10, day))
        for day in (7, 8)
    )

    write_to_adviser(session, adviser, joining=[joining], leaving=[leaving], office=OFFICE, now=NOW)

    mail = written(session)
    assert (mail.kind, mail.about) == ("adviser_asked", f"adviser:{adviser.id}")
    assert mail.recipient == adviser.email
    assert mail.body.index("10月7日") < mail.body.index("10月8日")
    assert opened(session, mail, LinkPurpose.ADVISER, "adviser") == adviser.id
    assert opened(session, mail, LinkPurpose.ADVISER_FEED, "feeds/advisers") == adviser.id


def test_a_team_is_named_in_the_order_of_its_slots(session: Session) -> None:
    team = [
        make_adviser(session, name="和田 一郎", name_en="Ichiro Wada"),
        make_adviser(session, name="青木 花子", name_en="Hanako Aoki"),
    ]
    seminar = make_seminar(session, make_bid(session, make_tour(session)), team=team)

    assert team_names(seminar, "ja") == "和田 一郎、青木 花子"
    assert team_names(seminar, "en") == "Ichiro Wada, Hanako Aoki"
