"""What nobody needs any more is forgotten."""

from datetime import timedelta

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.access.model import RateCount
from seminar_service.config import Settings
from seminar_service.domain.history import HistoryKind
from seminar_service.history import services as history
from seminar_service.storage.engine import make_engine, make_session_factory
from seminar_service.storage.transaction import transaction
from seminar_service.work.model import Job, JobState
from seminar_service.work.wakeups import Wakeups
from seminar_service.work.worker import Worker
from seminar_service.workers import tidying
from seminar_service.workers.periodic import PERIODIC
from seminar_service.workers.registry import HANDLERS
from tests import histories
from tests.factories import NOW

A_MOMENT = timedelta(seconds=1)


def test_counters_of_attempts_are_forgotten(
    app: Flask, session: Session, settings: Settings
) -> None:
    edge = NOW - tidying.COUNTS_KEPT
    for number, start in enumerate((edge - A_MOMENT, edge + A_MOMENT)):
        session.add(RateCount(action="login", source=str(number), window_start=start, count=1))
    session.commit()
    tidy(app, settings)
    session.expire_all()
    assert session.scalars(select(RateCount.source)).all() == ["1"]


def test_jobs_that_are_done_are_forgotten_after_a_while(
    app: Flask, session: Session, settings: Settings
) -> None:
    edge = NOW - tidying.JOBS_KEPT
    for key, ended in (("old", edge - A_MOMENT), ("new", edge + A_MOMENT)):
        session.add(
            Job(
                kind="close",
                arguments={},
                key=key,
                state=JobState.DONE,
                due_at=ended,
                created_at=ended,
                ended_at=ended,
            )
        )
    session.commit()
    tidy(app, settings)
    session.expire_all()
    left = session.scalars(select(Job.key)).all()
    assert "new" in left
    assert "old" not in left


def test_log_ins_are_forgotten_after_a_year_and_the_rest_of_the_history_is_kept(
    app: Flask, session: Session, settings: Settings
) -> None:
    edge = NOW - tidying.SIGN_INS_KEPT
    for number, at in enumerate((edge - A_MOMENT, edge + A_MOMENT)):
        for kind in (HistoryKind.LOGGED_IN, HistoryKind.LOGIN_FAILED, HistoryKind.RIGHTS_CHANGED):
            with transaction(session):
                history.record(session, kind, history.account(number), None, at)
    tidy(app, settings)
    session.expire_all()
    assert [(line.kind, line.subject_id) for line in histories.lines(session)] == [
        ("rights_changed", 0),
        ("logged_in", 1),
        ("login_failed", 1),
        ("rights_changed", 1),
    ]


def tidy(app: Flask, settings: Settings) -> None:
    """Let a worker do what is due."""
    assert app.testing
    engine = make_engine(settings.database_url)
    worker = Worker(
        make_session_factory(engine),
        Wakeups(settings.queue_url),
        HANDLERS,
        lambda: NOW,
        lease=timedelta(minutes=5),
        periodic=PERIODIC,
    )
    worker.run_due()
    engine.dispose()
