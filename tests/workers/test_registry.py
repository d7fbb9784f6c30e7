"""Which function does which kind of job."""

from functools import partial

from seminar_service.alerts import jobs as alerting
from seminar_service.availability import jobs as fetching
from seminar_service.bulletins import jobs as telling
from seminar_service.counters import jobs as counting
from seminar_service.notices import jobs as noticing
from seminar_service.planning.services import PLAN_TOUR
from seminar_service.registrations import jobs as lapsing
from seminar_service.releases import jobs as releasing
from seminar_service.reminders import jobs as reminding
from seminar_service.rounds import jobs as asking
from seminar_service.tallies import jobs as tallying
from seminar_service.workers.registry import HANDLERS, handlers_of
from tests.factories import OFFICE


def test_those_who_write_mails_know_the_office_and_the_others_are_the_same_everywhere() -> None:
    handlers = handlers_of(OFFICE)

    assert set(handlers) - set(HANDLERS) == {
        alerting.KIND,
        fetching.FETCH,
        counting.KIND,
        lapsing.KIND,
        reminding.KIND,
        releasing.KIND,
        asking.KIND,
        tallying.KIND,
        noticing.KIND,
        telling.KIND,
    }
    assert all(handlers[kind] is HANDLERS[kind] for kind in HANDLERS)
    for kind in (lapsing.KIND, telling.KIND):
        handler = handlers[kind]
        assert isinstance(handler, partial)
        assert handler.keywords == {"office": OFFICE}


def test_tours_are_planned_by_workers() -> None:
    assert PLAN_TOUR in HANDLERS
