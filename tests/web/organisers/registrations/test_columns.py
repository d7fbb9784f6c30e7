"""The columns of lists and exports of registrations."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime

import pytest

from seminar_service.domain.vocabulary import (
    AttendanceMode,
    EmployeeBand,
    HeardOf,
    Industry,
    ParticipantKind,
    RegistrationSource,
    SharedWithHost,
)
from seminar_service.overview.registration_lists import RegistrationLine
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.model import Seminar
from seminar_service.web.organisers.registrations.columns import (
    CHOICE,
    FIXED,
    Scope,
    chosen_columns,
    in_words,
)

Page = Callable[..., AbstractContextManager[object]]


@pytest.fixture
def line() -> RegistrationLine:
    row = Registration(
        id=7,
        state=RegistrationState.OFFERED,
        name="山田",
        name_kana="ヤマダ",
        email="y@example.jp",
        company="甲社",
        department="",
        employees=EmployeeBand.NONE,
        industry=Industry.FINANCE,
        participant_kind=ParticipantKind.STUDENT,
        wishes_consultation=True,
        mode=AttendanceMode.ONLINE,
        shared_with_host=SharedWithHost.NAME_AND_COMPANY,
        source=RegistrationSource.FAX,
        telephone="03-3581-1101",
        heard_of=HeardOf.FLYER,
        needs_wheelchair=True,
        needs_other="",
        locale="en",
        queue_number=3,
        created_at=datetime(2026, 6, 1, 3, 0, tzinfo=UTC),
        seminar=Seminar(day=date(2026, 10, 6), host_name="商工会", place="23"),
    )
    return RegistrationLine(row, is_undelivered=True)


def test_every_column_says_what_is_known(page: Page, line: RegistrationLine) -> None:
    with page():
        said = {column.name: in_words(column.value(line)) for column in (*FIXED, *CHOICE)}
    assert said == {
        "number": "7",
        "state": "A place is offered",
        "name": "山田",
        "reading": "ヤマダ",
        "day": "Tue 6 Oct 2026",
        "host": "商工会",
        "place": "Aichi",
        "company": "甲社",
        "department": "",
        "email": "y@example.jp",
        "email_state": "undeliverable",
        "call": "",
        "kind": "Student",
        "employees": "None (self-employed or private person)",
        "industry": "Finance and insurance",
        "group": "",
        "telephone": "03-3581-1101",
        "heard_of": "A flyer or poster",
        "needs": "Access by wheelchair",
        "consultation": "Yes",
        "mode": "Online",
        "shared": "Name and company or organisation",
        "source": "Fax",
        "language": "English",
        "queue": "3",
        "registered_at": "Mon 1 Jun 2026 12:00",
        "changed_at": "",
        "withdrawn_at": "",
    }


def test_columns_come_in_their_usual_order_and_unknown_ones_not_at_all() -> None:
    chosen = chosen_columns(["industry", "nothing", "company"], Scope.TOUR)
    assert [column.name for column in chosen] == ["company", "industry"]


@pytest.mark.parametrize("scope", Scope)
def test_where_none_is_chosen_there_are_the_usual_ones(scope: Scope) -> None:
    chosen = [column.name for column in chosen_columns(["nothing"], scope)]
    assert set(chosen) == set(scope.usual)


def test_no_two_columns_have_one_name() -> None:
    names = [column.name for column in (*FIXED, *CHOICE)]
    assert len(set(names)) == len(names)
