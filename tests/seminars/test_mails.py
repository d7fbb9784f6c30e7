"""What hosts and advisers are written about their seminars."""

import re
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.access import links
from seminar_service.access.model import LinkPurpose
from seminar_service.outbox.model import Message
from seminar_service.seminars.facts import ChangedFact, Fact
from seminar_service.seminars.mails import (
    team_names,
    tell_adviser_of_changes,
    write_to_adviser,
    write_to_host,
)
from tests.factories import NOW, OFFICE, make_adviser, make_bid, make_seminar, make_tour
from tests.mail_texts.support import ADDED, write


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


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ("Seminar: Trade secrets", "Seminar: Trade secrets"),
        ("Keeping secrets", "Seminar: Keeping secrets"),
    ],
)
def test_a_title_that_says_what_it_is_gets_no_second_label(
    session: Session, title: str, line: str
) -> None:
    bid = make_bid(session, make_tour(session), locale="en")
    seminar = make_seminar(session, bid, title_en=title)

    write_to_host(
        session,
        "seminar_proposed",
        bid,
        office=OFFICE,
        now=NOW,
        seminar=seminar,
        advisers="A",
        due_on=seminar.day,
        host_feed_address="https://seminar.example.jp/feeds/hosts/secret.ics",
    )

    assert f"\n{line}\n" in written(session).body


@pytest.mark.parametrize(
    ("locale", "label"),
    [("ja", "理由：\n大雪のため"), ("en", "Reason (in Japanese only):\n大雪のため")],
)
def test_the_reason_of_a_cancellation_is_labelled_as_one(
    session: Session, locale: str, label: str
) -> None:
    bid = make_bid(session, make_tour(session), locale=locale)
    seminar = make_seminar(session, bid, cancellation_note_ja="大雪のため")

    write_to_host(
        session, "seminar_cancelled", bid, office=OFFICE, now=NOW, seminar=seminar, reason=""
    )

    assert label in written(session).body


def test_what_the_office_wrote_for_the_tour_is_said_to_hosts(session: Session) -> None:
    seminar = make_seminar(session, make_bid(session, make_tour(session)))
    write(session, seminar.tour_id, kind="seminar_cancelled")

    write_to_host(
        session,
        "seminar_cancelled",
        seminar.bid,
        office=OFFICE,
        now=NOW,
        seminar=seminar,
        reason="",
    )

    assert written(session).body.startswith(f"{ADDED}\n\n")


def test_advisers_read_the_original_of_what_hosts_read_anew(session: Session) -> None:
    seminar = make_seminar(session, make_bid(session, make_tour(session)))
    adviser = make_adviser(session)
    write(session, seminar.tour_id, kind="seminar_changed")
    changes = [ChangedFact(Fact.VENUE, "旧会場", "新会場")]

    write_to_host(
        session,
        "seminar_changed",
        seminar.bid,
        office=OFFICE,
        now=NOW,
        seminar=seminar,
        changes=changes,
    )
    tell_adviser_of_changes(session, adviser, seminar, changes, office=OFFICE, now=NOW)

    session.flush()
    bodies = session.scalars(select(Message.body).order_by(Message.id)).all()
    assert [ADDED in body for body in bodies] == [True, False]
    assert all("新会場" in body for body in bodies)
