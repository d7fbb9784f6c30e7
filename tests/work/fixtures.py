"""A database with tables, without a web application, and workers over it: for all areas' jobs."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import timedelta

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session, sessionmaker

from seminar_service.config import Settings
from seminar_service.storage.base import Base
from seminar_service.storage.engine import make_engine, make_session_factory
from seminar_service.work import wakeups
from seminar_service.work.context import Handler
from seminar_service.work.periodic import Periodic
from seminar_service.work.wakeups import Wakeups
from seminar_service.work.worker import Worker
from tests.clocks import Clock

LEASE = timedelta(seconds=30)


@pytest.fixture
def calls(settings: Settings) -> Iterator[Wakeups]:
    wakeups = Wakeups(settings.queue_url)
    yield wakeups
    wakeups.close()


@pytest.fixture
def engine(database_url: str, calls: Wakeups) -> Iterator[Engine]:
    engine = make_engine(database_url)
    Base.metadata.create_all(engine)
    wakeups.attach(engine, calls)
    yield engine
    wakeups.detach(engine)
    engine.dispose()


@pytest.fixture
def sessions(engine: Engine) -> sessionmaker[Session]:
    return make_session_factory(engine)


MakeWorker = Callable[..., Worker]


@pytest.fixture
def make_worker(sessions: sessionmaker[Session], calls: Wakeups, clock: Clock) -> MakeWorker:
    """Workers that share the test's database, queue and clock."""

    def make(handlers: Mapping[str, Handler], periodic: Sequence[Periodic] = ()) -> Worker:
        return Worker(sessions, calls, handlers, clock, lease=LEASE, periodic=periodic)

    return make
