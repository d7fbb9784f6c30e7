"""A worker, put together from the settings."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine

from seminar_service import tables
from seminar_service.access.sealing import Seal
from seminar_service.availability.subscriptions import PURPOSE
from seminar_service.config import Settings
from seminar_service.domain.bounce_accounts import BounceAccount
from seminar_service.outbox.delivery import Delivery
from seminar_service.outbox.message import Sender
from seminar_service.outbox.office import Office
from seminar_service.outbox.transport import open_transport
from seminar_service.storage.engine import make_engine, make_session_factory
from seminar_service.work import wakeups
from seminar_service.work.periodic import Periodic
from seminar_service.work.wakeups import Wakeups
from seminar_service.work.worker import Worker
from seminar_service.workers.periodic import CALENDARS, PERIODIC, RETURNED_MAIL
from seminar_service.workers.registry import handlers_of


@dataclass(frozen=True)
class RunningWorker:
    """A worker with the connections that are its own."""

    worker: Worker
    engine: Engine

    def stop(self, timeout_seconds: float) -> bool:
        """Bring all work to an end and close the connections; False when some went on."""
        ended = self.worker.stop(timeout_seconds)
        wakeups.detach(self.engine)
        self.engine.dispose()
        return ended


def start_worker(settings: Settings) -> RunningWorker:
    """Start a worker that does all kinds of jobs and delivers the outbox.

    Raises:
        ConfigurationError: the mail server's address makes no sense.
    """
    tables.tie_together()
    transport = open_transport(settings.mail_url, settings.mail_folder)
    engine = make_engine(settings.database_url)
    sessions = make_session_factory(engine)
    calls = Wakeups(settings.queue_url)
    wakeups.attach(engine, calls)
    bounces = BounceAccount.of(settings.bounces_url) if settings.bounces_url else None
    calendars = Seal.of(settings, PURPOSE) if settings.calendar_fetching else None
    delivery = Delivery(sessions, transport, Sender.of(settings), _now)
    worker = Worker(
        sessions,
        calls,
        handlers_of(Office.of(settings), bounces, calendars),
        _now,
        lease=timedelta(seconds=settings.job_lease_seconds),
        periodic=_periodic(settings),
        companions=(delivery.run,),
    )
    worker.start()
    return RunningWorker(worker, engine)


def _periodic(settings: Settings) -> tuple[Periodic, ...]:
    """What comes back, as far as the operator wants it."""
    returned = (RETURNED_MAIL,) if settings.bounces_url else ()
    calendars = (CALENDARS,) if settings.calendar_fetching else ()
    return (*PERIODIC, *returned, *calendars)


def _now() -> datetime:
    return datetime.now(UTC)
