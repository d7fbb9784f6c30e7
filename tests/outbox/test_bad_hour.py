"""An hour with a mail server that is down, refuses, hangs, and takes mails without saying so."""

import random
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from seminar_service.outbox import transport
from seminar_service.outbox.delivery import Delivery
from seminar_service.outbox.model import Message, MessageState
from seminar_service.outbox.transport import ServerUnreachableError, SmtpTransport
from tests.clocks import Clock
from tests.outbox.conftest import MakeDelivery, PutOut
from tests.outbox.server import MailServer, Mood

NEVER = threading.Event()
MINUTES = 60
QUIET_HOURS = 36  # more than the longest pauses of a mail that was tried all the hour
MAILS_PER_MINUTE = 2
MAILS = MINUTES * MAILS_PER_MINUTE
PHASE_MINUTES = 10
IN_ORDER = (None, Mood.REFUSES, Mood.HANGS, Mood.BREAKS_BEFORE, Mood.BREAKS_AFTER)


@pytest.fixture(autouse=True)
def little_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that hangs is left after a moment."""
    monkeypatch.setattr(transport, "TIMEOUT_SECONDS", 0.2)


def moods_in_turn() -> Iterator[Mood | None]:
    """One trouble after the other for ten minutes each, then any of them; None is a server down."""
    chance = random.Random(20260401)  # noqa: S311 (nothing secret)
    for minute in range(MINUTES):
        phase = minute // PHASE_MINUTES
        yield IN_ORDER[phase] if phase < len(IN_ORDER) else chance.choice(IN_ORDER)


def set_mood(server: MailServer, mood: Mood | None) -> None:
    if mood is None:
        server.take_down()
        return
    server.mood = mood
    if not server.is_up:
        server.bring_up()


def try_to_deliver(delivery: Delivery) -> None:
    """What the worker does in a minute, at least: it looks, and looks again."""
    for _ in range(3):
        with suppress(ServerUnreachableError):
            delivery.deliver_due(NEVER)


def deliver_until(delivery: Delivery, clock: Clock, is_over: Callable[[], bool]) -> None:
    for _ in range(QUIET_HOURS * 12):
        try_to_deliver(delivery)
        if is_over():
            return
        clock.pass_by(minutes=5)


def states(sessions: sessionmaker[Session]) -> Counter[MessageState]:
    with sessions() as session:
        return Counter(session.scalars(select(Message.state)))


@pytest.mark.slow
def test_after_a_bad_hour_every_mail_has_arrived_and_no_two_differ_but_by_their_message_id(
    make_delivery: MakeDelivery,
    put_out: PutOut,
    server: MailServer,
    sessions: sessionmaker[Session],
    clock: Clock,
) -> None:
    delivery = make_delivery(SmtpTransport(server.url))
    numbers = iter(range(1, MAILS + 1))
    for mood in moods_in_turn():
        set_mood(server, mood)
        for _ in range(MAILS_PER_MINUTE):
            put_out(next(numbers))
        try_to_deliver(delivery)
        clock.pass_by(minutes=1)
    set_mood(server, Mood.WELL)

    deliver_until(delivery, clock, lambda: states(sessions) == {MessageState.SENT: MAILS})

    assert states(sessions) == {MessageState.SENT: MAILS}
    taken = Counter(str(mail["Message-ID"]) for mail in server.mails)
    assert set(taken) == {f"<{number}@seminar-service.invalid>" for number in range(1, MAILS + 1)}
    assert taken == Counter(dict.fromkeys(taken, 1)) + Counter(server.taken_in_silence)
    assert server.taken_in_silence, "the trouble that no outbox can rule out has been met"


def test_a_server_that_hangs_holds_up_a_worker_for_a_moment_only(
    make_delivery: MakeDelivery, put_out: PutOut, server: MailServer, clock: Clock
) -> None:
    server.mood = Mood.HANGS
    put_out(1)
    delivery = make_delivery(SmtpTransport(server.url))

    with pytest.raises(ServerUnreachableError, match=r"(?i)timed out"):
        delivery.deliver_due(NEVER)

    server.mood = Mood.WELL
    clock.now += timedelta(minutes=1)
    assert delivery.deliver_due(NEVER) == 1
