"""What stays when a draft is planned again."""

from datetime import date

from seminar_service.planning.inputs import Held
from seminar_service.planning.replan_values import (
    Kept,
    ReplanKind,
    Standing,
    held_document,
    kept_by,
    read_held,
)
from seminar_service.planning.selections import Selection

DAY = date(2026, 10, 6)
HELD = {key: Held(DAY, (key,)) for key in (1, 2, 3)}
LOCK = Held(date(2026, 10, 13), (9,))
PLACES = {1: "27", 2: "13", 3: "01", 4: "47", 5: "13"}
ONE = Selection(ranges=((1, 1),))


def kept(
    kind: ReplanKind,
    selection: Selection = ONE,
    locks: dict[int, Held] | None = None,
    waived: frozenset[int] = frozenset(),
) -> Kept:
    return kept_by(kind, selection, Standing(HELD, PLACES, locks or {}, waived))


def test_the_rest_is_free_but_what_is_chosen_locked_or_waived() -> None:
    found = kept(ReplanKind.REST, locks={2: LOCK}, waived=frozenset({3}))

    assert found == Kept({1: HELD[1], 2: LOCK, 3: HELD[3]}, frozenset(), frozenset({4, 5}))


def test_a_refused_bid_that_is_kept_stays_refused() -> None:
    found = kept(ReplanKind.REST, Selection(regions=frozenset({"kanto"})))

    assert found == Kept({2: HELD[2]}, frozenset({5}), frozenset({1, 3, 4}))


def test_only_what_is_chosen_is_free_to_be_improved() -> None:
    found = kept(ReplanKind.IMPROVE, Selection(ranges=((1, 1), (4, 4))))

    assert found == Kept({2: HELD[2], 3: HELD[3]}, frozenset({5}), frozenset({1, 4}))


def test_a_lock_holds_where_it_is_chosen_and_is_left_alone_elsewhere() -> None:
    assert kept(ReplanKind.IMPROVE, locks={1: LOCK}).pins[1] == LOCK
    assert kept(ReplanKind.IMPROVE, locks={2: LOCK}).pins[2] == HELD[2]


def test_a_repair_may_move_everything_and_takes_nothing_in() -> None:
    found = kept(ReplanKind.REPAIR, waived=frozenset({2}))

    assert found == Kept({2: HELD[2]}, frozenset({4, 5}), frozenset({1, 3}))


def test_what_is_freed_is_planned_and_a_refusal_stays_one() -> None:
    found = Kept({1: HELD[1], 2: HELD[2]}, frozenset({5}), frozenset({4})).without([1, 5])

    assert found == Kept({2: HELD[2]}, frozenset({5}), frozenset({1, 4}))


def test_what_is_held_comes_back_from_its_document() -> None:
    assert read_held(held_document(HELD)) == HELD
