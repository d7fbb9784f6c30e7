"""Bids from a file come in together, once."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.bids.details import OfficeDetails
from seminar_service.bids.importing import BidLine, bring_in
from seminar_service.bids.model import Bid
from seminar_service.domain.errors import NotFound
from seminar_service.domain.vocabulary import BidSource
from seminar_service.outbox.model import Message
from seminar_service.sheets.model import SheetPurpose, SheetUpload
from seminar_service.sheets.uploads import BROUGHT_IN, keep
from seminar_service.tours.model import Tour
from seminar_service.tours.stages import TourArchived
from seminar_service.tours.values import TourStage
from tests import histories
from tests.bids.support import NOW, OFFICE, STAFF, details
from tests.factories import make_bid, make_topic, make_tour


def upload(session: Session, tour: Tour) -> int:
    return keep(session, SheetPurpose.BIDS, tour.id, [["x"]], now=NOW)


def lines(session: Session, number: int = 2) -> list[BidLine]:
    topic = make_topic(session)
    office = OfficeDetails([[topic.id], [topic.id]], 5_000)
    return [
        BidLine(details(topic, contact_email=f"h{each}@example.jp"), office, "en")
        for each in range(number)
    ]


def enter(session: Session, number: int, said: list[BidLine], **changed: Any) -> SheetUpload:
    arguments: dict[str, Any] = {"tell_hosts": False, "office": OFFICE, "actor": STAFF, "now": NOW}
    return bring_in(session, number, said, **(arguments | changed))


def test_all_bids_are_entered_in_order_and_nobody_is_told(session: Session) -> None:
    tour = make_tour(session)
    make_bid(session, tour, number=3)

    done = enter(session, upload(session, tour), lines(session))

    assert (done.outcome[BROUGHT_IN], done.rows) == (2, "")
    _, first, second = session.scalars(select(Bid).order_by(Bid.number)).all()
    assert [first.number, second.number] == [4, 5]
    assert (first.source, first.locale, first.decline_yen) == (BidSource.PAPER, "en", 5_000)
    assert len(first.slots) == 2
    assert second.contact_email == "h1@example.jp"
    assert session.scalars(select(Message)).all() == []
    assert len(histories.lines(session)) == 2


def test_hosts_are_told_where_the_office_wants_it(session: Session) -> None:
    enter(session, upload(session, make_tour(session)), lines(session), tell_hosts=True)
    mails = session.scalars(select(Message).order_by(Message.id)).all()
    assert [(mail.kind, mail.recipient, mail.locale) for mail in mails] == [
        ("bid_received", "h0@example.jp", "en"),
        ("bid_received", "h1@example.jp", "en"),
    ]


def test_a_file_that_is_brought_in_twice_counts_once(session: Session) -> None:
    number = upload(session, make_tour(session))
    said = lines(session)
    for _ in range(2):
        assert enter(session, number, said).outcome[BROUGHT_IN] == 2
    assert len(session.scalars(select(Bid)).all()) == 2


def test_into_an_archived_tour_nothing_is_brought(session: Session) -> None:
    tour = make_tour(session, stage=TourStage.ARCHIVED)
    number, said = upload(session, tour), lines(session)
    with pytest.raises(TourArchived):
        enter(session, number, said)
    assert session.scalars(select(Bid)).all() == []


def test_a_file_that_is_gone_is_not_found(session: Session) -> None:
    with pytest.raises(NotFound):
        enter(session, 99, [])
