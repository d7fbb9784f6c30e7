"""The sample tours."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session, sessionmaker

from seminar_service import samples
from seminar_service.bids.model import Bid
from seminar_service.config import Settings
from seminar_service.outbox.model import Message
from seminar_service.outbox.office import Office
from seminar_service.planning.model import Plan, PlanOrigin
from seminar_service.planning.states import PlanState
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationState
from seminar_service.samples.planning import Planner
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from seminar_service.storage.engine import make_engine, make_session_factory
from seminar_service.tours.model import Tour
from seminar_service.tours.values import TourStage
from seminar_service.work.wakeups import Wakeups
from seminar_service.work.worker import Worker
from seminar_service.workers.registry import HANDLERS

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
TODAY = date(2026, 11, 22)
ACTUAL_COST = 729_820


@pytest.fixture
def database_url(request: pytest.FixtureRequest) -> str:
    """PostgreSQL is tested elsewhere; loading the samples takes a while."""
    url: str = request.getfixturevalue("sqlite_url")
    return url


@pytest.fixture
def sessions(settings: Settings) -> Iterator[sessionmaker[Session]]:
    engine = make_engine(settings.database_url)
    yield make_session_factory(engine)
    engine.dispose()


@pytest.fixture
def prepare(app: Flask, settings: Settings, sessions: sessionmaker[Session]) -> None:
    """Both sample tours, loaded by a worker that is driven by hand."""
    assert app.testing
    worker = Worker(
        sessions,
        Wakeups(settings.queue_url),
        HANDLERS,
        lambda: datetime.now(UTC),
        lease=timedelta(minutes=5),
    )

    def work(_seconds: float) -> None:
        worker.run_due()

    planner = Planner(time_limit_seconds=5, sleep=work)
    for _ in range(2):  # a second time changes nothing
        samples.prepare(
            sessions,
            planner,
            office=Office.of(settings),
            today=TODAY,
            clock=lambda: NOW,
            tell=lambda _: None,
        )


@pytest.mark.slow
@pytest.mark.usefixtures("prepare")
def test_the_samples_are_an_archive_with_two_plans_and_a_tour_open_for_registration(
    session: Session,
) -> None:
    archive, present = session.scalars(select(Tour).order_by(Tour.fiscal_year))
    assert (archive.fiscal_year, archive.stage) == (2015, TourStage.ARCHIVED)
    assert (present.fiscal_year, present.stage) == (2027, TourStage.OPEN)
    record, planned = session.scalars(
        select(Plan).where(Plan.tour_id == archive.id).order_by(Plan.number)
    )
    assert (record.origin, record.state) == (PlanOrigin.RECORD, PlanState.RELEASED)
    assert record.objective_yen == ACTUAL_COST
    assert planned.origin is PlanOrigin.PLANNER
    assert planned.objective_yen
    assert planned.objective_yen < ACTUAL_COST
    held = session.scalars(select(Seminar).where(Seminar.tour_id == archive.id)).all()
    assert {seminar.state for seminar in held} == {SeminarState.HELD}
    assert len(held) == 31
    assert len({seminar.place for seminar in held}) == 21
    ahead = session.scalars(select(Seminar).where(Seminar.tour_id == present.id)).all()
    assert {seminar.state for seminar in ahead} == {SeminarState.ANNOUNCED}
    assert {seminar.place for seminar in ahead} <= {seminar.place for seminar in held}
    states = Counter(session.scalars(select(Registration.state)))
    assert states[RegistrationState.CONFIRMED] == sum(seminar.taken for seminar in ahead)
    assert states[RegistrationState.WAITING] > 0
    assert session.scalar(select(func.count()).select_from(Bid)) == 31 + 31 + 3
    doubled = select(Message.about, Message.kind).group_by(Message.about, Message.kind)
    assert session.execute(doubled.having(func.count() > 1)).all() == []
