from solver.proof.networks.scope import Choice, whole_scope
from solver.tour.compiled import CompiledTour
from tests.solver.proof.proofs import compile_document
from tests.solver.tours import START, day, lock, make_adviser, make_bid, make_tour

ZERO = START.toordinal()


def tour_of_three() -> CompiledTour:
    """Return a tour with a locked bid and two others."""
    bids = [
        lock(make_bid("b0"), 0, "a0"),
        make_bid("b1", {3: 0, 4: 0}),
        make_bid("b2", {6: 0}),
    ]
    advisers = [make_adviser("a0"), make_adviser("a1", unavailable=[day(4)])]
    return compile_document(make_tour(bids, advisers))


def test_the_whole_problem_lets_every_bid_choose_and_keeps_the_locks() -> None:
    scope = whole_scope(tour_of_three())
    assert scope.choices == (
        Choice(0, (ZERO,), ((0,),), must_hold=True),
        Choice(1, (ZERO + 3, ZERO + 4), ((0, 1),), must_hold=False),
        Choice(2, (ZERO + 6,), ((0, 1),), must_hold=False),
    )


def test_a_bid_without_a_day_has_no_choice() -> None:
    tour = compile_document(make_tour([make_bid("b1", {60: 0})]))
    assert whole_scope(tour).choices == ()


def test_nobody_visits_on_an_unavailable_day() -> None:
    visits = set(whole_scope(tour_of_three()).visits())
    assert (0, 1, ZERO + 4) in visits
    assert (1, 1, ZERO + 3) in visits
    assert (1, 1, ZERO + 4) not in visits
