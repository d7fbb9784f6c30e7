"""Web and worker processes that are killed again and again while people register and withdraw."""

import random
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select, update
from sqlalchemy.orm import Session

from seminar_service.domain.fiscal_years import FiscalYear
from seminar_service.domain.history import HistoryKind
from seminar_service.history.model import HistoryLine
from seminar_service.outbox.model import Message, MessageState
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import HOLDING_REGISTRATIONS, RegistrationState
from seminar_service.seminars.model import Seminar
from tests.browser.waiting import wait_for
from tests.factories import make_bid, make_seminar, make_tour
from tests.outbox.server import MailServer
from tests.processes.conftest import make_environ
from tests.processes.fleet import Fleet
from tests.processes.participants import Doors, Participant, mailbox
from tests.processes.running import free_port, run_command, wait_until_served

pytestmark = pytest.mark.slow
PEOPLE = 60
PLACES = 25
AT_ONCE = 6
FEWEST_KILLS = 3


@pytest.fixture
def mails() -> Iterator[MailServer]:
    server = MailServer()
    server.bring_up()
    yield server
    server.take_down()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def environ(request: pytest.FixtureRequest, mails: MailServer, tmp_path: Path) -> dict[str, str]:
    """An installation on either database, with a real mail server and nothing in it."""
    instance = tmp_path / "instance"
    database, queue = f"sqlite:///{instance}/seminar.db", f"sqlite:///{instance}/queue.db"
    if request.param == "postgresql":
        database = request.getfixturevalue("postgresql_url")
        queue = database.replace("+psycopg", "")
    return make_environ(
        instance,
        database_url=database,
        queue_url=queue,
        mail_url=mails.url,
        mail_domain_check="no",
        proxies="1",
    )


def processes_of(environ: dict[str, str], ports: tuple[int, int]) -> list[tuple[str, ...]]:
    """Two web and two worker processes that share PostgreSQL; one for both alone on SQLite."""
    if environ["SEMINAR_DATABASE_URL"].startswith("sqlite"):
        return [("serve", "--port", str(ports[0]))]
    web = [("serve", "--port", str(port), "--processes", "1") for port in ports]
    return [*web, ("worker",), ("worker",)]


def open_seminar(engine: Engine) -> str:
    year = FiscalYear.of(datetime.now(UTC).date()).next.start_year
    with Session(engine) as session:
        bid = make_bid(session, make_tour(session, year))
        seminar = make_seminar(session, bid, day=date(year, 6, 3), capacity=PLACES)
        session.commit()
        return seminar.public_id


def take_part(person: Participant, public_id: str) -> None:
    """Register, and do what one's mails ask for as far as they are there; some withdraw."""
    person.register(public_id)
    if person.number % 2:
        person.press_the_button()
    if person.number % 3 == 0:
        person.withdraw()


def let_leases_end(engine: Engine) -> None:
    """What a killed worker held is another's after some minutes; let them pass."""
    ended = datetime.now(UTC) - timedelta(seconds=1)
    with Session(engine) as session:
        held = update(Message).where(Message.state == MessageState.SENDING)
        session.execute(held.values(leased_until=ended))
        soon = update(Message).where(Message.state == MessageState.PENDING)
        session.execute(soon.values(due_at=ended))
        session.commit()


def all_sent(engine: Engine) -> bool:
    with Session(engine) as session:
        return set(session.scalars(select(Message.state))) == {MessageState.SENT}


def test_all_counts_hold_whatever_was_killed(
    environ: dict[str, str],
    connect: Callable[[dict[str, str]], Engine],
    mails: MailServer,
    tmp_path: Path,
) -> None:
    run_command(environ, "init")
    engine = connect(environ)
    public_id = open_seminar(engine)
    ports = (free_port(), free_port())
    commands = processes_of(environ, ports)
    doors = Doors([port for port in ports if any(str(port) in each for each in commands)])
    fleet = Fleet(environ, commands, tmp_path / "service.log")
    people = [Participant(number, doors, mails) for number in range(PEOPLE)]
    with fleet.running():
        for port in doors.ports:
            wait_until_served(port)
        with (
            fleet.killed_now_and_then(random.Random(20260401)),  # noqa: S311 (nothing secret)
            ThreadPoolExecutor(AT_ONCE) as threads,
        ):
            list(threads.map(lambda person: take_part(person, public_id), people))
        let_leases_end(engine)
        wait_for(lambda: all_sent(engine), "all mails to be sent")

    assert fleet.kills >= FEWEST_KILLS
    assert_counts_hold(engine)
    assert_mails_have_arrived(engine, mails, at_most_again=fleet.kills)


def assert_counts_hold(engine: Engine) -> None:
    """Nobody is lost, nobody is there twice, and the seminar's counters are what its rows say."""
    with Session(engine) as session:
        seminar = session.scalars(select(Seminar)).one()
        rows = session.scalars(select(Registration).order_by(Registration.queue_number)).all()
        told = select(func.count()).where(HistoryLine.kind == HistoryKind.REGISTERED)
        assert session.scalar(told) == PEOPLE
    assert Counter(row.email for row in rows) == dict.fromkeys(map(mailbox, range(PEOPLE)), 1)
    assert [row.queue_number for row in rows] == list(range(1, PEOPLE + 1))
    states = Counter(row.state for row in rows)
    assert seminar.taken == sum(states[state] for state in HOLDING_REGISTRATIONS)
    assert seminar.waiting == states[RegistrationState.WAITING]
    assert seminar.taken == PLACES or not any(may_move_up(row) for row in rows)


def may_move_up(row: Registration) -> bool:
    """Whether somebody waits, and has pressed the button where that was needed."""
    return row.state is RegistrationState.WAITING and row.held_until is None


def assert_mails_have_arrived(engine: Engine, mails: MailServer, *, at_most_again: int) -> None:
    """Each at least once; again only by a worker killed before it could note it, under one name."""
    with Session(engine) as session:
        written = set(session.scalars(select(Message.message_id)))
    arrived = Counter(str(mail["Message-ID"]) for mail in mails.mails)
    assert set(arrived) == written
    assert arrived.total() - len(written) <= at_most_again
