"""Whether released seminars still fit the advisers who give them."""

from dataclasses import replace
from datetime import date

import pytest

from seminar_service.advisers.details import Limits
from seminar_service.overview.misfit_rules import Condition, MisfitKind, Task, misfits

TUESDAY = date(2026, 10, 6)
TASK = Task(
    seminar_id=1,
    tour_id=7,
    day=TUESDAY,
    is_ahead=True,
    needs=frozenset({3}),
    origin="13",
    nights=1,
)
NEXT = replace(TASK, seminar_id=2, day=date(2026, 10, 7))
LATER = replace(TASK, seminar_id=3, day=date(2026, 11, 6))
SOUND = Condition(
    home="13",
    topics=frozenset({3, 4}),
    unavailable={7: frozenset({date(2026, 10, 5)})},
    limits={7: Limits(max_seminars=3, max_per_month=2, max_nights_away=1)},
)


def limited(**values: int) -> Condition:
    return replace(SOUND, limits={7: replace(SOUND.limits[7], **values)})


def test_a_sound_plan_fits() -> None:
    assert misfits([TASK, NEXT, LATER], SOUND) == set()


@pytest.mark.parametrize(
    ("condition", "kind"),
    [
        (replace(SOUND, unavailable={7: frozenset({TUESDAY})}), MisfitKind.UNAVAILABLE),
        (replace(SOUND, unavailable={8: frozenset({TUESDAY})}), MisfitKind.UNAVAILABLE),
        (replace(SOUND, topics=frozenset({4})), MisfitKind.TOPIC),
        (replace(SOUND, home="27"), MisfitKind.HOME),
        (replace(SOUND, limits={}), MisfitKind.NOT_ENGAGED),
        (limited(max_seminars=0), MisfitKind.TOTAL),
        (limited(max_per_month=0), MisfitKind.MONTH),
        (limited(max_nights_away=0), MisfitKind.NIGHTS),
    ],
    ids=["day", "day of another tour", "topic", "home", "no part", "total", "month", "nights"],
)
def test_each_reason_is_found_alone(condition: Condition, kind: MisfitKind) -> None:
    assert misfits([TASK], condition) == {(1, kind)}


def test_a_limit_concerns_all_seminars_that_it_counts() -> None:
    assert misfits([TASK, NEXT, LATER], limited(max_per_month=1)) == {
        (1, MisfitKind.MONTH),
        (2, MisfitKind.MONTH),
    }
    assert {number for number, _ in misfits([TASK, NEXT, LATER], limited(max_seminars=2))} == {
        1,
        2,
        3,
    }


def test_what_is_over_counts_for_limits_and_is_no_misfit_itself() -> None:
    over = replace(TASK, is_ahead=False)

    assert misfits([over, NEXT], limited(max_per_month=1)) == {(2, MisfitKind.MONTH)}
    assert misfits([over], replace(SOUND, home="27")) == set()


def test_limits_of_one_tour_do_not_count_seminars_of_another() -> None:
    elsewhere = replace(NEXT, tour_id=8)
    condition = replace(SOUND, limits=dict.fromkeys((7, 8), Limits(1, 1, 1)))

    assert misfits([TASK, elsewhere], condition) == set()
