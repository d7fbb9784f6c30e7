from enum import StrEnum
from itertools import pairwise
from string import ascii_uppercase

import pytest

from seminar_service.domain import vocabulary
from seminar_service.domain.vocabulary import Choice, EmployeeBand, Industry

LISTS = [
    found
    for found in vars(vocabulary).values()
    if isinstance(found, type) and issubclass(found, StrEnum) and found is not StrEnum
]
LONGEST = 40  # the column's, see `storage.base.enum_column`


@pytest.mark.parametrize("closed_list", LISTS)
def test_what_the_database_keeps_is_short_plain_and_different(closed_list: type[StrEnum]) -> None:
    values = [member.value for member in closed_list]

    assert len(set(values)) == len(closed_list.__members__)
    assert all(value.isascii() and 0 < len(value) <= LONGEST for value in values)
    assert [value for value in values if value != value.lower()] == []


def test_there_is_an_industry_for_each_main_division_from_a_to_t() -> None:
    divisions = ascii_uppercase[: ascii_uppercase.index("T") + 1]

    assert len(Industry) == len(divisions)
    assert [*Industry][ascii_uppercase.index("E")] is Industry.MANUFACTURING
    assert [*Industry][-2:] == [Industry.GOVERNMENT, Industry.OTHER]


def test_bands_of_employees_leave_nobody_out() -> None:
    bounded = [band.value.split("-") for band in EmployeeBand if "-" in band.value]

    assert all(int(first[1]) + 1 == int(second[0]) for first, second in pairwise(bounded))
    assert bounded[0][0] == "1"
    assert EmployeeBand.OVER_300.value == f"{int(bounded[-1][1]) + 1}+"


def test_the_dearest_choice_comes_first() -> None:
    assert [*Choice] == [Choice.FIRST, Choice.SECOND, Choice.THIRD, Choice.IMPOSSIBLE]
