"""An outbox over each database, and mail servers that can be taken down and brought up."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session, sessionmaker

from seminar_service.outbox.delivery import Delivery
from seminar_service.outbox.message import Sender
from seminar_service.outbox.model import Message
from seminar_service.outbox.transport import Transport
from seminar_service.storage.base import Base
from seminar_service.storage.engine import make_engine, make_session_factory
from seminar_service.storage.transaction import transaction
from tests.clocks import Clock
from tests.outbox.server import MailServer

SENDER = Sender(
    address="office@example.jp",
    name_ja="知財戦略巡回セミナー事務局",
    name_en="Seminar Tour Office",
    replies_to="questions@example.jp",
)


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = make_engine(database_url)
    Base.metadata.create_all(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def sessions(engine: Engine) -> sessionmaker[Session]:
    return make_session_factory(engine)


@pytest.fixture
def server() -> Iterator[MailServer]:
    server = MailServer()
    server.bring_up()
    yield server
    server.take_down()


MakeDelivery = Callable[..., Delivery]


@pytest.fixture
def make_delivery(sessions: sessionmaker[Session], clock: Clock) -> MakeDelivery:
    """Deliveries that share the test's database and clock."""

    def make(transport: Transport) -> Delivery:
        return Delivery(sessions, transport, SENDER, clock)

    return make


PutOut = Callable[..., int]


@pytest.fixture
def put_out(sessions: sessionmaker[Session], clock: Clock) -> PutOut:
    """Puts a message into the outbox; a test says what matters to it."""

    def put(number: int = 1, **values: Any) -> int:
        with sessions() as session, transaction(session):
            message = make_message(number, clock(), **values)
            session.add(message)
            session.flush()
            return message.id

    return put


def make_message(number: int, now: datetime, **values: Any) -> Message:
    """A message to a host in Japanese."""
    defaults: dict[str, Any] = {
        "id": number,
        "message_id": f"<{number}@seminar-service.invalid>",
        "kind": "bid_received",
        "about": f"bid:{number}",
        "locale": "ja",
        "recipient": f"host{number}@example.jp",
        "recipient_name": "山田 花子",
        "subject": "開催希望を受け付けました",
        "body": f"第{number}号の開催希望を受け付けました。\n",
        "attempt": 0,
        "due_at": now,
        "created_at": now,
    }
    return Message(**(defaults | values))
