"""What the tests of bids share: a bid's details, and who acts."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.bids.details import BidDetails
from seminar_service.bids.model import Bid
from seminar_service.domain.actors import Actor, ActorKind
from seminar_service.domain.vocabulary import Audience, Choice, HostKind
from seminar_service.outbox.model import Message
from seminar_service.outbox.office import Office
from seminar_service.tours.model import Topic

NOW = datetime(2026, 6, 1, 3, 0, tzinfo=UTC)
HOST = Actor(ActorKind.HOST)
STAFF = Actor(ActorKind.ORGANISER)
OFFICE = Office(
    base_url="https://seminar.example.jp",
    mail="office@example.jp",
    contact="office@example.jp",
    name_ja="試験事務局",
    name_en="Test Office",
)


def details(*topics: Topic, **changes: Any) -> BidDetails:
    """What a chamber of commerce in Aichi asks for."""
    asked = BidDetails(
        host_kind=HostKind.CHAMBER_OF_COMMERCE,
        host_name="豊橋商工会議所",
        host_name_kana="トヨハシショウコウカイギショ",
        corporate_number="7000012050002",
        contact_name="窓口 花子",
        contact_department="経営支援課",
        contact_email="hanako@example.jp",
        contact_telephone="0532-00-0000",
        place="23",
        venue_name="商工会館 大ホール",
        venue_postal_code="440-0000",
        venue_address="豊橋市花田町1-1",
        capacity=40,
        starts_at=time(13, 30),
        ends_at=time(16, 30),
        expected_audience=30,
        audience=Audience.PUBLIC,
        remarks="駐車場あり",
        days={
            date(2026, 10, 6): Choice.FIRST,
            date(2026, 10, 7): Choice.FIRST,
            date(2026, 11, 4): Choice.SECOND,
        },
        topic_ids=[topic.id for topic in topics],
    )
    return replace(asked, **changes)


def mails_about(session: Session, bid: Bid) -> list[Message]:
    """The mails about a bid, the oldest first."""
    rows = select(Message).where(Message.about == f"bid:{bid.id}").order_by(Message.id)
    return list(session.scalars(rows))
