"""A message to 300 participants, whose worker is killed in the middle."""

import signal
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select, update
from sqlalchemy.orm import Session

from seminar_service.domain.actors import SYSTEM
from seminar_service.notices import services as notices
from seminar_service.notices.model import NoticeRecipient
from seminar_service.outbox.model import Message, MessageState
from seminar_service.tours.model import Tour
from tests.browser.waiting import wait_for
from tests.factories import make_bid, make_registration, make_seminar
from tests.notices.support import write
from tests.outbox.server import MailServer
from tests.processes.running import process

PEOPLE = 300


def fill(engine: Engine) -> set[str]:
    """A notice to many people that is due at once; their addresses."""
    with Session(engine, expire_on_commit=False) as session:
        tour = session.scalars(select(Tour)).one()
        seminar = make_seminar(session, make_bid(session, tour), capacity=PEOPLE)
        people = {make_registration(session, seminar).email for _ in range(PEOPLE)}
        row, now = write(session, tour), datetime.now(UTC)
        notices.schedule(session, row.id, now, version=None, actor=SYSTEM, now=now)
        return people


def counted(engine: Engine, what: object) -> int:
    """How many of the people have a mail, or how many mails are in a state."""
    with Session(engine) as session:
        rows = select(func.count())
        if isinstance(what, MessageState):
            found = rows.select_from(Message).where(Message.state == what)
        else:
            written = NoticeRecipient.message_id.is_not(None)
            found = rows.select_from(NoticeRecipient).where(written)
        return session.scalar(found) or 0


def let_leases_run_out(engine: Engine) -> None:
    """Let time pass for what the dead worker had just in its hands."""
    before = datetime.now(UTC) - timedelta(minutes=1)
    with Session(engine) as session:
        held = update(Message).where(Message.state == MessageState.SENDING)
        session.execute(held.values(leased_until=before))
        session.commit()


@pytest.mark.postgresql
@pytest.mark.slow
def test_everybody_gets_it_and_nobody_gets_two_whenever_the_worker_dies(
    shared_environ: dict[str, str], connect: Callable[[dict[str, str]], Engine], tmp_path: Path
) -> None:
    engine, server = connect(shared_environ), MailServer()
    people = fill(engine)
    server.bring_up()
    environ = shared_environ | {"SEMINAR_MAIL_URL": server.url}
    with ExitStack() as running:
        running.callback(server.take_down)
        started = running.enter_context(process(environ, tmp_path / "first.log", "worker"))
        wait_for(lambda: counted(engine, "written"), "the first mails to be written")
        wait_for(lambda: server.envelopes, "the first mail to arrive")
        started.send_signal(signal.SIGKILL)
        assert started.wait() == -signal.SIGKILL
        assert len(server.envelopes) < PEOPLE
        let_leases_run_out(engine)
        running.enter_context(process(environ, tmp_path / "second.log", "worker"))
        wait_for(lambda: counted(engine, MessageState.SENT) == PEOPLE, "everybody to be written to")

    identifiers: dict[str, set[str]] = {}
    for envelope in server.envelopes:
        content = envelope.content
        assert isinstance(content, bytes)
        (recipient,) = envelope.rcpt_tos
        identifiers.setdefault(recipient, set()).add(message_from_bytes(content)["Message-ID"])
    assert set(identifiers) == people
    assert Counter(len(each) for each in identifiers.values()) == {1: PEOPLE}
    assert counted(engine, "written") == PEOPLE
