"""The staff's lists of registrations, a page at a time."""

from sqlalchemy.orm import Session

from seminar_service.overview.registration_filters import RegistrationFilter
from seminar_service.overview.registration_lists import (
    PAGE_SIZE,
    registration_list,
    seminars_to_choose,
)
from seminar_service.registrations.states import RegistrationState
from seminar_service.tours.model import Tour
from tests.factories import make_bid, make_registration, make_seminar
from tests.statements import counted_queries


def test_a_page_has_its_rows_and_the_counts_of_all(session: Session, tour: Tour) -> None:
    seminar = make_seminar(session, make_bid(session, tour), capacity=100)
    for _ in range(PAGE_SIZE + 1):
        make_registration(session, seminar)
    make_registration(session, seminar, state=RegistrationState.WAITING)

    first = registration_list(session, tour.id, RegistrationFilter(), page=1)
    second = registration_list(session, tour.id, RegistrationFilter(), page=2)
    waiting = registration_list(
        session, tour.id, RegistrationFilter(state=RegistrationState.WAITING), page=1
    )

    assert (len(first.lines), len(second.lines), first.pages) == (PAGE_SIZE, 2, 2)
    assert not {each.registration.id for each in first.lines} & {
        each.registration.id for each in second.lines
    }
    assert (first.found, first.all_states) == (PAGE_SIZE + 2, PAGE_SIZE + 2)
    assert (waiting.found, waiting.all_states, len(waiting.lines)) == (1, PAGE_SIZE + 2, 1)
    assert waiting.counts[RegistrationState.CONFIRMED] == PAGE_SIZE + 1


def test_an_empty_list_has_one_page(session: Session, tour: Tour) -> None:
    found = registration_list(session, tour.id, RegistrationFilter(text="nobody"), page=1)
    assert (found.pages, found.found, list(found.lines)) == (1, 0, [])


def test_a_list_takes_three_queries_however_many_rows(session: Session, tour: Tour) -> None:
    for _ in range(3):
        seminar = make_seminar(session, make_bid(session, tour))
        for _ in range(3):
            make_registration(session, seminar)
    tour_id = tour.id
    with counted_queries(session) as queries:
        found = registration_list(session, tour_id, RegistrationFilter(text="参加"), page=1)
        assert len({line.registration.seminar.host_name for line in found.lines}) == 3
    assert len(queries) == 3


def test_seminars_are_offered_for_which_somebody_has_registered(
    session: Session, tour: Tour
) -> None:
    seminar, _nobodys = (make_seminar(session, make_bid(session, tour)) for _ in range(2))
    make_registration(session, seminar, state=RegistrationState.CANCELLED)

    assert seminars_to_choose(session, tour.id) == [seminar]
