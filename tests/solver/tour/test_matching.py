"""Filling slots, against trying every way."""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from solver.tour.matching import can_fill, choose, fill

SLOTS = st.lists(st.lists(st.integers(0, 4), unique=True, max_size=4), max_size=4)


@given(able=SLOTS)
def test_slots_are_filled_exactly_where_some_way_fills_them(able: list[list[int]]) -> None:
    possible = any(
        all(member in slot for member, slot in zip(team, able, strict=True))
        for team in permutations(range(5), len(able))
    )
    assert can_fill(able) == possible
    team = fill(able)
    assert (team is not None) == possible
    if team is not None:
        assert len(set(team)) == len(able)
        assert all(member in slot for member, slot in zip(team, able, strict=True))


def slots_by_member(able: list[list[int]]) -> dict[int, list[int]]:
    return {one: [at for at, slot in enumerate(able) if one in slot] for one in range(5)}


@given(able=SLOTS, order=st.permutations(range(5)))
def test_whoever_is_chosen_first_can_fill_slots_with_all_others_who_are(
    able: list[list[int]], order: list[int]
) -> None:
    chosen = list(choose(slots_by_member(able), order))
    assert chosen == [one for one in order if one in chosen]
    largest = max(
        (size for size in range(6) for some in permutations(range(5), size) if seats(some, able)),
        default=0,
    )
    assert len(chosen) == largest


def seats(members: tuple[int, ...], able: list[list[int]]) -> bool:
    """Say whether each of the members can sit in a slot of their own."""
    return can_fill([[at for at, slot in enumerate(able) if one in slot] for one in members])


def test_one_who_is_seated_moves_on_for_another() -> None:
    assert fill([[0, 1], [0]]) == (1, 0)
    assert list(choose({0: [0, 1], 1: [0]}, [0, 1])) == [0, 1]
