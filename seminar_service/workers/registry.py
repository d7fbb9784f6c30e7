"""Which function does which kind of job. Imported by workers alone."""

from collections.abc import Mapping
from functools import partial
from types import MappingProxyType
from typing import Final

from seminar_service.access.sealing import Seal
from seminar_service.alerts import jobs as alerting
from seminar_service.availability import jobs as fetching
from seminar_service.bulletins import jobs as telling
from seminar_service.counters import jobs as counting
from seminar_service.domain.bounce_accounts import BounceAccount
from seminar_service.notices import jobs as noticing
from seminar_service.outbox.office import Office
from seminar_service.outbox.returned import jobs as returning
from seminar_service.planning import jobs as planning
from seminar_service.planning.services import PLAN_TOUR
from seminar_service.registrations import jobs as lapsing
from seminar_service.releases import jobs as releasing
from seminar_service.reminders import jobs as reminding
from seminar_service.rounds import jobs as asking
from seminar_service.seminars import jobs as closing
from seminar_service.tallies import jobs as tallying
from seminar_service.work.context import Handler
from seminar_service.workers import tidying

HANDLERS: Final[Mapping[str, Handler]] = MappingProxyType(
    {
        PLAN_TOUR: planning.plan_tour,
        closing.KIND: closing.close_past,
        fetching.KIND: fetching.put_down,
        tidying.KIND: tidying.tidy,
    }
)


def handlers_of(
    office: Office, bounces: BounceAccount | None = None, calendars: Seal | None = None
) -> Mapping[str, Handler]:
    """All kinds of jobs, also those that write mails and so need to know the office.

    `bounces` is the mailbox in which returned mail is read, where there is one; `calendars` opens
    the addresses of advisers' calendars, where these are fetched.
    """
    returned = (
        {returning.KIND: partial(returning.read_returned, account=bounces)} if bounces else {}
    )
    return {
        **HANDLERS,
        **returned,
        fetching.FETCH: partial(fetching.fetch_one, office=office, seal=calendars),
        lapsing.KIND: partial(lapsing.lapse_overdue, office=office),
        alerting.KIND: partial(alerting.tell_due, office=office),
        releasing.KIND: partial(releasing.release_due, office=office),
        reminding.KIND: partial(reminding.send_due, office=office),
        asking.KIND: partial(asking.send_due, office=office),
        tallying.KIND: partial(tallying.send_due, office=office),
        counting.KIND: partial(counting.send_due, office=office),
        noticing.KIND: partial(noticing.send_due, office=office),
        telling.KIND: partial(telling.send_due, office=office),
    }
