"""Every few minutes: closes seminars that have begun and notes as held those of earlier days."""

from seminar_service.domain.actors import SYSTEM
from seminar_service.domain.japan_time import day_of
from seminar_service.seminars import services as seminars
from seminar_service.storage.transaction import transaction
from seminar_service.work.context import JobContext

KIND = "close_past"


def close_past(context: JobContext) -> None:
    """Let the seminars follow the calendar. Done twice, it changes nothing more."""
    now = context.now()
    with context.session_factory() as session:
        seminars.close_past(session, today=day_of(now), actor=SYSTEM, now=now)
        with transaction(session):
            context.finish(session)
