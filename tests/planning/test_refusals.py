"""Values of refusals come back from JSON as they went in."""

import json
from datetime import date

import pytest

from seminar_service.planning.refusals import (
    Breach,
    Failure,
    FailureKind,
    Grounds,
    HinderedDay,
    Hindrance,
    Lock,
    Remedy,
    RemedyKind,
)

DAY, OTHER = date(2026, 10, 6), date(2026, 10, 8)


def through_json(document: object) -> dict[str, object]:
    found: dict[str, object] = json.loads(json.dumps(document))
    return found


@pytest.mark.parametrize(
    "grounds",
    [
        Grounds(),
        Grounds(topics=("brand", "ip")),
        Grounds(
            days=(DAY, OTHER),
            hindered=(
                HinderedDay(DAY, {Hindrance.UNAVAILABLE: (7, 9), Hindrance.DAY_FULL: ()}),
                HinderedDay(OTHER, {}),
            ),
        ),
    ],
)
def test_grounds_come_back(grounds: Grounds) -> None:
    assert Grounds.read(through_json(grounds.document())) == grounds


def test_a_row_without_grounds_has_empty_ones() -> None:
    assert Grounds.read({}) == Grounds()


@pytest.mark.parametrize(
    "remedy",
    [
        Remedy(RemedyKind.DATE, DAY),
        Remedy(RemedyKind.FREE_DAY, DAY, adviser_id=7, free_day=OTHER),
        Remedy(RemedyKind.BUDGET, DAY, budget_yen=20_000),
        Remedy(RemedyKind.TOLD, ja="日程", en="A date"),
    ],
)
def test_remedies_come_back(remedy: Remedy) -> None:
    assert Remedy.read(through_json(remedy.document())) == remedy


def test_a_failure_comes_back_with_its_zeros() -> None:
    broken = Breach(4, "seminars", (1, 2), (7,), (DAY,), found=2, limit=0, causes=("nights",))
    failure = Failure(FailureKind.INFEASIBLE, (Lock(1, DAY, (7, 8)),), (broken,), (("$.a", "b"),))
    assert Failure.read(through_json(failure.document())) == failure
