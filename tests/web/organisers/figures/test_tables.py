"""Figures as tables."""

from datetime import date
from typing import Any

from seminar_service.domain.vocabulary import (
    AttendanceMode,
    EmployeeBand,
    HeardOf,
    ParticipantKind,
    RegistrationSource,
)
from seminar_service.overview.dashboards import Numbers, Topic
from seminar_service.registrations.states import RegistrationState
from seminar_service.web.organisers.figures.tables import (
    ENOUGH_FOR_SHARES,
    months_of,
    rows_of,
    tables_of,
)
from tests.web.conftest import Page

NOBODY: dict[Topic, dict[Any, int]] = {topic: {} for topic in Topic}


def test_every_topic_has_its_table_in_words(page: Page) -> None:
    numbers: Numbers = {
        Topic.STATE: {RegistrationState.CONFIRMED: 2},
        Topic.KIND: {ParticipantKind.STUDENT: 1, None: 1},
        Topic.EMPLOYEES: {EmployeeBand.NONE: 2},
        Topic.INDUSTRY: {None: 2},
        Topic.HEARD_OF: {HeardOf.FLYER: 2},
        Topic.PREFECTURE: {"13": 2},
        Topic.SOURCE: {RegistrationSource.FORM: 2},
        Topic.MODE: {AttendanceMode.ON_SITE: 2},
    }
    with page():
        found = {table.heading: table.rows for table in tables_of(numbers, with_places=True)}
        alone = {table.heading for table in tables_of(numbers, with_places=False)}

    assert set(found) - alone == {"Prefecture of the seminar"}
    assert {"Industry", "How they attend"} & set(found) == set()
    assert [(row.label, row.number) for row in found["Takes part as"]] == [
        ("Student", 1),
        ("No answer", 1),
    ]
    assert [row.label for row in found["Prefecture of the seminar"]] == ["Tokyo"]
    assert len(found["Number of employees"]) == len(EmployeeBand)


def test_how_people_attend_is_counted_where_anybody_attends_online(page: Page) -> None:
    numbers = NOBODY | {Topic.MODE: {AttendanceMode.ONLINE: 3}}
    with page():
        (table,) = tables_of(numbers, with_places=True)
    assert [(row.label, row.number) for row in table.rows] == [("Online", 3)]


def test_where_nobody_said_anything_there_is_no_table(page: Page) -> None:
    with page():
        assert tables_of(NOBODY, with_places=True) == []


def test_shares_are_given_from_ten_people_on() -> None:
    few = rows_of([("a", ENOUGH_FOR_SHARES - 1)])
    enough = rows_of([("a", 1), ("b", ENOUGH_FOR_SHARES - 1)])
    assert [row.share for row in few] == [None]
    assert [row.share for row in enough] == [0.1, 0.9]


def test_bars_are_as_long_as_their_numbers() -> None:
    assert [row.bar for row in rows_of([("a", 4), ("b", 1), ("c", 0)])] == [100, 25, 0]
    assert rows_of([]) == []


def test_months_are_named(page: Page) -> None:
    with page():
        assert [row.label for row in months_of({date(2026, 5, 1): 1})] == ["May 2026"]
