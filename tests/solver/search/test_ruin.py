"""The search that takes out related bids and puts them back."""

from solver import read_instance
from solver.search.draft import Draft
from solver.search.greedy import draft_locked, insert_all
from solver.search.ruin import RuinSearch
from solver.tour.compiled import CompiledTour, compile_instance
from tests.solver.tours import Document, lock, make_adviser, make_bid, make_tour

ROUNDS = 200


def compile_bids(bids: list[Document]) -> CompiledTour:
    adviser = make_adviser(max_seminars=30, max_per_month=30)
    return compile_instance(read_instance(make_tour(bids, [adviser])))


def daily_bids() -> list[Document]:
    """Return thirty bids that can all be held, one a day."""
    return [make_bid(f"b{number}", {number: 0}, place="home") for number in range(30)]


def full_draft(tour: CompiledTour) -> Draft:
    draft = draft_locked(tour)
    assert draft is not None
    insert_all(draft, range(len(tour.bids)), lambda: False)
    return draft


def count_removed(bids: list[Document], bid: int, focus: list[int]) -> int:
    """Return how many of some changes of a full plan take out a bid."""
    search = RuinSearch(full_draft(compile_bids(bids)), seed=1)
    search.focus = focus
    count = 0
    for _ in range(ROUNDS):
        count += bid in search._ruin()
        search.restart()
    return count


def test_every_second_change_begins_with_a_bid_in_focus() -> None:
    by_chance = count_removed(daily_bids(), 0, [])
    assert by_chance < ROUNDS / 3
    assert count_removed(daily_bids(), 0, [0]) > ROUNDS / 2


def test_a_locked_bid_is_not_taken_out_even_in_focus() -> None:
    bids = [lock(make_bid("b0"), 0, "a1"), *daily_bids()[1:]]
    assert count_removed(bids, 0, [0]) == 0


def test_a_step_leaves_a_valid_plan_and_remembers_the_best() -> None:
    tour = compile_bids(daily_bids())
    search = RuinSearch(draft_locked(tour) or Draft(tour), seed=1)
    before_yen = search.best_yen
    for _ in range(ROUNDS):
        search.step(lambda: False)
        assert search.draft.is_valid()
    search.restart()
    assert search.draft.cost_yen() == search.best_yen < before_yen
