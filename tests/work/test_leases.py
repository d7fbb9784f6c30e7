"""One lease for every table whose rows workers take: jobs and messages alike."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session, sessionmaker

from seminar_service.outbox import sending
from seminar_service.outbox.model import Message
from seminar_service.storage.transaction import transaction
from seminar_service.work import rows
from seminar_service.work.leased import Leased
from seminar_service.work.leases import Leases
from seminar_service.work.model import Job
from tests.clocks import Clock
from tests.outbox.conftest import make_message
from tests.work.fixtures import LEASE


@dataclass(frozen=True)
class Token:
    """What a holder shows."""

    id: int
    attempt: int


@dataclass(frozen=True)
class Kind:
    """A table of leased rows, and how a test puts one into it."""

    leases: Leases[Any]
    table: type[Leased]
    most_attempts: int


KINDS = {
    "job": Kind(rows.LEASES, Job, rows.MOST_ATTEMPTS),
    "message": Kind(sending.LEASES, Message, sending.MOST_ATTEMPTS),
}


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> Kind:
    return KINDS[request.param]


def put_down(kind: Kind, sessions: sessionmaker[Session], due_at: datetime, **values: Any) -> None:
    row: Job | Message
    if kind.table is Job:
        row = Job(id=1, kind="count", arguments={}, due_at=due_at, created_at=due_at, **values)
    else:
        row = make_message(1, due_at, **values)
    with sessions() as session, transaction(session):
        session.add(row)


def take(kind: Kind, sessions: sessionmaker[Session], clock: Clock) -> Token | None:
    with sessions() as session, transaction(session):
        token: Token | None = kind.leases.take(
            session,
            1,
            worker="one",
            now=clock(),
            lease=LEASE,
            read=lambda row: Token(row.id, row.attempt),
        )
        return token


def row(kind: Kind, sessions: sessionmaker[Session]) -> Any:
    with sessions() as session:
        return session.get_one(kind.table, 1)


def test_one_worker_alone_takes_a_row(
    kind: Kind, sessions: sessionmaker[Session], clock: Clock
) -> None:
    put_down(kind, sessions, clock())

    assert [take(kind, sessions, clock) for _ in range(2)] == [Token(1, 1), None]
    held = row(kind, sessions)
    assert (held.state, held.leased_by) == (kind.table.HELD, "one")
    assert held.leased_until == clock() + LEASE


def test_a_row_whose_time_has_not_come_is_left_alone(
    kind: Kind, sessions: sessionmaker[Session], clock: Clock
) -> None:
    put_down(kind, sessions, clock() + timedelta(minutes=1))

    assert take(kind, sessions, clock) is None
    with sessions() as session:
        assert kind.leases.due(session, now=clock(), limit=5) == []
        assert kind.leases.due(session, now=clock() + timedelta(minutes=1), limit=5) == [1]


def test_a_lease_that_is_renewed_keeps_others_away(
    kind: Kind, sessions: sessionmaker[Session], clock: Clock
) -> None:
    put_down(kind, sessions, clock())
    held = take(kind, sessions, clock)
    assert held is not None
    with sessions() as session, transaction(session):
        assert kind.leases.renew(session, held, until=clock() + 2 * LEASE)
    clock.pass_by(seconds=LEASE.total_seconds() + 1)

    assert take(kind, sessions, clock) is None


def test_who_has_lost_a_lease_changes_nothing(
    kind: Kind, sessions: sessionmaker[Session], clock: Clock
) -> None:
    put_down(kind, sessions, clock())
    late = take(kind, sessions, clock)
    clock.pass_by(seconds=LEASE.total_seconds() + 1)
    assert take(kind, sessions, clock) == Token(1, 2)
    assert late is not None

    with sessions() as session, transaction(session):
        assert not kind.leases.renew(session, late, until=clock() + LEASE)
        assert not kind.leases.end(session, late, state=kind.table.GIVEN_UP)
        assert not kind.leases.give_back(session, late, due_at=clock())
        assert not kind.leases.give_up(session, late, "too late", now=clock())
    assert row(kind, sessions).state is kind.table.HELD


def test_a_row_that_is_given_back_may_be_taken_when_it_is_due(
    kind: Kind, sessions: sessionmaker[Session], clock: Clock
) -> None:
    put_down(kind, sessions, clock())
    held = take(kind, sessions, clock)
    assert held is not None
    with sessions() as session, transaction(session):
        assert kind.leases.give_back(session, held, due_at=clock() + timedelta(minutes=1))

    assert take(kind, sessions, clock) is None
    clock.pass_by(minutes=1)
    assert take(kind, sessions, clock) == Token(1, 2)


def test_a_row_that_ends_every_worker_is_given_up(
    kind: Kind, sessions: sessionmaker[Session], clock: Clock
) -> None:
    put_down(kind, sessions, clock(), attempt=kind.most_attempts)

    assert take(kind, sessions, clock) is None
    given_up = row(kind, sessions)
    assert (given_up.state, given_up.leased_by) == (kind.table.GIVEN_UP, None)
    assert take(kind, sessions, clock) is None
