"""Prices of moving that are others than a plan was made with."""

from dataclasses import replace
from datetime import date

import pytest

from seminar_service.planning.input_changes import InputChange, InputChangeKind
from seminar_service.planning.inputs import Held
from seminar_service.planning.moving import PriceOfMoving
from seminar_service.planning.moving_changes import moving_changes

DAY, OTHER = date(2026, 10, 6), date(2026, 10, 7)
STANDS = {3: Held(DAY, (7,))}
MOVED, KEPT, REFUSED = {3: Held(OTHER, (7,))}, {3: Held(DAY, (8,))}, dict[int, Held]()
WAS = PriceOfMoving(
    date_yen=30_000, confirmed_yen=10_000, announced_yen=0, registered=4, registered_yen=500
)
ANNOUNCED = replace(WAS, announced_yen=20_000)
Kind = InputChangeKind


def changes(
    now: PriceOfMoving, planned: dict[int, Held], locked: dict[int, Held] | None = None
) -> list[InputChange]:
    return list(
        moving_changes(
            {3: WAS, 4: WAS},
            {3: now, 5: now},
            standing=STANDS,
            planned=planned,
            locked=locked or {},
        )
    )


@pytest.mark.parametrize(
    ("now", "planned", "kinds"),
    [
        (WAS, MOVED, []),
        (replace(WAS, registered=16), MOVED, [Kind.MOVING_MORE]),
        (replace(WAS, registered=16), REFUSED, [Kind.MOVING_MORE]),
        (replace(WAS, registered=16), KEPT, []),
        (replace(WAS, registered=1), KEPT, [Kind.MOVING_FEWER]),
        (replace(WAS, registered=1), MOVED, []),
        (ANNOUNCED, MOVED, [Kind.MOVING_STATE]),
        (ANNOUNCED, KEPT, []),
        (replace(ANNOUNCED, registered=16), MOVED, [Kind.MOVING_MORE]),
    ],
)
def test_what_may_let_another_plan_be_better_is_told(
    now: PriceOfMoving, planned: dict[int, Held], kinds: list[InputChangeKind]
) -> None:
    assert [each.kind for each in changes(now, planned)] == kinds


def test_a_change_says_how_many_people_and_both_prices() -> None:
    assert changes(replace(WAS, registered=16), MOVED) == [
        InputChange(Kind.MOVING_MORE, bid_id=3, before=42_000, after=48_000, days=(DAY,), people=12)
    ]


def test_a_rule_that_the_office_changed_is_told_as_that_alone() -> None:
    assert changes(replace(WAS, date_yen=90_000, registered_yen=900), MOVED) == []


def test_people_who_cost_nothing_change_nothing() -> None:
    free = replace(WAS, registered_yen=0, registered=90)
    found = moving_changes(
        {3: replace(WAS, registered_yen=0)}, {3: free}, standing=STANDS, planned=MOVED, locked={}
    )
    assert list(found) == []


def test_what_is_locked_moves_in_no_plan() -> None:
    assert changes(replace(WAS, registered=16), MOVED, locked=STANDS) == []
