"""What workers do again and again, whoever asks."""

from datetime import timedelta
from typing import Final

from seminar_service.alerts import jobs as alerting
from seminar_service.availability import jobs as fetching
from seminar_service.bulletins import jobs as telling
from seminar_service.counters import jobs as counting
from seminar_service.notices import jobs as noticing
from seminar_service.outbox.returned import jobs as returning
from seminar_service.registrations import jobs as lapsing
from seminar_service.releases import jobs as releasing
from seminar_service.reminders import jobs as reminding
from seminar_service.rounds import jobs as asking
from seminar_service.seminars import jobs as closing
from seminar_service.tallies import jobs as tallying
from seminar_service.work.periodic import Periodic
from seminar_service.workers import tidying

PERIODIC: Final = (
    Periodic(closing.KIND, timedelta(minutes=15)),
    Periodic(lapsing.KIND, timedelta(minutes=1), lapsing.is_due),
    Periodic(telling.KIND, timedelta(minutes=1), telling.is_due),
    Periodic(alerting.KIND, timedelta(minutes=1), alerting.is_due),
    Periodic(releasing.KIND, timedelta(minutes=1), releasing.is_due),
    Periodic(reminding.KIND, timedelta(minutes=1), reminding.is_due),
    Periodic(asking.KIND, timedelta(minutes=1), asking.is_due),
    Periodic(tallying.KIND, timedelta(minutes=1), tallying.is_due),
    Periodic(counting.KIND, timedelta(hours=1), counting.is_due),
    Periodic(noticing.KIND, timedelta(minutes=1), noticing.is_due),
    Periodic(tidying.KIND, timedelta(days=1)),
)

CALENDARS: Final = Periodic(fetching.KIND, timedelta(minutes=1), fetching.is_due)
"""What is done as well where calendars of advisers may be fetched."""

RETURNED_MAIL: Final = Periodic(returning.KIND, returning.EVERY)
"""What is done as well where a mailbox for returned mail is named."""
