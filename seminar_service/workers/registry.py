"""Which function does which kind of job. Imported by workers alone."""

from collections.abc import Mapping
from functools import partial
from types import MappingProxyType
from typing import Final

from seminar_service.bulletins import jobs as telling
from seminar_service.outbox.office import Office
from seminar_service.planning import jobs as planning
from seminar_service.planning.services import PLAN_TOUR
from seminar_service.registrations import jobs as lapsing
from seminar_service.seminars import jobs as closing
from seminar_service.work.context import Handler
from seminar_service.workers import tidying

HANDLERS: Final[Mapping[str, Handler]] = MappingProxyType(
    {
        PLAN_TOUR: planning.plan_tour,
        closing.KIND: closing.close_past,
        tidying.KIND: tidying.tidy,
    }
)


def handlers_of(office: Office) -> Mapping[str, Handler]:
    """All kinds of jobs, also those that write mails and so need to know the office."""
    return {
        **HANDLERS,
        lapsing.KIND: partial(lapsing.lapse_overdue, office=office),
        telling.KIND: partial(telling.send_due, office=office),
    }
