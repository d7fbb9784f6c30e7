"""A worker, put together from the settings."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from seminar_service.access.model import RateCount
from seminar_service.config import ConfigurationError, Settings
from seminar_service.outbox.model import Message, MessageState
from seminar_service.storage.engine import make_engine, make_session_factory
from seminar_service.work.model import Job, JobState
from seminar_service.workers import tidying
from seminar_service.workers.assembly import start_worker
from tests.browser.waiting import wait_for
from tests.outbox.conftest import make_message

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


def test_a_worker_does_jobs_and_sends_mail_until_it_is_stopped(settings: Settings) -> None:
    now = datetime.now(UTC)
    engine = make_engine(settings.database_url)
    sessions = make_session_factory(engine)
    with sessions() as session:
        session.add(Job(kind=tidying.KIND, arguments={}, due_at=now, created_at=now))
        session.add(
            RateCount(
                action="old", source="x", window_start=datetime(2020, 1, 1, tzinfo=UTC), count=1
            )
        )
        session.add(make_message(1, now))
        session.commit()

    def all_done() -> bool:
        with sessions() as session:
            jobs = session.scalars(select(Job.state).where(Job.kind == tidying.KIND)).all()
            mails = session.scalars(select(Message.state)).all()
        return set(jobs) == {JobState.DONE} and set(mails) == {MessageState.SENT}

    running = start_worker(settings)
    try:
        wait_for(all_done, "the job done and the mail sent")
    finally:
        assert running.stop(20)

    with sessions() as session:
        assert session.scalars(select(RateCount)).all() == []
    engine.dispose()
    assert list(settings.mail_folder.iterdir())


def test_a_mail_server_whose_address_makes_no_sense_starts_no_worker(settings: Settings) -> None:
    with pytest.raises(ConfigurationError):
        start_worker(replace(settings, mail_url="smtp://"))
