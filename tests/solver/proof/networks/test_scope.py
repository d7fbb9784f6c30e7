from solver.proof.networks.scope import Choice, scope_around, whole_scope
from solver.search.draft import Draft, Holding
from tests.solver.proof.proofs import compile_document
from tests.solver.tours import START, day, lock, make_adviser, make_bid, make_tour

ZERO = START.toordinal()


def draft_of_three() -> Draft:
    """Return a plan that holds a locked bid and another, and declines the third."""
    bids = [
        lock(make_bid("b0"), 0, "a0"),
        make_bid("b1", {3: 0, 4: 0}),
        make_bid("b2", {6: 0}),
    ]
    advisers = [make_adviser("a0"), make_adviser("a1", unavailable=[day(4)])]
    draft = Draft(compile_document(make_tour(bids, advisers)))
    draft.take([Holding(ZERO, (0,)), Holding(ZERO + 3, (1,)), None])
    return draft


def test_the_whole_problem_lets_every_bid_choose_and_keeps_the_locks() -> None:
    scope = whole_scope(draft_of_three().tour)
    assert scope.choices == (
        Choice(0, (ZERO,), ((0,),), must_hold=True),
        Choice(1, (ZERO + 3, ZERO + 4), ((0, 1),), must_hold=False),
        Choice(2, (ZERO + 6,), ((0, 1),), must_hold=False),
    )


def test_a_bid_without_a_day_has_no_choice() -> None:
    tour = compile_document(make_tour([make_bid("b1", {60: 0})]))
    assert whole_scope(tour).choices == ()


def test_around_a_plan_what_is_not_free_stays_as_it_is() -> None:
    scope = scope_around(draft_of_three(), {2})
    assert [(one.bid, one.must_hold) for one in scope.choices] == [(0, True), (1, True), (2, False)]
    assert scope.choices[1].able == ((1,),)
    assert [one.bid for one in scope_around(draft_of_three(), ()).choices] == [0, 1]


def test_a_locked_bid_is_never_free() -> None:
    (locked, *_) = scope_around(draft_of_three(), {0, 1, 2}).choices
    assert locked == Choice(0, (ZERO,), ((0,),), must_hold=True)


def test_nobody_visits_on_an_unavailable_day() -> None:
    visits = set(whole_scope(draft_of_three().tour).visits())
    assert (0, 1, ZERO + 4) in visits
    assert (1, 1, ZERO + 3) in visits
    assert (1, 1, ZERO + 4) not in visits
