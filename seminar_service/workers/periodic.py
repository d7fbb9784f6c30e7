"""What workers do again and again, whoever asks."""

from datetime import timedelta
from typing import Final

from seminar_service.bulletins import jobs as telling
from seminar_service.registrations import jobs as lapsing
from seminar_service.seminars import jobs as closing
from seminar_service.work.periodic import Periodic
from seminar_service.workers import tidying

PERIODIC: Final = (
    Periodic(closing.KIND, timedelta(minutes=15)),
    Periodic(lapsing.KIND, timedelta(minutes=1), lapsing.is_due),
    Periodic(telling.KIND, timedelta(minutes=1), telling.is_due),
    Periodic(tidying.KIND, timedelta(days=1)),
)
