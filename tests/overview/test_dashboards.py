"""The figures of a tour and of a seminar."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from seminar_service.domain.vocabulary import (
    EmployeeBand,
    HeardOf,
    ParticipantKind,
    RegistrationSource,
)
from seminar_service.overview import dashboards
from seminar_service.overview.dashboards import (
    Counting,
    FigureFilter,
    Stage,
    Topic,
    seminar_figures,
    tour_figures,
)
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from seminar_service.tours.model import Tour
from tests.factories import make_bid, make_registration, make_seminar, make_tour
from tests.statements import counted_queries

NOW = datetime(2026, 6, 10, 3, tzinfo=UTC)


def seminar_on(session: Session, tour: Tour, day: date, **values: object) -> Seminar:
    made = {"day": day, "capacity": 20} | values
    return make_seminar(session, make_bid(session, tour), **made)


@pytest.fixture
def ahead(session: Session, tour: Tour) -> Seminar:
    seminar = seminar_on(session, tour, date(2026, 6, 20), place="23", kept_back=3)
    early = NOW - timedelta(days=20)
    make_registration(session, seminar, created_at=early, employees=None, heard_of=HeardOf.FLYER)
    made = {"source": RegistrationSource.FAX, "participant_kind": ParticipantKind.STUDENT}
    make_registration(session, seminar, created_at=NOW, **made)
    make_registration(session, seminar, created_at=NOW, state=RegistrationState.WAITING)
    make_registration(session, seminar, created_at=NOW, state=RegistrationState.CANCELLED)
    return seminar


@pytest.fixture
def held(session: Session, tour: Tour) -> Seminar:
    seminar = seminar_on(session, tour, date(2026, 6, 1), place="13", state=SeminarState.HELD)
    make_registration(session, seminar, created_at=NOW - timedelta(days=30))
    return seminar


def test_a_tour_is_counted_with_its_seminars_and_what_people_said(
    session: Session, tour: Tour, ahead: Seminar, held: Seminar
) -> None:
    make_registration(session, seminar_on(session, make_tour(session, 2027), date(2027, 6, 1)))
    cancelled = seminar_on(session, tour, date(2026, 6, 5), state=SeminarState.CANCELLED)
    make_registration(session, cancelled, state=RegistrationState.CANCELLED)

    found = tour_figures(session, tour.id, FigureFilter(), page=1, now=NOW)

    sums = found.sums
    assert (sums.seminars, sums.capacity, sums.taken, sums.kept_back, sums.waiting) == (
        *(2, 40, 3, 3, 1),
    )
    assert [(row.seminar, row.people) for row in found.rows] == [(held, 1), (ahead, 2)]
    assert found.people == 3
    assert found.numbers[Topic.SOURCE] == {RegistrationSource.FORM: 2, RegistrationSource.FAX: 1}
    assert found.numbers[Topic.PREFECTURE] == {"13": 1, "23": 2}
    assert found.numbers[Topic.EMPLOYEES] == {EmployeeBand.FROM_21_TO_50: 2, None: 1}
    assert found.numbers[Topic.HEARD_OF] == {HeardOf.FLYER: 1, None: 2}
    assert found.numbers[Topic.KIND][ParticipantKind.STUDENT] == 1
    assert found.numbers[Topic.STATE] == {
        RegistrationState.CONFIRMED: 3,
        RegistrationState.WAITING: 1,
        RegistrationState.CANCELLED: 1,
    }
    assert found.months == {date(2026, 5, 1): 2, date(2026, 6, 1): 1}
    assert (found.usual, found.pages) == (None, 1)


@pytest.mark.usefixtures("ahead", "held")
@pytest.mark.parametrize(
    ("wanted", "seminars", "people"),
    [
        (FigureFilter(Stage.AHEAD), 1, 2),
        (FigureFilter(Stage.HELD), 1, 1),
        (FigureFilter(counting=Counting.EVERYBODY), 2, 5),
        (FigureFilter(place="23"), 1, 2),
        (FigureFilter(Stage.HELD, place="23"), 0, 0),
    ],
)
def test_what_is_counted_can_be_narrowed(
    session: Session, tour: Tour, wanted: FigureFilter, seminars: int, people: int
) -> None:
    found = tour_figures(session, tour.id, wanted, page=1, now=NOW)
    assert (found.sums.seminars, len(found.rows), found.people) == (seminars, seminars, people)


def test_a_long_tour_is_shown_in_pages_by_as_many_queries(
    session: Session, tour: Tour, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dashboards, "PAGE_SIZE", 2)
    needed, tour_id = set(), tour.id
    for number in range(1, 6):
        present = session.get_one(Tour, tour_id)
        make_registration(session, seminar_on(session, present, date(2026, 5, number)))
        with counted_queries(session) as queries:
            found = tour_figures(session, tour_id, FigureFilter(), page=1, now=NOW)
        needed.add(len(queries) - bool(found.usual))
    assert len(found.rows) == 2
    assert found.pages == 3
    assert len(needed) == 1
    last = tour_figures(session, tour_id, FigureFilter(), page=3, now=NOW)
    assert [row.seminar.day for row in last.rows] == [date(2026, 5, 5)]


def test_rows_say_what_was_usual_as_long_before(
    session: Session, tour: Tour, ahead: Seminar
) -> None:
    for number in (1, 2, 3):
        earlier = seminar_on(session, tour, date(2026, 5, number))
        for left in (20, 10, 9):
            noon = datetime(2026, 5, number, 3, tzinfo=UTC)
            make_registration(session, earlier, created_at=noon - timedelta(days=left))
    found = tour_figures(session, tour.id, FigureFilter(Stage.AHEAD), page=1, now=NOW)
    (row,) = found.rows
    assert row.seminar == ahead
    assert row.expected == 2
    assert [row.reached[left] for left in (31, 30, 10, 0)] == [0, 1, 2, 2]


def test_a_seminar_is_counted_alone(session: Session, ahead: Seminar, held: Seminar) -> None:
    assert held.id
    found = seminar_figures(session, ahead, Counting.PLACES, now=NOW)
    assert (found.people, found.left, found.usual) == (2, 10, None)
    assert found.days == {date(2026, 5, 21): 1, date(2026, 6, 10): 1}
    assert found.numbers[Topic.STATE][RegistrationState.WAITING] == 1
    assert seminar_figures(session, ahead, Counting.EVERYBODY, now=NOW).people == 4


def test_a_tour_without_anybody_has_no_figures(session: Session, tour: Tour) -> None:
    found = tour_figures(session, tour.id, FigureFilter(), page=1, now=NOW)
    assert (found.people, found.sums.capacity, found.months, found.pages) == (0, 0, {}, 1)
