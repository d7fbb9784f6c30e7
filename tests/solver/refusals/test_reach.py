"""Whether a bid can be reached at all, alone or by way of other bids."""

import pytest

from solver import read_instance
from solver.refusals.detours import Detours
from solver.refusals.reach import Reach
from solver.search.greedy import draft_locked
from solver.tour.compiled import CompiledTour, compile_instance
from tests.solver.tours import Document, make_adviser, make_bid, make_rules, make_tour, random_tour

HOME, NEAR, FAR = range(3)


def compile_document(tour: Document) -> CompiledTour:
    return compile_instance(read_instance(tour))


def by_way_of_near(*, stay: str = "09:00", to_far: int = 300, buffer_minutes: int = 60) -> Document:
    """Return a tour in which `far` is two hours from home by way of `near`, and more directly."""
    bids = [make_bid("b1", start="08:00", end=stay), make_bid("b2", place="far")]
    tour = make_tour(bids, rules=make_rules(buffer_minutes=buffer_minutes))
    tour["travel"]["minutes"] = [[0, 60, to_far], [60, 0, 60], [to_far, 60, 0]]
    return tour


def test_a_way_that_is_quicker_with_a_bid_on_it_is_a_detour_that_can_help() -> None:
    assert Detours(compile_document(by_way_of_near())).can_help(HOME, FAR)


def test_the_stay_and_the_buffer_on_the_way_count() -> None:
    tour = compile_document(by_way_of_near(to_far=240))
    assert not Detours(tour).can_help(HOME, FAR)
    assert Detours(compile_document(by_way_of_near(to_far=241))).can_help(HOME, FAR)


def test_a_detour_can_help_on_the_way_back_alone() -> None:
    tour = by_way_of_near(to_far=240)
    tour["travel"]["minutes"][FAR][HOME] = 241
    assert Detours(compile_document(tour)).can_help(HOME, FAR)


def test_a_place_without_bids_is_nowhere_to_go_by_way_of() -> None:
    tour = by_way_of_near()
    tour["bids"] = tour["bids"][1:]
    assert not Detours(compile_document(tour)).can_help(HOME, FAR)


def test_a_leg_that_no_day_is_long_enough_for_may_need_a_detour() -> None:
    tour = make_tour([make_bid("b1"), make_bid("b2", place="far")])
    tour["travel"]["minutes"][HOME][FAR] = 961
    assert Detours(compile_document(tour)).can_help(HOME, FAR)


def reach_of(tour: CompiledTour, *, stopped: bool = False) -> Reach:
    draft = draft_locked(tour)
    assert draft is not None
    return Reach(tour, draft.holdings, lambda: stopped)


def out_of_a_day() -> CompiledTour:
    """Return a tour in which only a trip that stops in `near` reaches `far` without a night."""
    tour = by_way_of_near(to_far=500, stay="08:30")
    tour["travel"]["minutes"][FAR][HOME] = 60
    tour["advisers"] = [make_adviser(max_nights_away=0)]
    return compile_document(tour)


def test_a_bid_that_only_a_detour_reaches_is_reachable() -> None:
    tour = out_of_a_day()
    assert reach_of(tour).is_reachable(tour.bids[1])


def test_no_detours_are_searched_once_the_time_is_over() -> None:
    tour = out_of_a_day()
    reach = reach_of(tour, stopped=True)
    assert [reach.is_reachable(bid) for bid in tour.bids] == [True, False]


@pytest.mark.parametrize("seed", range(600))
def test_leaving_out_detours_that_cannot_help_changes_no_answer(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    tour = compile_document(random_tour(seed, bids=7, locked=0.0))
    fillable = [bid for bid in tour.bids if bid.day_yen and all(bid.able)]
    answers = [reach_of(tour).is_reachable(bid) for bid in fillable]
    monkeypatch.setattr(Detours, "can_help", lambda *_: True)
    assert answers == [reach_of(tour).is_reachable(bid) for bid in fillable]
