"""Seminars follow the calendar without anybody doing anything."""

from datetime import UTC, date, datetime, timedelta

from flask import Flask
from sqlalchemy.orm import Session

from seminar_service.config import Settings
from seminar_service.seminars.states import SeminarState
from seminar_service.storage.engine import make_engine, make_session_factory
from seminar_service.work.wakeups import Wakeups
from seminar_service.work.worker import Worker
from seminar_service.workers.periodic import PERIODIC
from seminar_service.workers.registry import HANDLERS
from tests.factories import make_bid, make_seminar, make_tour


def test_a_worker_notes_as_held_what_is_over(
    app: Flask, session: Session, settings: Settings
) -> None:
    assert app.testing
    seminar = make_seminar(session, make_bid(session, make_tour(session)), day=date(2026, 10, 6))
    engine = make_engine(settings.database_url)
    worker = Worker(
        make_session_factory(engine),
        Wakeups(settings.queue_url),
        HANDLERS,
        lambda: datetime(2026, 10, 7, tzinfo=UTC),
        lease=timedelta(minutes=5),
        periodic=PERIODIC,
    )
    worker.run_due()
    engine.dispose()
    session.expire_all()
    assert seminar.state is SeminarState.HELD
