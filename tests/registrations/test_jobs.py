"""Places that nobody confirms go to the next by themselves."""

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from seminar_service.outbox.model import Message
from seminar_service.registrations import jobs as lapsing
from seminar_service.registrations.states import RegistrationState
from seminar_service.work.model import Job
from seminar_service.work.worker import Worker
from seminar_service.workers.periodic import PERIODIC
from seminar_service.workers.registry import handlers_of
from tests.clocks import Clock
from tests.factories import NOW, make_bid, make_registration, make_seminar, make_tour
from tests.registrations.proof_support import OFFICE


def lapsing_jobs(session: Session) -> int:
    return len(session.scalars(select(Job.id).where(Job.kind == lapsing.KIND)).all())


def test_a_worker_lets_held_places_lapse_and_has_no_job_for_it_before(
    sessions: sessionmaker[Session], clock: Clock, make_worker: Callable[..., Worker]
) -> None:
    with sessions(expire_on_commit=False) as session:
        seminar = make_seminar(session, make_bid(session, make_tour(session), capacity=1))
        held = make_registration(
            session,
            seminar,
            state=RegistrationState.PROVISIONAL,
            held_until=NOW + timedelta(hours=1),
        )
        waits = make_registration(session, seminar, state=RegistrationState.WAITING)
        worker = make_worker(handlers_of(OFFICE), periodic=PERIODIC)
        clock.now = NOW + timedelta(minutes=59)
        worker.run_due()
        assert lapsing_jobs(session) == 0

        clock.now = NOW + timedelta(hours=1)
        worker.run_due()
        worker.run_due()  # the same minute once more
        session.rollback()
        assert lapsing_jobs(session) == 1
        assert held.state is RegistrationState.LAPSED
        assert waits.state is RegistrationState.CONFIRMED
        assert (seminar.taken, seminar.waiting) == (1, 0)
        assert session.scalars(select(Message.kind)).all() == ["registration_moved_up"]
