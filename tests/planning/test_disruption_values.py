"""What upsets a tour, and which days it takes."""

from datetime import date, timedelta

import pytest

from seminar_service.planning.disruption_values import (
    EVERYWHERE,
    DisruptionDetails,
    DisruptionKind,
    LostDays,
)

DAY = date(2026, 10, 6)
NEXT, AFTER = DAY + timedelta(days=1), DAY + timedelta(days=2)
ILLNESS = DisruptionDetails(DAY, NEXT, adviser_id=7)
FLOOD = DisruptionDetails(DAY, DAY, places=frozenset({"43", "46"}))
TYPHOON = DisruptionDetails(NEXT, AFTER)


def test_a_disruption_is_somebodys_or_of_places_or_of_all() -> None:
    kinds = [each.kind for each in (ILLNESS, FLOOD, TYPHOON)]
    assert kinds == [DisruptionKind.ADVISER, DisruptionKind.PLACES, DisruptionKind.EVERYWHERE]


@pytest.mark.parametrize(
    ("disruption", "day", "place", "team", "upset"),
    [
        (ILLNESS, DAY, "13", [7, 8], True),
        (ILLNESS, DAY, "13", [8], False),
        (ILLNESS, AFTER, "13", [7], False),
        (FLOOD, DAY, "43", [8], True),
        (FLOOD, DAY, "13", [8], False),
        (FLOOD, NEXT, "43", [8], False),
        (TYPHOON, AFTER, "13", [8], True),
        (TYPHOON, DAY, "13", [8], False),
    ],
)
def test_it_upsets_what_falls_on_its_days_and_is_concerned(
    disruption: DisruptionDetails, day: date, place: str, team: list[int], *, upset: bool
) -> None:
    assert disruption.upsets(day, place, team) is upset


def test_the_days_of_several_are_added_up() -> None:
    longer = DisruptionDetails(AFTER, AFTER, adviser_id=7)
    lost = LostDays.of([ILLNESS, FLOOD, TYPHOON, longer])

    assert lost.advisers == {7: {DAY, NEXT, AFTER}}
    assert lost.places == {"43": {DAY}, "46": {DAY}, EVERYWHERE: {NEXT, AFTER}}
    assert lost.in_place("43") == {DAY, NEXT, AFTER}
    assert lost.in_place("13") == {NEXT, AFTER}


def test_no_disruption_takes_no_day() -> None:
    assert LostDays.of([]) == LostDays()
    assert LostDays().in_place("13") == frozenset()
